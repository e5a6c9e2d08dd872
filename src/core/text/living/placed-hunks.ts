import type { EditHunk } from '../hunks.ts';
import { reads } from '../stance.ts';
import type { Hunk, TextState } from './state.ts';
import { gapBefore, gapBehind, placeOf, sizeOf, type Stream, streamOf } from './stream.ts';

/** An open hunk with the positions it lies at now. */
export interface PlacedHunk extends EditHunk {
  readonly hunk: Hunk;
}

const known = new WeakMap<readonly Hunk[], { stream: Stream; placed: readonly PlacedHunk[] }>();

/**
 * The open hunks in the order in which they are read: by where they begin, insertions first, those
 * at one gap as their places lie among what is gone.
 */
export function placedHunks(state: TextState): readonly PlacedHunk[] {
  const stream = streamOf(state);
  const met = known.get(state.hunks);
  if (met?.stream === stream) return met.placed;
  const placed = state.hunks
    .filter((hunk) => hunk.state === 'open')
    .map((hunk) => place(stream, hunk));
  placed.sort((one, other) => inReadingOrder(stream, one, other));
  known.set(state.hunks, { stream, placed });
  return placed;
}

/** Where an open hunk lies. Of open hunks all tokens live, side by side. */
function place(stream: Stream, hunk: Hunk): PlacedHunk {
  const { remove, insert, after } = hunk;
  const [first] = remove;
  const from = first
    ? gapBefore(stream, `${first.source}:${first.from}`)
    : gapBehind(stream, after);
  return { hunk, from, to: from + sizeOf(remove), insert };
}

/** A change without the words at its edges that it would take out and put back. */
export function trimmed(
  { living }: Pick<Stream, 'living'>,
  { from, to, insert }: EditHunk,
): EditHunk {
  let start = 0;
  let end = insert.length;
  while (from < to && start < end && living[from] === insert[start]) {
    from++;
    start++;
  }
  while (from < to && start < end && living[to - 1] === insert[end - 1]) {
    to--;
    end--;
  }
  return start === 0 && end === insert.length
    ? { from, to, insert }
    : { from, to, insert: insert.slice(start, end) };
}

export function isNothing({ from, to, insert }: EditHunk): boolean {
  return from === to && insert.length === 0;
}

function inReadingOrder(stream: Stream, one: PlacedHunk, other: PlacedHunk): number {
  if (one.from !== other.from) return one.from - other.from;
  const gaps = Number(one.to !== one.from) - Number(other.to !== other.from);
  if (gaps !== 0) return gaps;
  if (one.to !== one.from) return other.to - one.to || byId(one, other);
  return (
    behind(stream, one.hunk) - behind(stream, other.hunk) ||
    before(stream, one.hunk) - before(stream, other.hunk) ||
    byId(one, other)
  );
}

function behind(stream: Stream, { after }: Hunk): number {
  return after === null ? -1 : (placeOf(stream, after) ?? -1);
}

function before(stream: Stream, hunk: Hunk): number {
  const first = hunk.remove[0];
  const id = first ? `${first.source}:${first.from}` : hunk.before;
  return (id === null ? undefined : placeOf(stream, id)) ?? stream.positions.length;
}

function byId(one: PlacedHunk, other: PlacedHunk): number {
  return byNumber(one.hunk.id, other.hunk.id);
}

/** h2 before h10. */
export function byNumber(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : one > other ? 1 : 0);
}

/** Whether both change the same words, or both put words into one gap: no reading can have both. */
export function collide(one: EditHunk, other: EditHunk): boolean {
  if (one.from === one.to && other.from === other.to) return one.from === other.from;
  if (one.from === one.to) return other.from < one.from && one.from < other.to;
  if (other.from === other.to) return one.from < other.from && other.from < one.to;
  return one.from < other.to && other.from < one.to;
}

/** The hunks that one party reads, in reading order. */
export function hunksOf(state: TextState, party: string): readonly PlacedHunk[] {
  return placedHunks(state).filter(({ hunk }) => readsHunk(hunk, party));
}

export function readsHunk({ stances }: Hunk, party: string): boolean {
  return stances.some((stance) => stance.party === party && reads(stance));
}
