import type { EditHunk } from '../hunks.ts';
import { joinTokens, type Token } from '../tokens.ts';
import type { ProposedHunk, Unplaced } from './changes.ts';
import { trimmed } from './placed-hunks.ts';
import type { TextState } from './state.ts';
import {
  gapBefore,
  gapBehind,
  idAt,
  isLiving,
  placeOf,
  spansBetween,
  standingAt,
  type Stream,
  streamOf,
} from './stream.ts';

/** A change laid over another state than the one it was made for. */
export interface Rebased extends Omit<ProposedHunk, 'id'> {
  /** Where it lies there. */
  readonly edit: EditHunk;
}

/** So many tokens on either side tell a reader where words were. */
const contextTokens = 8;

/**
 * Lays a change that was made for the text as `seen` over the text as it is. It fits where its
 * words still stand side by side, or where both its neighbours do; an insertion with one neighbour
 * left, or with new words between the two, is placed by its neighbour and flagged. The rest is
 * unplaced: a deletion never takes out words that its author did not see.
 */
export function rebaseHunk(state: TextState, seen: TextState, edit: EditHunk): Rebased | Unplaced {
  const before = streamOf(seen);
  const now = streamOf(state);
  const unplaced = (why: Unplaced['why']): Unplaced => ({ ...wordsOf(before, edit), why });
  if (edit.from === edit.to) {
    const gap = gapFor(before, now, edit.from);
    return gap ? rebased(now, { ...edit, ...gap }, gap.shifted) : unplaced('place-gone');
  }
  const standing = standingAt(now, spansBetween(before, edit.from, edit.to));
  if (typeof standing === 'string') return unplaced(standing);
  return rebased(now, trimmed(now, { ...edit, ...standing }), false);
}

function rebased(now: Stream, edit: EditHunk, shifted: boolean): Rebased {
  const { from, to, insert } = edit;
  return {
    after: idAt(now, from - 1),
    before: idAt(now, to),
    remove: spansBetween(now, from, to),
    insert,
    ...(shifted ? { shifted } : {}),
    edit: { from, to, insert },
  };
}

function gapFor(
  before: Stream,
  now: Stream,
  gap: number,
): { readonly from: number; readonly to: number; readonly shifted: boolean } | undefined {
  const after = idAt(before, gap - 1);
  const behind = idAt(before, gap);
  const [left, right] = [gapBehind(now, after), gapBefore(now, behind)];
  const [leftLives, rightLives] = [lives(now, after), lives(now, behind)];
  if (leftLives && rightLives && left === right) return { from: left, to: left, shifted: false };
  if (leftLives && after !== null) return { from: left, to: left, shifted: true };
  if (rightLives && behind !== null) return { from: right, to: right, shifted: true };
  // Both words beside it are gone, or it stood alone at an end of the text.
  if (after === null && behind !== null) return { from: left, to: left, shifted: true };
  if (behind === null && after !== null) return { from: right, to: right, shifted: true };
  return undefined;
}

/** The ends of the text always live. */
function lives(now: Stream, id: string | null): boolean {
  if (id === null) return true;
  const place = placeOf(now, id);
  return place !== undefined && isLiving(now, place);
}

function wordsOf({ living }: Stream, { from, to, insert }: EditHunk): Omit<Unplaced, 'why'> {
  const words = (tokens: readonly Token[]): string => joinTokens(tokens).trim();
  return {
    context: words(living.slice(Math.max(0, from - contextTokens), to + contextTokens)),
    removed: words(living.slice(from, to)),
    inserted: words(insert),
  };
}
