import type { Brackets, Unbalanced } from './foreign-text.ts';
import type { Lines } from './lines.ts';

/**
 * Pairs as a tree in columns, ordered by where they open, so that no depth is too deep. Pair
 * `count` stands for the text itself; -1 is none.
 */
export interface PairTree {
  readonly count: number;
  readonly open: readonly number[];
  readonly close: readonly number[];
  readonly parent: Int32Array;
  readonly firstChild: Int32Array;
  readonly lastChild: Int32Array;
  readonly nextSibling: Int32Array;
}

export interface Matched {
  readonly brackets: Brackets;
  readonly tree: PairTree;
}

/** The place of every bracket of a text, in order. */
export function bracketPlaces(text: string): readonly number[] {
  const places: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x5b || code === 0x5d) places.push(at);
  }
  return places;
}

/**
 * Matches the brackets at these places with a stack: a closing one takes the last that is open. It
 * repairs nothing, so that two errors may hide each other in one overlong pair.
 */
export function matchBrackets(text: string, places: readonly number[], lines: Lines): Matched {
  const closeOf = new Map<number, number>();
  const depthOf = new Map<number, number>();
  const unbalanced: Unbalanced[] = [];
  const stack: number[] = [];
  let opens = 0;
  for (const offset of places) {
    if (text.charCodeAt(offset) === 0x5b) {
      opens += 1;
      stack.push(offset);
      continue;
    }
    const open = stack.pop();
    if (open === undefined) unbalanced.push({ offset, line: lines.at(offset), kind: 'strayClose' });
    else {
      closeOf.set(open, offset);
      depthOf.set(open, stack.length + 1);
    }
  }
  for (const offset of stack) {
    unbalanced.push({ offset, line: lines.at(offset), kind: 'strayOpen' });
  }
  unbalanced.sort((one, other) => one.offset - other.offset);
  const tree = treeOf(places, closeOf);
  let maxDepth = 0;
  const pairs = tree.open.map((open, index) => {
    const depth = depthOf.get(open) ?? 1;
    if (depth > maxDepth) maxDepth = depth;
    return { open, close: tree.close[index] ?? open, depth };
  });
  const close = places.length - opens;
  return { brackets: { open: opens, close, pairs, maxDepth, unbalanced }, tree };
}

function treeOf(places: readonly number[], closeOf: ReadonlyMap<number, number>): PairTree {
  const open = places.filter((place) => closeOf.has(place));
  const close = open.map((place) => closeOf.get(place) ?? place);
  const count = open.length;
  const parent = new Int32Array(count).fill(-1);
  const firstChild = new Int32Array(count + 1).fill(-1);
  const lastChild = new Int32Array(count + 1).fill(-1);
  const nextSibling = new Int32Array(count).fill(-1);
  const stack: number[] = [];
  for (let pair = 0; pair < count; pair += 1) {
    const from = open[pair] ?? 0;
    while (stack.length > 0 && (close[stack[stack.length - 1] ?? 0] ?? 0) < from) stack.pop();
    const above = stack[stack.length - 1] ?? count;
    if (above < count) parent[pair] = above;
    const before = lastChild[above] ?? -1;
    if (before < 0) firstChild[above] = pair;
    else nextSibling[before] = pair;
    lastChild[above] = pair;
    stack.push(pair);
  }
  return { count, open, close, parent, firstChild, lastChild, nextSibling };
}
