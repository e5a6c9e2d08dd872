import { compareText } from './document.ts';
import type { Space } from './space.ts';
import { rarities, weigh, weighedRow, type Weighed } from './weigh.ts';
import { wordTable } from './word-table.ts';

/** Two documents that may say the same, with what speaks for it and against. */
export interface DuplicatePair {
  /** Ids; `a` comes before `b` in the order of ids. */
  readonly a: string;
  readonly b: string;
  /** From 0 to 1; 1 means the same words. */
  readonly score: number;
  /** Roots of words, the most telling first: in both, and only in one of them. */
  readonly shared: readonly string[];
  readonly onlyA: readonly string[];
  readonly onlyB: readonly string[];
}

export interface DuplicateOptions {
  readonly minScore?: number;
  /** How many pairs at most, best first. */
  readonly limit?: number;
}

/** From here on a pair is worth a person's look; see the README for how it was found. */
export const usualMinScore = 0.42;

/** By so many of its most telling words a document finds others. */
const asked = 8;
/** A word in more documents than this is no way to find one's like. */
const commonest = 200;
/** The likeliest candidates of each document that are compared in full. */
const compared = 20;
/** Of texts in the same words, all pairs are named up to this many, beyond only neighbours. */
const wholeGroup = 20;

/**
 * The pairs of documents that likely say the same: word order aside, in other words here and there,
 * or one of them cut short. Only documents that share a telling word are compared, so that time grows
 * with their number and not with its square. Best first; equal scores by ids.
 */
export function findDuplicates(
  space: Space,
  { minScore = usualMinScore, limit = Infinity }: DuplicateOptions = {},
): readonly DuplicatePair[] {
  const count = space.documents.length;
  const scored = new Map<number, Scored>();
  const add = (one: number, other: number, score: number): void => {
    const [first, second] = one < other ? [one, other] : [other, one];
    if (score >= minScore) scored.set(first * count + second, { first, second, score });
  };
  for (const group of sameWords(space)) {
    for (const [at, one] of group.entries()) {
      const others = group.length <= wholeGroup ? group.slice(at + 1) : group.slice(at + 1, at + 2);
      for (const other of others) add(one, other, 1);
    }
  }
  const tried = new Set<number>();
  const compare = comparer(space);
  for (const [one, others] of candidates(space)) {
    for (const other of others) {
      const key = Math.min(one, other) * count + Math.max(one, other);
      if (scored.has(key) || tried.has(key)) continue;
      tried.add(key);
      add(one, other, compare(one, other));
    }
  }
  return [...scored.values()]
    .sort((x, y) => y.score - x.score || x.first - y.first || x.second - y.second)
    .slice(0, limit)
    .map((pair) => describe(space, pair));
}

/**
 * How like two documents are, from 0 to 1, the same either way: most by the words they share as they
 * are written, common words too, since who repeats a statement repeats those; some by how much of the
 * one is within the other; some by the roots of words.
 */
export function likeness(space: Space, one: number, other: number): number {
  return comparer(space)(Math.min(one, other), Math.max(one, other));
}

const writtenShare = 0.6;
const withinShare = 0.2;
const rootShare = 0.2;

function comparer(space: Space): (one: number, other: number) => number {
  const texts = space.documents.map(({ text }) => ({ text }));
  const { counts, frequencies } = wordTable(texts, (word) => word);
  const rows = weigh(counts, rarities(frequencies, texts.length));
  const written = overlaps(frequencies.length, (document) => weighedRow(rows, document));
  const roots = overlaps(space.wordCount, space.weighed);
  return (one, other) => {
    const { cosine, within } = written(one, other);
    const score =
      writtenShare * cosine + withinShare * within + rootShare * roots(one, other).cosine;
    return Math.min(1, score);
  };
}

/**
 * Compares texts by their words: the cosine, and the greater of the shares of each one's weight that
 * lie in words of the other. Quick when the first stays the same for many others.
 */
function overlaps(wordCount: number, weighedOf: (document: number) => Weighed) {
  const laid = new Float32Array(wordCount);
  let current: Weighed | undefined;
  let currentDocument = -1;
  const lay = ({ words, weights }: Weighed, factor: 0 | 1) => {
    for (let at = 0; at < words.length; at += 1) laid[words[at] ?? 0] = factor * (weights[at] ?? 0);
  };
  return (one: number, other: number): { cosine: number; within: number } => {
    if (!current || currentDocument !== one) {
      if (current) lay(current, 0);
      current = weighedOf(one);
      currentDocument = one;
      lay(current, 1);
    }
    const { words, weights } = weighedOf(other);
    let [cosine, ofOne, ofOther] = [0, 0, 0];
    for (let at = 0; at < words.length; at += 1) {
      const mine = laid[words[at] ?? 0] ?? 0;
      if (mine === 0) continue;
      const its = weights[at] ?? 0;
      cosine += mine * its;
      ofOne += mine * mine;
      ofOther += its * its;
    }
    return { cosine, within: Math.max(ofOne, ofOther) };
  };
}

