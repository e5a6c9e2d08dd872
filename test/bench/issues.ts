import { createClassifier } from '#core/issues/classifier.ts';
import { findDuplicates } from '#core/issues/duplicates.ts';
import { randomFrom } from '#core/issues/random.ts';
import { buildSpace } from '#core/issues/space.ts';
import { countWords } from '#core/issues/word-table.ts';
import { stem } from '#language/stem.ts';
import type { BenchRow } from './bench-row.ts';
import { createInventor } from './invented-text.ts';
import { rounded } from './measure.ts';
import { readContributions, type Contribution } from './netmundial.ts';
import { nearestCentroids, plainCosine, plainVectors } from './plain-centroid.ts';
import { disguises, plantDuplicates } from './planted-duplicates.ts';

/**
 * Labels, duplicates and size. Labels: real contributions, each judged by all others, beside the
 * nearest centroid of plain TF-IDF in the same run. Duplicates: planted among statements of the
 * contributions, beside the plain cosine at the threshold that suits it best.
 */
export async function bench(): Promise<BenchRow[]> {
  const contributions = readContributions();
  const real = contributions ? [...labelRows(contributions), ...duplicateRows(contributions)] : [];
  return Promise.resolve([...real, ...sizeRows()]);
}

function labelRows(contributions: readonly Contribution[]): readonly BenchRow[] {
  const space = buildSpace(
    contributions.map(({ id, text }) => ({ id, text, language: 'en' })),
    { stem },
  );
  const vectors = plainVectors(contributions.map(({ text }) => text));
  return (['area', 'sector'] as const).map((kind) => {
    const labels = contributions.map((contribution) => contribution[kind]);
    const classifier = createClassifier(space);
    const codings = contributions.map(({ text }, at) => ({
      text,
      language: 'en',
      label: labels[at] ?? '',
    }));
    for (const coding of codings) classifier.learn(coding);
    const judged = codings.map((coding, at) => {
      classifier.forget(coding);
      const best = classifier.rankDocument(at)[0]?.label ?? '';
      classifier.learn(coding);
      return best;
    });
    const ours = share(judged, labels);
    const yardstick = share(nearestCentroids(vectors, labels), labels);
    return row(`issues: leave-one-out by ${kind}`, ours, yardstick, 'right of 1', 'above 1');
  });
}

function share(judged: readonly string[], labels: readonly string[]): number {
  return judged.filter((label, at) => label === labels[at]).length / labels.length;
}

/** Another seed than those that the least score was chosen on. */
const seed = 2026;

function duplicateRows(contributions: readonly Contribution[]): readonly BenchRow[] {
  const { statements, pairs } = plantDuplicates(contributions, 483, 120, randomFrom(seed));
  const key = (a: string, b: string) => [a, b].sort().join(' ');
  const planted = new Map(pairs.map(({ a, b, disguise }) => [key(a, b), disguise]));
  const begun = performance.now();
  const space = buildSpace(
    statements.map(({ id, text }) => ({ id, text, language: 'en' })),
    { stem },
  );
  const found = findDuplicates(space).map(({ a, b }) => key(a, b));
  const took = performance.now() - begun;

  const beganPlain = performance.now();
  const vectors = plainVectors(statements.map(({ text }) => text));
  const scored = statements.flatMap((one, at) =>
    statements.slice(0, at).map((other, before) => ({
      key: key(one.id, other.id),
      score: plainCosine(vectors[at] ?? new Map(), vectors[before] ?? new Map()),
    })),
  );
  const tookPlain = performance.now() - beganPlain;
  const plain = Array.from({ length: 19 }, (_, at) => (at + 1) / 20)
    .map((least) => scored.filter(({ score }) => score >= least).map((one) => one.key))
    .reduce((best, some) => (harmony(some, planted) > harmony(best, planted) ? some : best));

  const name = 'issues: duplicates among 483 statements';
  const of = (keys: readonly string[], disguise: string) =>
    keys.filter((one) => planted.get(one) === disguise).length /
    pairs.filter((pair) => pair.disguise === disguise).length;
  return [
    row(`${name}, precision`, precision(found, planted), precision(plain, planted), 'of 1'),
    row(`${name}, recall`, recall(found, planted), recall(plain, planted), 'of 1'),
    ...disguises.map((disguise) =>
      row(`${name}, recall of ${disguise}`, of(found, disguise), of(plain, disguise), 'of 1'),
    ),
    row(`${name}, time`, took, tookPlain, 'ms'),
  ];
}

type Truth = ReadonlyMap<string, unknown>;

function precision(keys: readonly string[], planted: Truth): number {
  return keys.filter((one) => planted.has(one)).length / Math.max(1, keys.length);
}

function recall(keys: readonly string[], planted: Truth): number {
  return keys.filter((one) => planted.has(one)).length / planted.size;
}

/** The harmonic mean of precision and recall. */
function harmony(keys: readonly string[], planted: Truth): number {
  const [p, r] = [precision(keys, planted), recall(keys, planted)];
  return p + r === 0 ? 0 : (2 * p * r) / (p + r);
}

const passages = 100_000;
const labelCount = 200;

/** 100,000 passages of invented words distributed as in language, coded to 200 issues. */
function sizeRows(): readonly BenchRow[] {
  const inventor = createInventor(7, 30_000);
  const documents = Array.from({ length: passages }, (_, at) => ({
    id: String(at),
    text: inventor.passage(40 + Math.floor(inventor.random() * 60)),
    language: 'en',
  }));
  const characters = documents.reduce((sum, { text }) => sum + text.length, 0);
  const beganReading = performance.now();
  for (const { text, language } of documents) countWords(text, language, stem);
  const reading = performance.now() - beganReading;

  const before = held();
  const begun = performance.now();
  const space = buildSpace(documents, { stem });
  const building = performance.now() - begun;
  const memory = held() - before;

  const classifier = createClassifier(space);
  for (let at = 0; at < 10 * labelCount; at += 1) {
    const { text = '', language } = documents[at * 7] ?? {};
    classifier.learn({ text, language, label: `issue ${at % labelCount}` });
  }
  classifier.rank('warm up', 'en');
  const asked = documents.filter((_, at) => at % 500 === 3);
  const beganAsking = performance.now();
  for (const { text, language } of asked) classifier.rank(text, language);
  const asking = (performance.now() - beganAsking) / asked.length;
  const beganLooking = performance.now();
  classifier.documentsFor('issue 1', 20);
  const looking = performance.now() - beganLooking;
  const name = 'issues: 100,000 passages';
  return [
    row(`${name}, build the space beside reading them`, building / 1000, reading / 1000, 's'),
    row(`${name}, memory beside their characters`, memory / 1e6, characters / 1e6, 'MB'),
    row(`${name}, labels for a text beside one second`, asking, 1000, 'ms'),
    row(`${name}, passages for a label beside one second`, looking, 1000, 'ms'),
  ];
}

/** Bytes in use, after what nobody holds was let go, where the collector can be asked. */
function held(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function row(
  name: string,
  ours: number,
  yardstick: number,
  unit: string,
  target?: string,
): BenchRow {
  return {
    name,
    ours: rounded(ours),
    yardstick: rounded(yardstick),
    unit,
    ratio: rounded(ours / yardstick),
    ...(target ? { target } : {}),
  };
}
