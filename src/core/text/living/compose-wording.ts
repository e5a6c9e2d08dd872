import { type EditHunk, editHunks } from '../hunks.ts';
import { paragraphEnd, type Token } from '../tokens.ts';
import type { PlacedHunk } from './placed-hunks.ts';
import { lineEnd } from './provision-range.ts';

/** What a new wording comes to beside what the party wanted before. */
export interface Composed {
  /** Changes to the words as they stand. */
  readonly hunks: readonly EditHunk[];
  /** The party's hunks that these take the place of. */
  readonly dropped: ReadonlySet<string>;
}

/**
 * The changes to `base` that, with those of the party's own hunks that `edits` of its reading do not
 * touch, make the new wording. Where they touch them, it is compared with the base anew, so that what
 * is proposed is always told against the words as they stand.
 */
export function composeWording(
  base: readonly Token[],
  own: readonly PlacedHunk[],
  reading: readonly Token[],
  edits: readonly EditHunk[],
): Composed {
  const hunks: EditHunk[] = [];
  const dropped = new Set<string>();
  for (const cluster of clustersOf(own, edits, reading)) {
    if (cluster.own.length === 0) {
      hunks.push(...cluster.edits.map((edit) => moved(edit, cluster.from - cluster.readFrom)));
      continue;
    }
    for (const { hunk } of cluster.own) dropped.add(hunk.id);
    const anew = editHunks(base.slice(cluster.from, cluster.to), cluster.words);
    hunks.push(...anew.map((edit) => moved(edit, cluster.from)));
  }
  const kept = own.filter(({ hunk }) => !dropped.has(hunk.id));
  const parted = byParagraphs(base, hunks, kept);
  return { hunks: gapsShared(parted, kept, dropped), dropped };
}

/** What comes to one gap, before an insertion of the party's own, is one insertion with it. */
function gapsShared(
  hunks: readonly EditHunk[],
  kept: readonly PlacedHunk[],
  dropped: Set<string>,
): EditHunk[] {
  const keptAt = new Map(kept.filter(isInsertion).map((placed) => [placed.from, placed]));
  const shared: EditHunk[] = [];
  for (const hunk of hunks) {
    const before = shared.at(-1);
    if (before && isInsertion(before) && isInsertion(hunk) && before.from === hunk.from) {
      shared[shared.length - 1] = { ...before, insert: [...before.insert, ...hunk.insert] };
    } else shared.push(hunk);
  }
  return shared.map((hunk) => {
    const own = isInsertion(hunk) ? keptAt.get(hunk.from) : undefined;
    if (!own) return hunk;
    dropped.add(own.hunk.id);
    return { ...hunk, insert: [...hunk.insert, ...own.insert] };
  });
}

function isInsertion({ from, to }: EditHunk): boolean {
  return from === to;
}

/** Edits of a reading that touch each other or the same hunks, and what they come to. */
interface Cluster {
  readonly own: readonly PlacedHunk[];
  readonly edits: readonly EditHunk[];
  readonly from: number;
  readonly to: number;
  readonly readFrom: number;
  readonly words: readonly Token[];
}

function clustersOf(
  own: readonly PlacedHunk[],
  edits: readonly EditHunk[],
  reading: readonly Token[],
): Cluster[] {
  const clusters: Cluster[] = [];
  // How far the reading is ahead of the base at the place we are at.
  let ahead = 0;
  let next = 0;
  const readStart = (hunk: PlacedHunk): number => hunk.from + ahead;
  const skip = (hunk: PlacedHunk): void => {
    ahead += hunk.insert.length - (hunk.to - hunk.from);
    next++;
  };
  for (let index = 0; index < edits.length;) {
    const first = edits[index];
    if (!first) break;
    for (let hunk = own[next]; hunk && readStart(hunk) + hunk.insert.length < first.from;) {
      skip(hunk);
      hunk = own[next];
    }
    const reached = own[next];
    const readFrom = Math.min(first.from, reached ? readStart(reached) : Infinity);
    const from = readFrom - ahead;
    let readTo = readFrom;
    const touched: PlacedHunk[] = [];
    const held: EditHunk[] = [];
    for (;;) {
      const edit = edits[index];
      const hunk = own[next];
      if (edit && edit.from <= Math.max(readTo, first.from)) {
        held.push(edit);
        readTo = Math.max(readTo, edit.to);
        index++;
      } else if (hunk && readStart(hunk) <= readTo) {
        touched.push(hunk);
        readTo = Math.max(readTo, readStart(hunk) + hunk.insert.length);
        skip(hunk);
      } else break;
    }
    clusters.push({
      own: touched,
      edits: held,
      from,
      to: readTo - ahead,
      readFrom,
      words: wordsOf(reading, readFrom, readTo, held),
    });
  }
  return clusters;
}

