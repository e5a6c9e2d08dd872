/** Types, lint, format and the tidiness of the house, each named as it runs. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const tool = (path: string): string => `${root}node_modules/${path}`;

const steps: readonly (readonly [string, readonly string[]])[] = [
  ['types', [tool('svelte-check/bin/svelte-check'), '--output', 'human', '--fail-on-warnings']],
  ['lint', [tool('eslint/bin/eslint.js'), '--max-warnings', '0', '.']],
  ['format', [tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.']],
  ['tidy', [tool('vitest/vitest.mjs'), 'run', '--project', 'tidy']],
];

const failed = steps.filter(([name, args]) => {
  console.log(`\n== ${name}`);
  return spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status !== 0;
});
if (failed.length > 0) {
  console.error(`\nNot in order: ${failed.map(([name]) => name).join(', ')}`);
  process.exit(1);
}
