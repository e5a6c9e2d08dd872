import { defineConfig } from 'vitest/config';

/**
 * Three kinds of tests: `pure` ones, which need nothing; `house` ones, for which one PostgreSQL is
 * started and each file takes a database of its own from `test/database.ts`; and `journeys`
 * through a real browser.
 */
const pure = ['test/core/**/*.test.ts', 'test/language/**/*.test.ts', 'test/convert/**/*.test.ts'];
const journeys = ['test/journeys/**/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      {
        test: { name: 'pure', include: pure, testTimeout: 60_000 },
      },
      {
        test: {
          name: 'house',
          include: ['test/**/*.test.ts'],
          exclude: [...pure, ...journeys],
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
