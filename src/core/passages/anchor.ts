import { highestNumber, nextLabel } from './label.ts';
import type { Passage, UnlabelledPassage } from './passage.ts';
import { comparable, likeness, type Comparable } from './likeness.ts';

export interface Reanchored {
  /** The passages of the new version, in order, each with its label. */
  readonly passages: readonly Passage[];
  /** Labels that stand at other words than before, with the likeness of the two, 0 to 1. */
  readonly changed: readonly { readonly label: string; readonly similarity: number }[];
  /** Labels of the old version that the new one does not have. */
  readonly removed: readonly string[];
}

/** Passages that share less than this are not one passage in two versions. */
export const sameFrom = 0.5;

/**
 * Gives the passages of a corrected version the labels of the version before, so that citations
 * keep their place: the same words keep their label, wherever they stand now; among the rest, what
 * stands in the same gap and is alike keeps it as changed words. New passages get p4a, p4b …
 * between p4 and p5, and go on counting at the end. `everUsed` holds the labels of all versions;
 * a label once used is never given to other words.
 */
export function reanchor(
  old: readonly Passage[],
  next: readonly UnlabelledPassage[],
  everUsed: Iterable<string> = [],
): Reanchored {
  const match = new Int32Array(next.length).fill(-1);
  const taken = new Uint8Array(old.length);
  const oldWords = old.map((passage) => comparable(passage.text));
  const nextWords = next.map((passage) => comparable(passage.text));
  const pair = (from: number, to: number): void => {
    match[to] = from;
    taken[from] = 1;
  };

  matchEnds(oldWords, nextWords, match, taken, pair);
  matchExact(oldWords, nextWords, match, taken, pair);
  matchInGaps(oldWords, nextWords, match, taken, pair);
  matchMoved(oldWords, nextWords, match, taken, pair);

  const labels = labelled(old, match, everUsed);
  return {
    passages: next.map((passage, index) => ({ ...passage, label: labels[index] ?? '' })),
    changed: next.flatMap((_, index) => {
      const before = oldWords[match[index] ?? -1];
      const after = nextWords[index];
      if (!before || !after || before.text === after.text) return [];
      return [{ label: labels[index] ?? '', similarity: likeness(before, after) }];
    }),
    removed: old.flatMap(({ label }, index) => (taken[index] ? [] : [label])),
  };
}

type Step = (
  old: readonly Comparable[],
  next: readonly Comparable[],
  match: Int32Array,
  taken: Uint8Array,
  pair: (from: number, to: number) => void,
) => void;

const nothing = comparable('');

function isPaired(match: Int32Array, to: number): boolean {
  return (match[to] ?? -1) >= 0;
}

/** The common beginning and the common end, which are nearly everything. */
const matchEnds: Step = (old, next, _match, taken, pair) => {
  const shorter = Math.min(old.length, next.length);
  let front = 0;
  while (front < shorter && old[front]?.text === next[front]?.text) {
    pair(front, front);
    front += 1;
  }
  for (let back = 1; back <= shorter - front; back += 1) {
    const from = old.length - back;
    const to = next.length - back;
    if (taken[from] || old[from]?.text !== next[to]?.text) return;
    pair(from, to);
  }
};

/** The same words: the nth of the old for the nth of the new, wherever they stand. */
const matchExact: Step = (old, next, match, taken, pair) => {
  const places = new Map<string, number[]>();
  for (const [from, { text }] of old.entries()) {
    if (taken[from]) continue;
    const known = places.get(text);
    if (known) known.push(from);
    else places.set(text, [from]);
  }
  const upTo = new Map<string, number>();
  for (const [to, { text }] of next.entries()) {
    if (isPaired(match, to)) continue;
    const count = upTo.get(text) ?? 0;
    const from = places.get(text)?.[count];
    if (from === undefined) continue;
    upTo.set(text, count + 1);
    pair(from, to);
  }
};

/** How far ahead a gap is searched for the like; keeps a rewritten document from costing its square. */
const reach = 24;

/** Between two matched neighbours: the most alike, in order. */
const matchInGaps: Step = (old, next, match, taken, pair) => {
  let from = 0;
  for (let to = 0; to < next.length; to += 1) {
    if (isPaired(match, to)) {
      from = (match[to] ?? 0) + 1;
      continue;
    }
    let best = { at: -1, likeness: sameFrom };
    for (
      let at = from, seen = 0;
      at < old.length && !taken[at] && seen < reach;
      at += 1, seen += 1
    ) {
      const found = likeness(old[at] ?? nothing, next[to] ?? nothing);
      if (found > best.likeness && !betterElsewhere(old[at] ?? nothing, next, match, to, found)) {
        best = { at, likeness: found };
      }
    }
    if (best.at < 0) continue;
    pair(best.at, to);
    from = best.at + 1;
  }
};

/** Whether a passage soon to come, in the same gap, is more like it. */
function betterElsewhere(
  before: Comparable,
  next: readonly Comparable[],
  match: Int32Array,
  to: number,
  found: number,
): boolean {
  for (
    let ahead = to + 1;
    ahead < next.length && ahead <= to + reach && !isPaired(match, ahead);
    ahead += 1
  ) {
    if (likeness(before, next[ahead] ?? nothing) > found) return true;
  }
  return false;
}

/** What was both moved and changed, found by its rarest words; must be more alike than in a gap. */
const matchMoved: Step = (old, next, match, taken, pair) => {
  const byWord = new Map<string, number[]>();
  for (const [from, { words }] of old.entries()) {
    if (taken[from]) continue;
    for (const word of words.keys()) {
      const known = byWord.get(word);
      if (known) known.push(from);
      else byWord.set(word, [from]);
    }
  }
  for (const [to, after] of next.entries()) {
    if (isPaired(match, to)) continue;
    const rarest = [...after.words.keys()]
      .flatMap((word) => rare(byWord.get(word)))
      .reduce(
        (counts, from) => counts.set(from, (counts.get(from) ?? 0) + 1),
        new Map<number, number>(),
      );
    const likely = [...rarest]
      .sort((one, other) => other[1] - one[1] || one[0] - other[0])
      .slice(0, 8);
    const best = likely
      .filter(([from]) => !taken[from])
      .map(([from]) => ({ from, likeness: likeness(old[from] ?? nothing, after) }))
      .sort((one, other) => other.likeness - one.likeness || one.from - other.from)[0];
    if (best && best.likeness >= 0.7) pair(best.from, to);
  }
};

const rareUpTo = 32;

/** The places of a word, unless it stands in too many to tell one from another. */
function rare(places: readonly number[] | undefined): readonly number[] {
  return places && places.length <= rareUpTo ? places : [];
}

function labelled(
  old: readonly Passage[],
  match: Int32Array,
  everUsed: Iterable<string>,
): readonly string[] {
  const used = new Set([...everUsed, ...old.map(({ label }) => label)]);
  let lastKept = match.length - 1;
  while (lastKept >= 0 && !isPaired(match, lastKept)) lastKept -= 1;
  let number = highestNumber(used);
  let before: string | undefined;
  return Array.from(match, (from, index) => {
    let label = old[from]?.label;
    if (label === undefined) {
      if (index > lastKept) {
        number += 1;
        label = `p${number}`;
      } else {
        label = nextLabel(before, used);
      }
      used.add(label);
    }
    before = label;
    return label;
  });
}
