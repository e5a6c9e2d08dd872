/**
 * Measures each claim of speed and quality beside its yardstick, in one run, and prints the ratios.
 * `npm run bench -- search` runs only what is named so. `--json` prints the rows as JSON.
 */
import { parseArgs } from 'node:util';
import type { BenchRow } from '#test/bench/bench-row.ts';

const benches = [
  'record',
  'import',
  'search',
  'ranking',
  'pages',
  'text',
  'live-text',
  'issues',
  'views',
] as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' } },
});
const chosen = benches.filter((name) => positionals.length === 0 || positionals.includes(name));
const all: Record<string, BenchRow[]> = {};
for (const name of chosen) {
  console.error(`\n${name}…`);
  const { bench } = (await import(`#test/bench/${name}.ts`)) as { bench(): Promise<BenchRow[]> };
  const rows = await bench();
  all[name] = rows;
  if (values.json) continue;
  for (const { name: what, ours, yardstick, unit, ratio, target } of rows) {
    const wanted = target ? `  (wanted: ${target})` : '';
    console.log(`${what.padEnd(52)} ${ours} beside ${yardstick} ${unit}: ${ratio}${wanted}`);
  }
}
if (values.json) console.log(JSON.stringify(all, null, 2));
process.exit();
