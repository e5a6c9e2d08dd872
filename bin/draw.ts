/** Draws the import graph anew in ARCHITECTURE.md, between its two markers. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { arrowsBetweenFloors, drawing, readSources } from '#test/tidy/import-graph.ts';

const page = fileURLToPath(new URL('../ARCHITECTURE.md', import.meta.url));
const between = /(?<=<!-- import graph -->\n)[^]*(?=\n<!-- \/import graph -->)/;

const text = readFileSync(page, 'utf8');
if (!between.test(text)) {
  console.error('ARCHITECTURE.md has lost the markers of the import graph.');
  process.exit(1);
}
const drawn = drawing(arrowsBetweenFloors(readSources('src')));
writeFileSync(
  page,
  text.replace(between, () => drawn),
);
