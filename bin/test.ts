/**
 * Proves it all: the check of types, lint, format and tidiness, then every test, the journeys in
 * a real browser among them. `npm test -- PATTERN` runs only the tests whose path matches.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const chosen = process.argv.slice(2);

const run = (...args: string[]): number =>
  spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' }).status ?? 1;

const checked = chosen.length > 0 ? 0 : run('bin/check.ts');
const tested = run('node_modules/vitest/vitest.mjs', 'run', ...chosen);
process.exit(checked || tested);
