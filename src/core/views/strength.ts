import { leastShare, smallestShare } from './choose-camps.ts';
import { kMeans, type Points } from './k-means.ts';
import { type Axes, type Cells, cellsOf, principalAxes, projected } from './principal-axes.ts';
import type { Poll } from './poll.ts';
import { normal, seededRandom } from './seeded-random.ts';
import { simplifiedSilhouette } from './silhouette.ts';

/** `clear`: camps may be drawn. `weak`: a range, with more at some places. `none`: nothing to see. */
export type Verdict = 'clear' | 'weak' | 'none';

/** Why the verdict is what it is. */
export type Grounds =
  'distinct-camps' | 'a-range' | 'too-few-participants' | 'too-few-votes' | 'no-structure';

export interface Strength {
  readonly verdict: Verdict;
  readonly grounds: Grounds;
  /**
   * How many standard deviations the main variance stands above that of the same votes shuffled
   * within statements: whether opinions hang together at all. Null where it was not reckoned.
   */
  readonly structure: number | null;
  /** How much better apart the camps are than those cut from a smooth range would be. */
  readonly excess: number | null;
  /** The same in standard deviations of the smooth ranges. */
  readonly excessDeviations: number | null;
  /** Votes a placed participant has cast, in the mean. */
  readonly votesEach: number;
  /** How many participants have enough votes to be placed. */
  readonly placed: number;
}

/** Fewer people make no camps, however they answer. */
export const fewestPeople = 20;

/**
 * Fitted on simulations: with .12, no range of opinions without camps out of 960 was called clear,
 * and of camps that are there most are found with a hundred people who answer nearly everything.
 */
const thresholds = { structure: 3, clear: 0.12, weak: 0.05, deviations: 3 } as const;

/** With fewer votes each, camps and a range could not be told apart in any simulation. */
const enoughVotesEach = 30;

const worlds = 19;
const mostRows = 1_000;

/**
 * Two questions, each asked by making worlds that lack what is looked for. Do opinions hang together?
 * Votes are shuffled within statements. Are there camps, rather than a range? People are drawn from
 * one smooth cloud as wide as theirs, and answer with the same gaps and the same chance.
 */
export function strengthOf(poll: Poll, axes: Axes, mostCamps: number): Strength {
  const { placed } = poll;
  const votesEach = placed > 0 ? (poll.starts[placed] ?? 0) / placed : 0;
  const unasked = { structure: null, excess: null, excessDeviations: null, votesEach, placed };
  if (placed < fewestPeople) {
    return { verdict: 'none', grounds: 'too-few-participants', ...unasked };
  }
  const cells = cellsOf(poll, evenRows(placed));
  const structure = structureOf(cells);
  if (!(structure >= thresholds.structure)) {
    return { verdict: 'none', grounds: 'no-structure', ...unasked, structure };
  }
  const { excess, deviations } = excessOf(cells, axes.loadings, mostCamps);
  const measured = { structure, excess, excessDeviations: deviations, votesEach, placed };
  if (excess >= thresholds.clear && deviations >= thresholds.deviations) {
    return { verdict: 'clear', grounds: 'distinct-camps', ...measured };
  }
  const verdict = excess >= thresholds.weak ? 'weak' : 'none';
  const grounds = votesEach < enoughVotesEach ? 'too-few-votes' : 'a-range';
  return { verdict, grounds, ...measured };
}

/** At most a thousand of the placed participants, evenly from first to last. */
export function evenRows(placed: number): readonly number[] {
  const size = Math.min(placed, mostRows);
  return Array.from({ length: size }, (_, index) => Math.floor((index * placed) / size));
}

function structureOf(cells: Cells): number {
  const observed = firstVariance(cells);
  const shuffle = shuffler(cells, 1);
  const nulls = Array.from({ length: worlds }, () =>
    firstVariance({ ...cells, values: shuffle(Float64Array.from(cells.values)) }),
  );
  return deviationsAbove(observed, nulls);
}

function firstVariance(cells: Cells): number {
  return principalAxes(cells, 1, 1e-4).variances[0] ?? 0;
}

