import { done, refused, type Result } from '#core/result.ts';
import type { ProposedHunk, TextChoiceSplit } from './changes.ts';
import { isNothing, placedHunks } from './placed-hunks.ts';
import type { TextState } from './state.ts';
import { idAt, spansBetween, streamOf } from './stream.ts';

/** Where a proposal parts in two: how much of what it takes out and puts in goes with the first. */
export interface SplitAt {
  readonly hunk: string;
  readonly removed: number;
  readonly inserted: number;
}

/**
 * One proposal as two that are decided each by itself. Readings stay. What only puts words in stands
 * at one gap and cannot be parted: there is nothing between its halves.
 */
export function splitChoice(
  state: TextState,
  { hunk: id, removed, inserted }: SplitAt,
): Result<TextChoiceSplit> {
  const whole = placedHunks(state).find(({ hunk }) => hunk.id === id);
  if (!whole) return refused('proposal-not-open');
  const { from, to, insert } = whole;
  const middle = from + removed;
  const first = { from, to: middle, insert: insert.slice(0, inserted) };
  const second = { from: middle, to, insert: insert.slice(inserted) };
  const within = [removed, inserted].every((count) => Number.isInteger(count) && count >= 0);
  const fits = within && middle <= to && inserted <= insert.length;
  if (!fits || from === to || isNothing(first) || isNothing(second)) {
    return refused('choice-cannot-be-split');
  }
  const stream = streamOf(state);
  const half = (edit: typeof first, number: number): ProposedHunk => ({
    id: `h${state.hunks.length + number}`,
    after: idAt(stream, edit.from - 1),
    before: idAt(stream, edit.to),
    remove: spansBetween(stream, edit.from, edit.to),
    insert: edit.insert,
    ...(whole.hunk.shifted ? { shifted: true } : {}),
  });
  return done({ hunk: id, into: [half(first, 1), half(second, 2)] });
}
