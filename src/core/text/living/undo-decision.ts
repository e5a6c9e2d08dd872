import type { MovedHunk, TextDecided, UndoEffect } from './changes.ts';
import { placedUnder } from './apply.ts';
import type { Hunk, Span, TextState } from './state.ts';
import { isLiving, type Stream, streamOf } from './stream.ts';

/**
 * Takes the words of a decision out again, and brings those back that it took out; they have kept
 * their places. The hunks that it ended are open again, those that it moved lie where they lay.
 */
export function undoDecision(
  state: TextState,
  seq: number,
  { edits, ends, carried, moved, movedFrom }: TextDecided,
): UndoEffect | undefined {
  const source = `d${seq}`;
  const stream = streamOf(state);
  const size = edits.reduce((sum, { insert }) => sum + insert.length, 0);
  const takes: Span[] = size > 0 ? [{ source, from: 0, to: size }] : [];
  const brings = edits.flatMap(({ remove }) => remove);
  if (!all(stream, takes, true) || !all(stream, brings, false)) return undefined;

  const hunks = new Map(state.hunks.map((hunk) => [hunk.id, hunk]));
  const changed = new Map<string, Hunk>();
  for (const [index, lie] of moved.entries()) {
    const hunk = hunks.get(lie.id);
    const back = movedFrom[index];
    if (!hunk || !back || !liesAt(hunk, placedUnder(lie, source))) return undefined;
    const { after, before, remove, insert } = back;
    changed.set(hunk.id, { ...hunk, after, before, remove, insert });
  }
  for (const { hunk: id, state: end } of ends) {
    const hunk = hunks.get(id);
    if (hunk?.state !== end || hunk.endedBy !== seq) return undefined;
    const { endedBy: _ended, ...opened } = hunk;
    changed.set(id, { ...opened, state: 'open' });
  }
  for (const { id, stances } of carried) {
    const hunk = hunks.get(id);
    if (hunk?.state !== 'open' || !same(hunk.stances, stances)) return undefined;
    changed.set(id, { ...hunk, state: 'withdrawn' });
  }
  return { brings, takes, hunks: [...changed.values()] };
}

function all(stream: Stream, spans: readonly Span[], living: boolean): boolean {
  return spans.every(({ source, from, to }) => {
    const places = stream.placesOf.get(source)?.subarray(from, to);
    return places?.every((place) => place >= 0 && isLiving(stream, place) === living) ?? false;
  });
}

function liesAt({ after, before, remove, insert }: Hunk, lie: MovedHunk): boolean {
  return same([after, before, remove, insert], [lie.after, lie.before, lie.remove, lie.insert]);
}

/** Spans come back from a database with their keys in any order. */
function same(one: unknown, other: unknown): boolean {
  return written(one) === written(other);
}

function written(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