function excessOf(
  cells: Cells,
  loadings: readonly Float64Array[],
  mostCamps: number,
): { readonly excess: number; readonly deviations: number } {
  const at = projected(cells, loadings);
  const observed = bestApart({ count: cells.rows, d: loadings.length, at }, mostCamps);
  const draw = smoothWorlds(cells, loadings);
  const nulls: number[] = [];
  for (let world = 0; world < worlds; world += 1) {
    const seeming = bestApart(draw(), mostCamps);
    // A world of outliers only says nothing of how well apart a smooth range can seem.
    if (seeming !== undefined) nulls.push(seeming);
  }
  if (observed === undefined || nulls.length < worlds / 2) return { excess: 0, deviations: 0 };
  return { excess: observed - mean(nulls), deviations: deviationsAbove(observed, nulls) };
}

/** The best simplified silhouette of camps that are no mere outliers. */
function bestApart(points: Points, most: number): number | undefined {
  let best: number | undefined;
  for (let k = 2; k <= Math.min(most, Math.max(2, Math.floor(points.count / 6))); k += 1) {
    const found = kMeans(points, k, 6);
    if (!found) break;
    if (smallestShare(found) < leastShare) continue;
    best = Math.max(best ?? -1, simplifiedSilhouette(points, found));
  }
  return best;
}

/**
 * Draws worlds without camps: each participant gets a place from one normal cloud with the spread of
 * the estimated places, and what the places do not explain is shuffled within statements. Positions
 * are then read off with the same gaps and on the same axes as the real ones.
 */
function smoothWorlds(cells: Cells, loadings: readonly Float64Array[]): () => Points {
  const d = loadings.length;
  const grams = gramsOf(cells, loadings);
  const places = placesOf(cells, loadings, grams);
  const residuals = residualsOf(cells, loadings, places);
  const root = choleskyOf(covarianceOf(places, d), d);
  const shuffle = shuffler(cells, 2);
  const random = seededRandom(3);
  return () => {
    shuffle(residuals);
    const at = projected({ ...cells, values: residuals }, loadings);
    const drawn = new Float64Array(d);
    for (let row = 0; row < cells.rows; row += 1) {
      const free = Float64Array.from({ length: d }, () => normal(random));
      for (let axis = 0; axis < d; axis += 1) drawn[axis] = timesRow(root, axis, d, free);
      for (let axis = 0; axis < d; axis += 1) {
        const pull = timesRow(grams, row * d + axis, d, drawn) * (cells.scales[row] ?? 0);
        at[row * d + axis] = (at[row * d + axis] ?? 0) + pull;
      }
    }
    return { count: cells.rows, d, at };
  };
}

/** By row, the d by d products of the loadings of what it has seen. */
function gramsOf(cells: Cells, loadings: readonly Float64Array[]): Float64Array {
  const d = loadings.length;
  const grams = new Float64Array(cells.rows * d * d);
  for (let row = 0; row < cells.rows; row += 1) {
    const end = cells.starts[row + 1] ?? 0;
    for (let at = cells.starts[row] ?? 0; at < end; at += 1) {
      const column = cells.columns[at] ?? 0;
      for (let one = 0; one < d; one += 1) {
        for (let other = 0; other < d; other += 1) {
          const to = (row * d + one) * d + other;
          const product = (loadings[one]?.[column] ?? 0) * (loadings[other]?.[column] ?? 0);
          grams[to] = (grams[to] ?? 0) + product;
        }
      }
    }
  }
  return grams;
}

/** Keeps the estimate of a place near the middle while little has been seen. */
const ridge = 0.15;

function placesOf(
  cells: Cells,
  loadings: readonly Float64Array[],
  grams: Float64Array,
): Float64Array {
  const d = loadings.length;
  const unscaled = projected({ ...cells, scales: cells.scales.map(() => 1) }, loadings);
  const places = new Float64Array(cells.rows * d);
  for (let row = 0; row < cells.rows; row += 1) {
    const gram = grams.slice(row * d * d, (row + 1) * d * d);
    for (let axis = 0; axis < d; axis += 1) {
      gram[axis * d + axis] = (gram[axis * d + axis] ?? 0) + ridge;
    }
    places.set(solved(choleskyOf(gram, d), unscaled.subarray(row * d, (row + 1) * d)), row * d);
  }
  return places;
}

