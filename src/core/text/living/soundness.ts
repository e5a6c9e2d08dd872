import { reads } from '../stance.ts';
import { collide, type PlacedHunk, placedHunks } from './placed-hunks.ts';
import type { Hunk, TextState } from './state.ts';
import { gapBefore, gapBehind, placeOf, standingAt, type Stream, streamOf } from './stream.ts';

/**
 * Whether every open hunk has its place, and no party stands behind two wordings of the same words.
 * Every change keeps both; an undoing that would not is refused.
 */
export function isSound(state: TextState): boolean {
  const stream = streamOf(state);
  const open = state.hunks.filter((hunk) => hunk.state === 'open');
  return open.every((hunk) => hasPlace(stream, hunk)) && !hasRivalWordings(state);
}

function hasPlace(stream: Stream, { remove, after, before }: Hunk): boolean {
  if (remove.length > 0) return typeof standingAt(stream, remove) !== 'string';
  const known = [after, before].every((id) => id === null || placeOf(stream, id) !== undefined);
  return known && gapBehind(stream, after) === gapBefore(stream, before);
}

/** Insertions at one gap are read one after the other: decisions may bring them together. */
function hasRivalWordings(state: TextState): boolean {
  const last = new Map<string, PlacedHunk>();
  for (const placed of placedHunks(state)) {
    for (const { party } of placed.hunk.stances.filter(reads)) {
      const before = last.get(party);
      const bothInsert = before?.from === before?.to && placed.from === placed.to;
      if (before && !bothInsert && collide(before, placed)) return true;
      if (!before || placed.to >= before.to) last.set(party, placed);
    }
  }
  return false;
}
