import { addRow, dense, dot, rowOf, type Dense } from './dense.ts';

/** Places that stand for one document or several that lie close together. */
export interface Gathered {
  readonly places: Dense;
  /** How many documents each place stands for; never none. */
  readonly sizes: readonly number[];
  /** For each document the number of its place. */
  readonly of: Int32Array;
}

/** As many as are clustered one by one; of more, this many places are made first. */
const most = 2000;
const gatheredTo = 1000;
const rounds = 2;
/** The first directions of the space are enough to tell which places are near. */
const looked = 50;

/**
 * Every document a place of its own, or, of too many, the middles of those that lie closest together
 * (k-means that begins at documents spread evenly over the order of ids).
 */
export function gatherPlaces(vectors: Dense): Gathered {
  if (vectors.rows <= most) {
    const of = Int32Array.from({ length: vectors.rows }, (_, row) => row);
    return { places: vectors, sizes: Array.from(of, () => 1), of };
  }
  let places = dense(gatheredTo, vectors.width);
  for (let at = 0; at < gatheredTo; at += 1) {
    addRow(places, at, vectors, Math.floor((at * vectors.rows) / gatheredTo), 1);
  }
  let of = nearestPlaces(vectors, places);
  for (let round = 1; round < rounds; round += 1) {
    places = middles(vectors, of, gatheredTo).places;
    of = nearestPlaces(vectors, places);
  }
  return withoutEmpty(vectors, of);
}

function nearestPlaces(vectors: Dense, places: Dense): Int32Array {
  const width = Math.min(looked, vectors.width);
  const heads = new Float64Array(places.rows * width);
  const halves = new Float64Array(places.rows);
  for (let at = 0; at < places.rows; at += 1) {
    const head = rowOf(places, at).subarray(0, width);
    heads.set(head, at * width);
    halves[at] = dot(head, head) / 2;
  }
  const vector = new Float64Array(width);
  return Int32Array.from({ length: vectors.rows }, (_, row) => {
    vector.set(rowOf(vectors, row).subarray(0, width));
    return nearestPlace(vector, heads, halves);
  });
}

function nearestPlace(vector: Float64Array, heads: Float64Array, halves: Float64Array): number {
  const width = vector.length;
  let [best, closest] = [0, -Infinity];
  for (let at = 0; at < halves.length; at += 1) {
    const from = at * width;
    let close = -(halves[at] ?? 0);
    for (let axis = 0; axis < width; axis += 1)
      close += (vector[axis] ?? 0) * (heads[from + axis] ?? 0);
    if (close > closest) {
      best = at;
      closest = close;
    }
  }
  return best;
}

function middles(vectors: Dense, of: Int32Array, count: number) {
  const places = dense(count, vectors.width);
  const sizes = new Array<number>(count).fill(0);
  for (let row = 0; row < vectors.rows; row += 1) {
    const at = of[row] ?? 0;
    sizes[at] = (sizes[at] ?? 0) + 1;
    addRow(places, at, vectors, row, 1);
  }
  for (let at = 0; at < count; at += 1) {
    const place = rowOf(places, at);
    for (let axis = 0; axis < place.length; axis += 1) {
      place[axis] = (place[axis] ?? 0) / Math.max(1, sizes[at] ?? 0);
    }
  }
  return { places, sizes };
}

function withoutEmpty(vectors: Dense, of: Int32Array): Gathered {
  const numbers = new Map<number, number>();
  const renumbered = of.map((at) => {
    const known = numbers.get(at);
    if (known !== undefined) return known;
    numbers.set(at, numbers.size);
    return numbers.size - 1;
  });
  return { ...middles(vectors, renumbered, numbers.size), of: renumbered };
}
