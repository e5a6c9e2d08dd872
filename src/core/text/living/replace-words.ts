import type { EditHunk } from '../hunks.ts';
import { joinTokens } from '../tokens.ts';
import { applyChange } from './apply.ts';
import type { MovedHunk, TextDecided, WordsEdit } from './changes.ts';
import { collide, isNothing, type PlacedHunk, placedHunks, trimmed } from './placed-hunks.ts';
import type { Hunk, Span, TextState, TokenId } from './state.ts';
import {
  gapBefore,
  gapBehind,
  idAt,
  idAtPlace,
  spansBetween,
  type Stream,
  streamOf,
} from './stream.ts';

/** Words to be agreed for a place of the stream. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  /** Within the place, in order. Words that stay are in none of them, and keep their ids. */
  readonly edits: readonly EditHunk[];
  /** Hunks that are decided by it, and how. */
  readonly ends: ReadonlyMap<string, Hunk['state']>;
  /** Whether another open hunk cannot go on beside the new words; by default, if it collides. */
  readonly closes?: (hunk: PlacedHunk) => boolean;
  /** Differences within the new words that stay open: positions are in them, from 0. */
  readonly carries?: readonly (EditHunk & Pick<Hunk, 'amendment' | 'stances'>)[];
}

export type Replaced = Pick<
  TextDecided,
  'was' | 'agreed' | 'edits' | 'ends' | 'carried' | 'moved' | 'movedFrom'
>;

/** What putting words into the place of others does to the stream and to every open hunk. */
export function replaceWords(state: TextState, replacement: Replacement): Replaced {
  const { from, to, carries = [] } = replacement;
  const stream = streamOf(state);
  const edits = replacement.edits.map((edit) => wordsEdit(stream, replacement, edit));
  const ahead = layAhead(state, edits);
  const grows = replacement.edits.reduce((sum, edit) => sum + sizeDelta(edit), 0);
  const hunks = hunksAfter(state, replacement, ahead, grows);
  const end = to + grows;
  const named = ahead.named;
  return {
    was: joinTokens(stream.living.slice(from, to)),
    agreed: joinTokens(ahead.stream.living.slice(from, end)),
    edits,
    ...hunks,
    carried: carries.map(({ amendment, stances, ...edit }, index) => ({
      id: `h${state.hunks.length + 1 + index}`,
      ...named(ahead.placeFor({ ...edit, from: from + edit.from, to: from + edit.to })),
      amendment,
      stances,
    })),
  };
}

function sizeDelta({ from, to, insert }: EditHunk): number {
  return insert.length - (to - from);
}

/**
 * New words go directly behind those they take the place of. Where they take the place of none, at
 * the front edge of a stretch, they go directly before its first word: what others would put in at
 * the edge stays outside.
 */
function wordsEdit(
  stream: Stream,
  { from: start, to: end }: Pick<Replacement, 'from' | 'to'>,
  { from, to, insert }: EditHunk,
): WordsEdit {
  const remove = spansBetween(stream, from, to);
  if (from < to || from > start || start === end) {
    return { after: idAt(stream, to - 1), remove, insert };
  }
  const place = stream.places[from] ?? 0;
  return { after: place === 0 ? null : idAtPlace(stream, place - 1), remove, insert };
}

interface Ahead {
  readonly stream: Stream;
  /** Ids of tokens that are only now put in, as a payload writes them. */
  readonly named: <T extends Pick<Hunk, 'after' | 'before' | 'remove'>>(hunk: T) => T;
  readonly placeFor: (edit: EditHunk) => Pick<Hunk, 'after' | 'before' | 'remove' | 'insert'>;
}

/** The stream as it will be, under a number that the entry may not get. */
function layAhead(state: TextState, edits: readonly WordsEdit[]): Ahead {
  const seq = state.seq + 1;
  const payload: TextDecided = { ...nothingDecided, edits };
  const stream = streamOf(applyChange(state, { seq, verb: 'text.decided', payload }));
  const prefix = `d${seq}:`;
  const idNamed = (id: TokenId | null): TokenId | null =>
    id?.startsWith(prefix) ? `new:${id.slice(prefix.length)}` : id;
  const spanNamed = (span: Span): Span =>
    `${span.source}:` === prefix ? { ...span, source: 'new' } : span;
  return {
    stream,
    named: (hunk) => ({
      ...hunk,
      after: idNamed(hunk.after),
      before: idNamed(hunk.before),
      remove: hunk.remove.map(spanNamed),
    }),
    placeFor: ({ from, to, insert }) => ({
      after: idAt(stream, from - 1),
      before: idAt(stream, to),
      remove: spansBetween(stream, from, to),
      insert,
    }),
  };
}

const nothingDecided: TextDecided = {
  choice: null,
  fingerprint: '',
  outcome: 'words',
  was: '',
  agreed: '',
  edits: [],
  ends: [],
  carried: [],
  moved: [],
  movedFrom: [],
  basis: '',
};

function hunksAfter(
  state: TextState,
  { from, to, edits, ends, closes }: Replacement,
  ahead: Ahead,
  grows: number,
): Pick<TextDecided, 'ends' | 'moved' | 'movedFrom'> {
  const ended: TextDecided['ends'][number][] = [];
  const moved: MovedHunk[] = [];
  const movedFrom: MovedHunk[] = [];
  const place = { from, to, insert: [] };
  const move = ({ hunk }: PlacedHunk, lie: Omit<MovedHunk, 'id'>): void => {
    const { id, after, before, remove, insert } = hunk;
    moved.push(ahead.named({ id, ...lie }));
    movedFrom.push({ id, after, before, remove, insert });
  };
  for (const placed of placedHunks(state)) {
    const { hunk } = placed;
    const end = ends.get(hunk.id);
    if (end !== undefined && end !== 'open') ended.push({ hunk: hunk.id, state: end });
    if (end !== undefined || edits.length === 0) continue;
    if (contains(placed, place)) {
      const edit = { ...placed, to: placed.to + grows };
      const rest = trimmed(ahead.stream, edit);
      // Its wording has become the text.
      if (isNothing(rest)) ended.push({ hunk: hunk.id, state: 'adopted' });
      else move(placed, ahead.placeFor(rest));
    } else if (closes ? closes(placed) : collide(placed, place)) {
      ended.push({ hunk: hunk.id, state: 'closed' });
    } else if (placed.from === placed.to && from < to) {
      const gap =
        placed.from <= from ? placed.from : placed.from >= to ? placed.from + grows : null;
      const lie = gap === null ? undefined : besideNewWords(ahead.stream, hunk, gap);
      if (lie) move(placed, lie);
    }
  }
  return { ends: ended, moved, movedFrom };
}

/** Whether a hunk takes out all of a place and more. */
function contains(outer: EditHunk, inner: EditHunk): boolean {
  if (outer.from === outer.to) return false;
  if (inner.from === inner.to) return outer.from < inner.from && inner.to < outer.to;
  if (outer.from > inner.from || inner.to > outer.to) return false;
  return outer.from < inner.from || inner.to < outer.to;
}

/** New neighbours for an insertion that new words would otherwise stand in; undefined if none do. */
function besideNewWords(
  stream: Stream,
  { after, before, remove, insert }: Hunk,
  gap: number,
): Omit<MovedHunk, 'id'> | undefined {
  const behind = gapBehind(stream, after) === gap;
  const ahead = gapBefore(stream, before) === gap;
  if (behind && ahead) return undefined;
  return {
    after: behind ? after : idAt(stream, gap - 1),
    before: ahead ? before : idAt(stream, gap),
    remove,
    insert,
  };
}
