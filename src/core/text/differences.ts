/** A stretch of one sequence, `fromA` up to `toA`, and what stands there in another. */
export interface Difference {
  readonly fromA: number;
  readonly toA: number;
  readonly fromB: number;
  readonly toB: number;
}

/** Beyond so many differing elements, sequences are first cut at what occurs once in both. */
const mostEdits = 1_500;

/**
 * Where two sequences differ, in order, by the shortest edit script (Myers, "An O(ND) difference
 * algorithm", 1986). Sequences too different for that are cut at the longest common run of elements
 * unique to both (as patience diff does), and what is still too different is taken as replaced.
 */
export function differences(a: ArrayLike<number>, b: ArrayLike<number>): Difference[] {
  const whole = trimmed(a, b, { fromA: 0, toA: a.length, fromB: 0, toB: b.length });
  if (isEmpty(whole)) return [];
  const shortest = shortestScript(a, b, whole);
  if (shortest) return shortest;
  return gapsBetween(uniqueAnchors(a, b, whole), whole).flatMap((gap) => {
    const left = trimmed(a, b, gap);
    return isEmpty(left) ? [] : (shortestScript(a, b, left) ?? [left]);
  });
}

function isEmpty({ fromA, toA, fromB, toB }: Difference): boolean {
  return fromA === toA && fromB === toB;
}

/** Without what both sides share at their edges. */
function trimmed(a: ArrayLike<number>, b: ArrayLike<number>, within: Difference): Difference {
  let { fromA, toA, fromB, toB } = within;
  while (fromA < toA && fromB < toB && a[fromA] === b[fromB]) {
    fromA++;
    fromB++;
  }
  while (fromA < toA && fromB < toB && a[toA - 1] === b[toB - 1]) {
    toA--;
    toB--;
  }
  return { fromA, toA, fromB, toB };
}

/** The shortest edit script within two stretches, or undefined when it is too long to look for. */
function shortestScript(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  within: Difference,
): Difference[] | undefined {
  const lengthA = within.toA - within.fromA;
  const lengthB = within.toB - within.fromB;
  if (lengthA === 0 || lengthB === 0) return [within];
  const most = Math.min(lengthA + lengthB, mostEdits);
  // Furthest x reached on each diagonal x - y, kept for every number of edits to walk back by.
  const reached = new Int32Array(2 * most + 3);
  const history: Int32Array[] = [];
  for (let edits = 0; edits <= most; edits++) {
    for (let diagonal = -edits; diagonal <= edits; diagonal += 2) {
      const at = diagonal + most + 1;
      const down =
        diagonal === -edits ||
        (diagonal !== edits && (reached[at - 1] ?? 0) < (reached[at + 1] ?? 0));
      let x = down ? (reached[at + 1] ?? 0) : (reached[at - 1] ?? 0) + 1;
      let y = x - diagonal;
      while (x < lengthA && y < lengthB && a[within.fromA + x] === b[within.fromB + y]) {
        x++;
        y++;
      }
      reached[at] = x;
      if (x >= lengthA && y >= lengthB) return walkBack(history, edits, diagonal, within);
    }
    history.push(reached.slice(most + 1 - edits, most + 2 + edits));
  }
  return undefined;
}

/** The script that led to the end, from the furthest points kept for each number of edits. */
function walkBack(
  history: readonly Int32Array[],
  edits: number,
  lastDiagonal: number,
  within: Difference,
): Difference[] {
  const found: Difference[] = [];
  let diagonal = lastDiagonal;
  const add = (x: number, y: number, stepX: number, stepY: number): void => {
    const fromA = within.fromA + x;
    const fromB = within.fromB + y;
    const next = found.at(-1);
    if (next && next.fromA === fromA + stepX && next.fromB === fromB + stepY) {
      found[found.length - 1] = { ...next, fromA, fromB };
    } else found.push({ fromA, toA: fromA + stepX, fromB, toB: fromB + stepY });
  };
  for (let edit = edits; edit > 0; edit--) {
    const before = history[edit - 1];
    const at = (d: number): number => before?.[d + (edit - 1)] ?? -1;
    const down = diagonal === -edit || (diagonal !== edit && at(diagonal - 1) < at(diagonal + 1));
    const from = down ? diagonal + 1 : diagonal - 1;
    const x = at(from);
    const y = x - from;
    add(x, y, down ? 0 : 1, down ? 1 : 0);
    diagonal = from;
  }
  return found.reverse();
}

/** Pairs of places with elements that occur once in each stretch: the longest run in both orders. */
function uniqueAnchors(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  { fromA, toA, fromB, toB }: Difference,
): (readonly [number, number])[] {
  const placesA = uniquePlaces(a, fromA, toA);
  const placesB = uniquePlaces(b, fromB, toB);
  const pairs: (readonly [number, number])[] = [];
  for (const [element, place] of placesA) {
    const other = placesB.get(element);
    if (place >= 0 && other !== undefined && other >= 0) pairs.push([place, other]);
  }
  return longestRising(pairs.sort(([one], [other]) => one - other));
}

/** Where each element stands; -1 for those that stand in several places. */
function uniquePlaces(sequence: ArrayLike<number>, from: number, to: number): Map<number, number> {
  const places = new Map<number, number>();
  for (let place = from; place < to; place++) {
    const element = sequence[place] ?? 0;
    places.set(element, places.has(element) ? -1 : place);
  }
  return places;
}

/** The longest subsequence whose second members rise too (patience sorting). */
function longestRising(pairs: readonly (readonly [number, number])[]) {
  const tails: number[] = [];
  const before = new Int32Array(pairs.length).fill(-1);
  pairs.forEach(([, place], index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tails[middle] ?? 0]?.[1] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    if (low > 0) before[index] = tails[low - 1] ?? -1;
    tails[low] = index;
  });
  const rising: (readonly [number, number])[] = [];
  for (let at = tails.at(-1) ?? -1; at >= 0; at = before[at] ?? -1) {
    const pair = pairs[at];
    if (pair) rising.push(pair);
  }
  return rising.reverse();
}

function gapsBetween(anchors: readonly (readonly [number, number])[], within: Difference) {
  const gaps: Difference[] = [];
  let { fromA, fromB } = within;
  for (const [placeA, placeB] of anchors) {
    gaps.push({ fromA, toA: placeA, fromB, toB: placeB });
    fromA = placeA + 1;
    fromB = placeB + 1;
  }
  gaps.push({ fromA, toA: within.toA, fromB, toB: within.toB });
  return gaps;
}