function residualsOf(
  cells: Cells,
  loadings: readonly Float64Array[],
  places: Float64Array,
): Float64Array {
  const d = loadings.length;
  const residuals = Float64Array.from(cells.values);
  for (let row = 0; row < cells.rows; row += 1) {
    const end = cells.starts[row + 1] ?? 0;
    for (let at = cells.starts[row] ?? 0; at < end; at += 1) {
      const column = cells.columns[at] ?? 0;
      for (let axis = 0; axis < d; axis += 1) {
        const explained = (places[row * d + axis] ?? 0) * (loadings[axis]?.[column] ?? 0);
        residuals[at] = (residuals[at] ?? 0) - explained;
      }
    }
  }
  return residuals;
}

/** Shuffles values within each statement, in place, and hands them back. */
function shuffler(cells: Cells, seed: number): (values: Float64Array) => Float64Array {
  const random = seededRandom(seed);
  const byColumn = Array.from({ length: cells.width }, (): number[] => []);
  for (const [at, column] of cells.columns.entries()) byColumn[column]?.push(at);
  return (values) => {
    for (const places of byColumn) {
      for (let left = places.length - 1; left > 0; left -= 1) {
        const one = places[left] ?? 0;
        const other = places[Math.floor(random() * (left + 1))] ?? 0;
        const kept = values[one] ?? 0;
        values[one] = values[other] ?? 0;
        values[other] = kept;
      }
    }
    return values;
  };
}

function covarianceOf(places: Float64Array, d: number): Float64Array {
  const count = places.length / d;
  const centre = new Float64Array(d);
  for (const [at, value] of places.entries())
    centre[at % d] = (centre[at % d] ?? 0) + value / count;
  const covariance = new Float64Array(d * d);
  for (let i = 0; i < count; i += 1) {
    for (let one = 0; one < d; one += 1) {
      for (let other = 0; other < d; other += 1) {
        const product =
          ((places[i * d + one] ?? 0) - (centre[one] ?? 0)) *
          ((places[i * d + other] ?? 0) - (centre[other] ?? 0));
        covariance[one * d + other] = (covariance[one * d + other] ?? 0) + product / count;
      }
    }
  }
  return covariance;
}

/** The lower triangle L with LL' = the matrix; a direction without any spread stays without. */
function choleskyOf(matrix: Float64Array, d: number): Float64Array {
  const lower = new Float64Array(d * d);
  for (let i = 0; i < d; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = matrix[i * d + j] ?? 0;
      for (let k = 0; k < j; k += 1) sum -= (lower[i * d + k] ?? 0) * (lower[j * d + k] ?? 0);
      const pivot = lower[j * d + j] ?? 0;
      if (i === j) lower[i * d + i] = Math.sqrt(Math.max(0, sum));
      else lower[i * d + j] = pivot > 0 ? sum / pivot : 0;
    }
  }
  return lower;
}

function solved(lower: Float64Array, right: Float64Array): Float64Array {
  const d = right.length;
  const x = Float64Array.from(right);
  for (let i = 0; i < d; i += 1) {
    for (let k = 0; k < i; k += 1) x[i] = (x[i] ?? 0) - (lower[i * d + k] ?? 0) * (x[k] ?? 0);
    x[i] = (x[i] ?? 0) / (lower[i * d + i] ?? 1);
  }
  for (let i = d - 1; i >= 0; i -= 1) {
    for (let k = i + 1; k < d; k += 1) x[i] = (x[i] ?? 0) - (lower[k * d + i] ?? 0) * (x[k] ?? 0);
    x[i] = (x[i] ?? 0) / (lower[i * d + i] ?? 1);
  }
  return x;
}

function timesRow(matrix: Float64Array, row: number, d: number, vector: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < d; k += 1) sum += (matrix[row * d + k] ?? 0) * (vector[k] ?? 0);
  return sum;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviationsAbove(value: number, nulls: readonly number[]): number {
  const middle = mean(nulls);
  const spread = Math.sqrt(
    nulls.reduce((sum, each) => sum + (each - middle) ** 2, 0) / Math.max(1, nulls.length - 1),
  );
  if (spread > 1e-9 * Math.max(1, Math.abs(middle))) return (value - middle) / spread;
  return value > middle * (1 + 1e-6) ? 1_000 : 0;
}