interface Scored {
  readonly first: number;
  readonly second: number;
  readonly score: number;
}

/** Groups of documents whose words and their numbers are the same, or, without words, whose text is. */
function sameWords(space: Space): Iterable<readonly number[]> {
  const groups = new Map<string, number[]>();
  for (const [document, { text }] of space.documents.entries()) {
    const { words, weights } = space.weighed(document);
    const entries = Array.from(words, (word, at) => [word, weights[at] ?? 0] as const);
    entries.sort((x, y) => x[0] - y[0]);
    const key = entries.length > 0 ? entries.join(' ') : `=${text.trim()}`;
    if (key === '=') continue;
    const group = groups.get(key);
    if (group) group.push(document);
    else groups.set(key, [document]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

/** Each document with those worth comparing: that share most of its most telling words. */
function* candidates(space: Space): Generator<readonly [number, readonly number[]]> {
  const count = space.documents.length;
  const lists = postings(space);
  const sums = new Float64Array(count);
  for (let document = 0; document < count; document += 1) {
    const touched: number[] = [];
    for (const [word, weight] of telling(space, document)) {
      for (let at = lists.starts[word] ?? 0; at < (lists.starts[word + 1] ?? 0); at += 1) {
        const other = lists.documents[at] ?? 0;
        if (other === document) continue;
        if (sums[other] === 0) touched.push(other);
        sums[other] = (sums[other] ?? 0) + weight * (lists.weights[at] ?? 0);
      }
    }
    touched.sort((x, y) => (sums[y] ?? 0) - (sums[x] ?? 0) || x - y);
    yield [document, touched.slice(0, compared)];
    for (const other of touched) sums[other] = 0;
  }
}

function telling(space: Space, document: number): readonly (readonly [number, number])[] {
  const { words, weights } = space.weighed(document);
  return Array.from(words, (word, at) => [word, weights[at] ?? 0] as const)
    .filter(([word]) => space.frequency(word) > 1 && space.frequency(word) <= commonest)
    .sort((x, y) => y[1] - x[1] || x[0] - y[0])
    .slice(0, asked);
}

/** For each word that is not too common the documents it is in. */
function postings(space: Space) {
  const starts = new Int32Array(space.wordCount + 1);
  for (let word = 0; word < space.wordCount; word += 1) {
    const frequency = space.frequency(word);
    starts[word + 1] = (starts[word] ?? 0) + (frequency <= commonest ? frequency : 0);
  }
  const documents = new Int32Array(starts[space.wordCount] ?? 0);
  const weightsOf = new Float32Array(documents.length);
  const next = starts.slice();
  for (let document = 0; document < space.documents.length; document += 1) {
    const { words, weights } = space.weighed(document);
    for (let at = 0; at < words.length; at += 1) {
      const word = words[at] ?? 0;
      if (space.frequency(word) > commonest) continue;
      const to = next[word] ?? 0;
      documents[to] = document;
      weightsOf[to] = weights[at] ?? 0;
      next[word] = to + 1;
    }
  }
  return { starts, documents, weights: weightsOf };
}

function describe(space: Space, { first, second, score }: Scored): DuplicatePair {
  const [one, other] = [space.weighed(first), space.weighed(second)];
  const [inOne, inOther] = [new Set(one.words), new Set(other.words)];
  const named = ({ words, weights }: Weighed, wanted: (word: number) => boolean) =>
    Array.from(words, (word, at) => ({ word: space.wordOf(word), at, number: word }))
      .filter(({ number }) => wanted(number))
      .sort((x, y) => (weights[y.at] ?? 0) - (weights[x.at] ?? 0) || compareText(x.word, y.word))
      .map(({ word }) => word);
  return {
    a: space.documents[first]?.id ?? '',
    b: space.documents[second]?.id ?? '',
    score,
    shared: named(one, (word) => inOther.has(word)),
    onlyA: named(one, (word) => !inOther.has(word)),
    onlyB: named(other, (word) => !inOne.has(word)),
  };
}
