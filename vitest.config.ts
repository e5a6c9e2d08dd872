import { defineConfig } from 'vitest/config';

/**
 * Four kinds of tests: `tidy` ones, which read the house's own files; `pure` ones, which need nothing; `house` ones, for which one PostgreSQL is
 * started and each file takes a database of its own from `test/database.ts`; and `journeys`
 * through a real browser.
 */
const pure = ['test/core/**/*.test.ts', 'test/language/**/*.test.ts', 'test/convert/**/*.test.ts'];
const journeys = ['test/journeys/**/*.test.ts'];
const tidy = ['test/tidy/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        test: { name: 'tidy', include: tidy },
      },
      {
        test: { name: 'pure', include: pure, testTimeout: 60_000 },
      },
      {
        test: {
          name: 'house',
          include: ['test/**/*.test.ts'],
          exclude: [...pure, ...journeys, ...tidy],
          globalSetup: ['test/start-database.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: journeys,
          globalSetup: ['test/start-browser.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
