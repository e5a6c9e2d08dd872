import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { diffWords } from 'diff';
import { type BuildOptions } from '#core/text/build.ts';
import { compile } from '#core/text/compile.ts';
import type { Compiled } from '#core/text/compiled.ts';
import { printForeign, readForeign } from '#core/text/foreign/read-foreign.ts';
import { reading } from '#core/text/reading.ts';
import { disputeOf } from '#test/core/text/dispute.ts';
import { sharedData } from '#test/shared-data.ts';
import type { BenchRow } from './bench-row.ts';
import { editedVersions } from './edited-versions.ts';
import { rounded } from './measure.ts';

const rounds = 5;
const edits = 30;

/**
 * Negotiated texts: reading and printing a foreign draft, compiling many versions beside only
 * comparing each with a library, and how many words stand in brackets for those in dispute.
 */
export function bench(): Promise<BenchRow[]> {
  const october = sharedData('negotiating-texts/paris-2015-10-23.md');
  const december = sharedData('negotiating-texts/paris-2015-12-09.md');
  if (!october || !december) return Promise.resolve([]);
  const base = readFileSync(december, 'utf8');
  return Promise.resolve([
    parsing(readFileSync(october, 'utf8')),
    ...compiling(base),
    ...growth(base),
    ...disputes(base),
  ]);
}

function parsing(text: string): BenchRow {
  const megabytes = Buffer.byteLength(text) / 1e6;
  const ours = best(() => printForeign(readForeign(text))) / megabytes;
  const bare = best(() => text.split(/(\s+|[[\]])/).join('')) / megabytes;
  return {
    name: 'text: read and print a draft with 1,052 brackets',
    ours: rounded(ours),
    yardstick: rounded(bare),
    unit: 'ms/MB beside cutting it at spaces and brackets',
    ratio: rounded(ours / bare),
  };
}

function compiling(base: string): BenchRow[] {
  const texts = editedVersions(base, 200, edits);
  const theirsCold = timedOnce(() => texts.map((text) => diffWords(base, text)));
  const cold = timedOnce(() => compiled(base, texts));
  const theirs = best(() => texts.map((text) => diffWords(base, text)), 3);
  const ours = best(() => compiled(base, texts));
  const before = heap();
  const kept = compiled(base, texts);
  const megabytes = (heap() - before) / 1e6;
  const wrong = texts.filter((text, index) => reading(kept, `P${index}`) !== text).length;
  if (wrong > 0) throw new Error(`${wrong} readings are not the versions`);
  const unit = 'ms beside jsdiff diffWords once a version';
  const target = 'at most .125, that is 8 times as fast';
  const name = 'text: compile 200 versions of 61 kB, 30 edits each';
  return [
    {
      name,
      ours: rounded(ours),
      yardstick: rounded(theirs),
      unit,
      ratio: rounded(ours / theirs),
      target,
    },
    {
      name: `${name}, first time`,
      ours: rounded(cold),
      yardstick: rounded(theirsCold),
      unit,
      ratio: rounded(cold / theirsCold),
      target,
    },
    {
      name: 'text: memory of the compiled text',
      ours: rounded(megabytes),
      yardstick: rounded(texts.reduce((sum, text) => sum + text.length, 0) / 1e6),
      unit: 'MB of heap beside million characters of versions',
      ratio: rounded((megabytes * 1e6) / texts.reduce((sum, text) => sum + text.length, 0)),
    },
  ];
}

/** Twice the versions should take twice the time; the same edits in a longer text hardly more. */
function growth(base: string): BenchRow[] {
  const row = (name: string, ours: number, yardstick: number, target: string): BenchRow => ({
    name,
    ours: rounded(ours),
    yardstick: rounded(yardstick),
    unit: 'ms beside ms',
    ratio: rounded(ours / yardstick),
    target,
  });
  const time = (text: string, versions: number): number => {
    const texts = editedVersions(text, versions, edits);
    return best(() => compiled(text, texts), 3);
  };
  const [hundred, two, four] = [100, 200, 400].map((versions) => time(base, versions));
  const long = time(`${base}\n`.repeat(4), 100);
  return [
    row('text: 200 versions beside 100', two ?? 0, hundred ?? 1, 'about 2'),
    row('text: 400 versions beside 100', four ?? 0, hundred ?? 1, 'about 4'),
    row('text: four times the length, the same edits', long, hundred ?? 1, 'below 4'),
  ];
}

function disputes(base: string): BenchRow[] {
  return [5, 25, 100].flatMap((count) => {
    const texts = editedVersions(base, count, edits);
    const versions = texts.map((text, index) => ({ party: `P${index}`, text }));
    return ([false, true] as const).map((grow): BenchRow => {
      const made = compiled(base, texts, { grow });
      const { bracketed, disputed } = disputeOf({ base, versions }, made.items);
      return {
        name: `text: words in brackets, ${count} versions${grow ? ', as shown' : ''}`,
        ours: bracketed,
        yardstick: disputed,
        unit: 'words beside words in dispute by the shortest edit script',
        ratio: rounded(bracketed / disputed),
        target: grow ? 'below 1.15' : '1',
      };
    });
  });
}

function compiled(
  base: string,
  texts: readonly string[],
  options: BuildOptions = { grow: true },
): Compiled {
  const made = compile(
    base,
    texts.map((text, index) => ({ party: `P${index}`, text })),
    options,
  );
  if (!made.ok) throw new Error(made.reason.code);
  return made.value;
}

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes in use, once what is not is collected. */
function heap(): number {
  collect();
  return process.memoryUsage().heapUsed;
}

function timedOnce(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

/** The least of some rounds: what else the machine does only ever adds. */
function best(work: () => unknown, times = rounds): number {
  return Math.min(...Array.from({ length: times }, () => timedOnce(work)));
}
