import { hasBit, type Bitset } from './bitset.ts';
import { countPostings, postingSize, viewOf } from './postings.ts';

/** One word asked for: its root in each language that the texts are in, and its weight. */
export interface QueryTerm {
  readonly terms: readonly string[];
  readonly weight: number;
}

/** What ranking must know of the texts as a whole. */
export interface Corpus {
  /** How many passages there are, and how many words they have together. */
  readonly passages: number;
  readonly length: number;
  /** One more than the highest passage number in any posting. */
  readonly idLimit: number;
}

/** The postings of each term, in any number of blocks. */
export type Blocks = ReadonlyMap<string, readonly Uint8Array[]>;

export interface ScoreRequest {
  readonly corpus: Corpus;
  readonly blocks: Blocks;
  readonly query: readonly QueryTerm[];
  /** How many of the best to name. */
  readonly limit: number;
  /** Passages that pass the filters; all, when absent. */
  readonly allowed?: Bitset | undefined;
  /** Passages that are no more, though postings still name them. */
  readonly dead?: Bitset | undefined;
}

export interface Scored {
  /** Best first; equal scores by passage number. */
  readonly best: readonly ScoredPassage[];
  /** How many passages match. */
  readonly total: number;
  /** By passage number; above zero where it matches. For facets. */
  readonly scores: Float64Array;
}

export interface ScoredPassage {
  readonly passage: number;
  readonly score: number;
}

/**
 * Scores every passage in which a word of the query occurs. Exact BM25, in the form that is never
 * negative. Source: S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and
 * Beyond" (2009), with the settings usual since: k1 1.2, b 0.75.
 */
export function scorePassages(request: ScoreRequest): Scored {
  const scores = new Float64Array(request.corpus.idLimit);
  for (const term of request.query) addTerm(scores, term, request.blocks, request.corpus);
  for (const bits of [request.allowed, request.dead]) {
    if (!bits) continue;
    const wanted = bits === request.allowed;
    for (let passage = 0; passage < scores.length; passage += 1) {
      if ((scores[passage] ?? 0) > 0 && hasBit(bits, passage) !== wanted) scores[passage] = 0;
    }
  }
  return summarise(scores, request.limit);
}

/** The best of the scores, and their number. */
export function summarise(scores: Float64Array, limit: number): Scored {
  let total = 0;
  for (let passage = 0; passage < scores.length; passage += 1) {
    if ((scores[passage] ?? 0) > 0) total += 1;
  }
  return { best: best(scores, limit), total, scores };
}

export function inverseFrequency(documents: number, passages: number): number {
  const within = Math.min(documents, passages);
  return Math.log(1 + (passages - within + 0.5) / (within + 0.5));
}

const k1 = 1.2;
const b = 0.75;

/** Adds what one word contributes. The inner loop is the cost of a search. */
export function addTerm(
  scores: Float64Array,
  { terms, weight }: QueryTerm,
  blocks: Blocks,
  corpus: Corpus,
): void {
  const found = terms.flatMap((term) => blocks.get(term) ?? []);
  const documents = found.reduce((sum, block) => sum + countPostings(block), 0);
  const factor = weight * (k1 + 1) * inverseFrequency(documents, corpus.passages);
  const perWord = (k1 * b * corpus.passages) / Math.max(corpus.length, 1);
  const fixed = k1 * (1 - b);
  for (const block of found) {
    const view = viewOf(block);
    const end = block.byteLength - postingSize;
    for (let at = 0; at <= end; at += postingSize) {
      const passage = view.getInt32(at, true);
      const counts = view.getUint32(at + 4, true);
      const frequency = counts & 0xffff;
      const length = counts >>> 16;
      scores[passage] =
        (scores[passage] ?? 0) + (factor * frequency) / (frequency + fixed + perWord * length);
    }
  }
}

/** A heap of the best so far, its root the worst of them: most passages are looked at once. */
function best(scores: Float64Array, limit: number): readonly ScoredPassage[] {
  const heap: number[] = [];
  const scoreOf = (passage: number): number => scores[passage] ?? 0;
  const worse = (one: number, other: number): boolean =>
    scoreOf(one) < scoreOf(other) || (scoreOf(one) === scoreOf(other) && one > other);
  const sink = (from: number): void => {
    for (let at = from; ;) {
      const left = 2 * at + 1;
      const right = left + 1;
      let worst = at;
      if (left < heap.length && worse(heap[left] ?? 0, heap[worst] ?? 0)) worst = left;
      if (right < heap.length && worse(heap[right] ?? 0, heap[worst] ?? 0)) worst = right;
      if (worst === at) return;
      const held = heap[at] ?? 0;
      heap[at] = heap[worst] ?? 0;
      heap[worst] = held;
      at = worst;
    }
  };
  for (let passage = 0; passage < scores.length; passage += 1) {
    if (!((scores[passage] ?? 0) > 0)) continue;
    if (heap.length < limit) {
      heap.push(passage);
      if (heap.length === limit) for (let at = limit >> 1; at >= 0; at -= 1) sink(at);
    } else if (limit > 0 && worse(heap[0] ?? 0, passage)) {
      heap[0] = passage;
      sink(0);
    }
  }
  return heap
    .sort((one, other) => (worse(one, other) ? 1 : -1))
    .map((passage) => ({ passage, score: scoreOf(passage) }));
}
