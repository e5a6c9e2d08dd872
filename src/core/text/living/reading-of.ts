import { applyHunks, type EditHunk } from '../hunks.ts';
import { joinTokens, paragraphEnd, type Token } from '../tokens.ts';
import { hunksOf, type PlacedHunk } from './placed-hunks.ts';
import { type ProvisionRange, provisionRange } from './provision-range.ts';
import type { TextState } from './state.ts';
import { streamOf } from './stream.ts';

/** The text as one party would have it; for nobody, the words as they stand. */
export function readingOf(state: TextState, party?: string): string {
  const hunks = party === undefined ? [] : hunksOf(state, party);
  return joinTokens(applyHunks(streamOf(state).living, hunks));
}

/**
 * One provision as a party would have it, without its last paragraph end; several lines where the
 * party would split it, empty where it would have none. Of a provision that is only proposed, its
 * words for those who want it.
 */
export function readingOfProvision(state: TextState, provision: string, party?: string): string {
  const range = provisionRange(state, provision);
  if (!range) return '';
  const hunks = party === undefined ? [] : hunksOf(state, party);
  const tokens = applyHunks(streamOf(state).living, hunks);
  const { from, to } = stretchInReading(range, hunks, tokens);
  return joinTokens(tokens.slice(from, to)).replace(/\n$/, '');
}

/** Where a provision lies in the reading that some hunks make: always whole lines of it. */
export function stretchInReading(
  range: ProvisionRange,
  hunks: readonly PlacedHunk[],
  tokens: readonly Token[],
): { readonly from: number; readonly to: number } {
  if (range.hunk !== undefined) return proposedStretch(range, hunks);
  let { from, to } = range;
  for (const edit of hunks) {
    // What reaches over an edge belongs to the provision whole.
    if (edit.from < range.from && range.from < edit.to) from = edit.from;
    if (edit.from < range.to && range.to < edit.to) to = edit.to;
  }
  let before = 0;
  let within = 0;
  for (const edit of hunks) {
    if (edit.from >= to) break;
    const grows = edit.insert.length - (edit.to - edit.from);
    if (edit.to <= from && (edit.from < from || endsLine(edit))) before += grows;
    else within += grows;
  }
  const start = from + before;
  const end = to + before + within;
  return start === end ? { from: start, to: end } : wholeLines(tokens, start, end);
}

/** Whole provisions that go into the gap before a provision are none of its own. */
function endsLine({ insert }: EditHunk): boolean {
  return insert.at(-1) === paragraphEnd;
}

function wholeLines(
  tokens: readonly Token[],
  start: number,
  end: number,
): { readonly from: number; readonly to: number } {
  let from = start;
  let to = end;
  while (from > 0 && tokens[from - 1] !== paragraphEnd) from--;
  while (to < tokens.length && tokens[to - 1] !== paragraphEnd) to++;
  return { from, to };
}

/** The line of a proposed provision for those who want it; for others, the gap it would go into. */
function proposedStretch(
  { from: gap, hunk: id, line = 1 }: ProvisionRange,
  hunks: readonly PlacedHunk[],
): { readonly from: number; readonly to: number } {
  let before = 0;
  for (const edit of hunks) {
    if (edit.hunk.id === id) {
      const [from, to] = lineOf(edit.insert, line);
      return { from: gap + before + from, to: gap + before + to };
    }
    if (edit.from > gap || (edit.from === gap && edit.to > gap)) break;
    before += edit.insert.length - (edit.to - edit.from);
  }
  return { from: gap + before, to: gap + before };
}

/** The edges of the N-th line, from 1; behind the last one an empty stretch. */
function lineOf(tokens: readonly Token[], line: number): readonly [number, number] {
  let from = 0;
  for (let number = 1; number < line && from < tokens.length; number++) from = endOf(tokens, from);
  return [from, endOf(tokens, from)];
}

function endOf(tokens: readonly Token[], from: number): number {
  const end = tokens.indexOf(paragraphEnd, from);
  return end < 0 ? tokens.length : end + 1;
}