function wordsOf(
  reading: readonly Token[],
  from: number,
  to: number,
  edits: readonly EditHunk[],
): Token[] {
  const words: Token[] = [];
  let at = from;
  for (const edit of edits) {
    for (; at < edit.from; at++) words.push(reading[at] ?? '');
    for (const token of edit.insert) words.push(token);
    at = edit.to;
  }
  for (; at < to; at++) words.push(reading[at] ?? '');
  return words;
}

function moved({ from, to, insert }: EditHunk, by: number): EditHunk {
  return { from: from + by, to: to + by, insert };
}

/**
 * What is put in or taken out and can stand in several places stands, where it can, in the one where
 * it is whole provisions; nothing passes a hunk that comes after it.
 */
function byParagraphs(
  base: readonly Token[],
  hunks: readonly EditHunk[],
  kept: readonly EditHunk[],
): EditHunk[] {
  const starts = [...hunks, ...kept].map(({ from }) => from).sort((one, other) => one - other);
  let next = 0;
  return hunks.flatMap((hunk) => {
    while ((starts[next] ?? Infinity) <= hunk.from) next++;
    const limit = starts[next] ?? base.length;
    const [first, ...rest] = apartAtParagraph(base, hunk, limit);
    return first ? [toParagraph(base, first, limit), ...rest] : [];
  });
}

/**
 * A change at the end of a provision and whole provisions behind it are two: `X.¶Y` put in before
 * `.¶` is X there and `Y.¶` behind it; the same of what is taken out.
 */
function apartAtParagraph(base: readonly Token[], hunk: EditHunk, limit: number): EditHunk[] {
  const { from, to, insert } = hunk;
  const removed = base.slice(from, to);
  const added = insert.indexOf(paragraphEnd);
  const gone = removed.indexOf(paragraphEnd);
  if (added < 0 === gone < 0) return [hunk];
  const end = lineEnd(base, to);
  const tail = base.slice(to, end);
  const words = added < 0 ? removed : insert;
  const behind = Math.max(added, gone) + 1;
  const start = behind - tail.length;
  if (start < 0 || end > limit || tail.length === 0) return [hunk];
  if (tail.some((token, index) => words[start + index] !== token)) return [hunk];
  const parts =
    added < 0
      ? [
          { from, to: from + start, insert },
          { from: from + behind, to: end, insert: [] },
        ]
      : [
          { from, to, insert: insert.slice(0, start) },
          { from: end, to: end, insert: [...insert.slice(behind), ...tail] },
        ];
  return parts.filter((part) => part.from < part.to || part.insert.length > 0);
}

function toParagraph(base: readonly Token[], hunk: EditHunk, limit: number): EditHunk {
  if (hunk.from !== hunk.to && hunk.insert.length > 0) return hunk;
  const words = hunk.insert.length > 0 ? hunk.insert : base.slice(hunk.from, hunk.to);
  if (!words.includes(paragraphEnd)) return hunk;
  const size = words.length;
  for (let steps = 0; ; steps++) {
    const from = hunk.from + steps;
    const to = hunk.to + steps;
    const last = words[(size - 1 + steps) % size];
    const before = from === 0 ? paragraphEnd : base[from - 1];
    if (last === paragraphEnd && before === paragraphEnd) {
      if (hunk.insert.length === 0) return { from, to, insert: [] };
      const turn = steps % size;
      return { from, to, insert: [...words.slice(turn), ...words.slice(0, turn)] };
    }
    if (to + 1 > limit || base[to] !== words[steps % size]) return hunk;
  }
}
