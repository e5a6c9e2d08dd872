import type { EditHunk } from './hunks.ts';
import { likeness } from './likeness.ts';
import { isWord, joinTokens, paragraphEnd, type Token } from './tokens.ts';

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** A paragraph that stands elsewhere in the later text, without its paragraph end. */
export interface Move {
  readonly from: Stretch;
  readonly to: Stretch;
  readonly before: readonly Token[];
  readonly after: readonly Token[];
}

/** Shorter paragraphs are alike by chance. */
const fewestWords = 4;
const leastShared = 0.6;
/** Beyond so many pairs only equal paragraphs are looked for. */
const mostPairs = 250_000;

interface Candidate extends Stretch {
  readonly hunk: number;
  readonly tokens: readonly Token[];
  readonly words: readonly Token[];
}

/** Paragraphs taken out in one place and put in, much the same, in another; equal ones first. */
export function findMoves(
  a: readonly Token[],
  b: readonly Token[],
  hunks: readonly EditHunk[],
): Move[] {
  const gone: Candidate[] = [];
  const come: Candidate[] = [];
  let shift = 0;
  hunks.forEach(({ from, to, insert }, hunk) => {
    gone.push(...wholeParagraphs(a, { from, to }, hunk));
    come.push(
      ...wholeParagraphs(b, { from: from + shift, to: from + shift + insert.length }, hunk),
    );
    shift += insert.length - (to - from);
  });
  const taken = new Set<Candidate>();
  const moves: Move[] = [];
  const pair = (from: Candidate, to: Candidate): void => {
    taken.add(from).add(to);
    moves.push({ from, to, before: from.tokens, after: to.tokens });
  };
  const byText = new Map(come.map((candidate) => [joinTokens(candidate.tokens), candidate]));
  for (const from of gone) {
    const to = byText.get(joinTokens(from.tokens));
    if (to && !taken.has(to) && to.hunk !== from.hunk) pair(from, to);
  }
  if (gone.length * come.length <= mostPairs) {
    for (const from of gone) {
      if (taken.has(from)) continue;
      const likest = come
        .filter((to) => !taken.has(to) && to.hunk !== from.hunk)
        .map((to) => ({ to, likeness: likeness(from.words, to.words) }))
        .reduce<{ to: Candidate; likeness: number } | undefined>(
          (best, each) => (each.likeness > (best?.likeness ?? 0) ? each : best),
          undefined,
        );
      if (likest && likest.likeness >= leastShared) pair(from, likest.to);
    }
  }
  return moves.sort((one, other) => one.to.from - other.to.from);
}

function wholeParagraphs(tokens: readonly Token[], within: Stretch, hunk: number): Candidate[] {
  const found: Candidate[] = [];
  let from = within.from;
  for (let at = within.from; at <= within.to; at++) {
    const ends = at === tokens.length || tokens[at] === paragraphEnd;
    if (!ends) continue;
    const begins = from === 0 || tokens[from - 1] === paragraphEnd;
    const paragraph = tokens.slice(from, at);
    const words = paragraph.filter(isWord);
    if (begins && words.length >= fewestWords)
      found.push({ from, to: at, hunk, tokens: paragraph, words });
    from = at + 1;
  }
  return found;
}
