import { seededRandom } from './seeded-random.ts';

/** Points in `d` dimensions, one after another. */
export interface Points {
  readonly count: number;
  readonly d: number;
  readonly at: Float64Array;
}

export interface Clustering {
  readonly k: number;
  readonly centres: Float64Array;
  /** By point, the number of its nearest centre. */
  readonly labels: Uint8Array;
  readonly inertia: number;
}

/** From so many points on, starts are tried on an even sample, and the best goes on with all. */
const sampleSize = 4_000;
const mostRounds = 100;

/**
 * k-means with the best of some seeded starts, one of them the points farthest from each other, the
 * others drawn as k-means++ does. Undefined where there are fewer than `k` different points.
 */
export function kMeans(points: Points, k: number, restarts = 12): Clustering | undefined {
  const sample = points.count > sampleSize ? evenSample(points, sampleSize) : points;
  const random = seededRandom(k);
  let best: Clustering | undefined;
  for (let restart = 0; restart < restarts; restart += 1) {
    const start = restart === 0 ? farthest(sample, k) : spread(sample, k, random);
    if (!start) return undefined;
    const found = settle(sample, start);
    if (!best || found.inertia < best.inertia * (1 - 1e-12)) best = found;
  }
  return best && sample !== points ? settle(points, best.centres) : best;
}

/** Lloyd's rounds from these centres until no point changes sides. */
export function settle(points: Points, start: Float64Array): Clustering {
  const { count, d } = points;
  const k = start.length / d;
  const centres = Float64Array.from(start);
  const labels = new Uint8Array(count).fill(255);
  let inertia = 0;
  for (let round = 0; round < mostRounds; round += 1) {
    const sums = new Float64Array(k * d);
    const sizes = new Int32Array(k);
    let moved = 0;
    inertia = 0;
    for (let i = 0; i < count; i += 1) {
      let least = Infinity;
      let label = 0;
      for (let g = 0; g < k; g += 1) {
        const distance = squared(points.at, i * d, centres, g * d, d);
        if (distance < least) {
          least = distance;
          label = g;
        }
      }
      if (labels[i] !== label) moved += 1;
      labels[i] = label;
      inertia += least;
      sizes[label] = (sizes[label] ?? 0) + 1;
      for (let axis = 0; axis < d; axis += 1) {
        sums[label * d + axis] = (sums[label * d + axis] ?? 0) + (points.at[i * d + axis] ?? 0);
      }
    }
    if (moved === 0) break;
    for (let g = 0; g < k; g += 1) {
      const size = sizes[g] ?? 0;
      // A centre that nobody is near stays where it is.
      if (size === 0) continue;
      for (let axis = 0; axis < d; axis += 1) {
        centres[g * d + axis] = (sums[g * d + axis] ?? 0) / size;
      }
    }
  }
  return { k, centres, labels, inertia };
}

export function evenSample(points: Points, size: number): Points {
  const { count, d } = points;
  const at = new Float64Array(size * d);
  for (let i = 0; i < size; i += 1) {
    const from = Math.floor((i * count) / size) * d;
    at.set(points.at.subarray(from, from + d), i * d);
  }
  return { count: size, d, at };
}

export function squared(
  one: Float64Array,
  from: number,
  other: Float64Array,
  otherFrom: number,
  d: number,
): number {
  let sum = 0;
  for (let axis = 0; axis < d; axis += 1) {
    const difference = (one[from + axis] ?? 0) - (other[otherFrom + axis] ?? 0);
    sum += difference * difference;
  }
  return sum;
}

function farthest(points: Points, k: number): Float64Array | undefined {
  return starts(points, k, 0, (distances) => {
    let found = 0;
    for (let i = 1; i < distances.length; i += 1) {
      if ((distances[i] ?? 0) > (distances[found] ?? 0)) found = i;
    }
    return found;
  });
}

function spread(points: Points, k: number, random: () => number): Float64Array | undefined {
  const first = Math.floor(random() * points.count);
  return starts(points, k, first, (distances) => {
    let left = random() * distances.reduce((sum, each) => sum + each, 0);
    for (let i = 0; i < distances.length; i += 1) {
      const distance = distances[i] ?? 0;
      left -= distance;
      if (left < 0 && distance > 0) return i;
    }
    return distances.findLastIndex((distance) => distance > 0);
  });
}

/** Centres chosen one after another by how far each point is from those chosen before. */
function starts(
  points: Points,
  k: number,
  first: number,
  choose: (distances: Float64Array) => number,
): Float64Array | undefined {
  const { count, d, at } = points;
  if (count === 0) return undefined;
  const centres = new Float64Array(k * d);
  const distances = new Float64Array(count).fill(Infinity);
  let chosen = first;
  for (let g = 0; g < k; g += 1) {
    centres.set(at.subarray(chosen * d, chosen * d + d), g * d);
    let largest = 0;
    for (let i = 0; i < count; i += 1) {
      const distance = squared(at, i * d, centres, g * d, d);
      if (distance < (distances[i] ?? 0)) distances[i] = distance;
      largest = Math.max(largest, distances[i] ?? 0);
    }
    if (g + 1 === k) break;
    if (largest <= nothing) return undefined;
    chosen = choose(distances);
  }
  return centres;
}

/** Positions nearer than a millionth are the same position, rounded differently. */
const nothing = 1e-12;
