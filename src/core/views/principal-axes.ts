import type { Poll } from './poll.ts';
import { seededRandom } from './seeded-random.ts';
import { type Eigen, tridiagonalEigen } from './tridiagonal.ts';

/** What is reckoned on: rows of a poll, with the value that stands in each cell that was seen. */
export interface Cells {
  readonly rows: number;
  readonly width: number;
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  /** By cell: how far the vote is from the mean of its statement. */
  readonly values: Float32Array | Float64Array;
  readonly scales: Float64Array;
}

/** Directions in which the rows differ most, and how much: variances, greatest first. */
export interface Axes {
  readonly variances: readonly number[];
  /** By axis, the loading of each statement. The one that is largest in size is positive. */
  readonly loadings: readonly Float64Array[];
}

/** The first rows of a poll, or those that are named, as deviations from the means. */
export function cellsOf(poll: Poll, chosen?: readonly number[]): Cells {
  const rows = chosen ?? Array.from({ length: poll.placed }, (_, row) => row);
  const starts = new Int32Array(rows.length + 1);
  for (const [index, row] of rows.entries()) {
    const length = (poll.starts[row + 1] ?? 0) - (poll.starts[row] ?? 0);
    starts[index + 1] = (starts[index] ?? 0) + length;
  }
  const total = starts[rows.length] ?? 0;
  const columns = new Int32Array(total);
  const values = new Float32Array(total);
  let to = 0;
  for (const row of rows) {
    const end = poll.starts[row + 1] ?? 0;
    for (let at = poll.starts[row] ?? 0; at < end; at += 1, to += 1) {
      const column = poll.columns[at] ?? 0;
      columns[to] = column;
      values[to] = (poll.values[at] ?? 0) - (poll.means[column] ?? 0);
    }
  }
  const scales = Float64Array.from(rows, (row) => poll.scales[row] ?? 0);
  return { rows: rows.length, width: poll.statements.length, starts, columns, values, scales };
}

/**
 * Principal axes of the scaled rows by Lanczos' method on X'X, which is never written out: each step
 * costs four operations a vote. Every new direction is made orthogonal to all before it, and where
 * none is left the search begins anew, so that few statements and equal variances come out right.
 */
export function principalAxes(cells: Cells, count: number, tolerance = 1e-6): Axes {
  const { width } = cells;
  const wanted = Math.min(count, width);
  if (wanted === 0) return { variances: [], loadings: [] };
  const random = seededRandom(width);
  const basis: Float64Array[] = [];
  const diagonal: number[] = [];
  const beside: number[] = [];
  let next = orthogonal(randomVector(width, random), basis);
  for (let step = 0; step < Math.min(width, mostSteps); step += 1) {
    basis.push(next);
    const image = applied(cells, next);
    diagonal.push(dot(image, next));
    const rest = orthogonalised(image, basis);
    const length = Math.sqrt(dot(rest, rest));
    const size = Math.max(...diagonal);
    const stuck = length <= 1e-10 * size || size <= 0;
    const enough = basis.length >= wanted && (basis.length % 4 === 0 || stuck);
    if (enough) {
      if (!stuck && converged(tridiagonalEigen(diagonal, beside), wanted, length, tolerance)) break;
    }
    beside.push(stuck ? 0 : length);
    next = stuck ? orthogonal(randomVector(width, random), basis) : scaled(rest, 1 / length);
  }
  const eigen = tridiagonalEigen(diagonal, beside);
  const variances = eigen.values.slice(0, wanted).map((value) => Math.max(0, value));
  return {
    variances,
    loadings: eigen.vectors.slice(0, wanted).map((vector) => upright(combined(basis, vector))),
  };
}

/** Where each row falls on the axes: `axes.length` numbers a row. */
export function projected(cells: Cells, loadings: readonly Float64Array[]): Float64Array {
  const d = loadings.length;
  const points = new Float64Array(cells.rows * d);
  for (let row = 0; row < cells.rows; row += 1) {
    const end = cells.starts[row + 1] ?? 0;
    for (let axis = 0; axis < d; axis += 1) {
      const loading = loadings[axis] ?? none;
      let sum = 0;
      for (let at = cells.starts[row] ?? 0; at < end; at += 1) {
        sum += (cells.values[at] ?? 0) * (loading[cells.columns[at] ?? 0] ?? 0);
      }
      points[row * d + axis] = sum * (cells.scales[row] ?? 0);
    }
  }
  return points;
}

const none = new Float64Array(0);

/** Noise alone needs about ninety steps for axes that a few votes more would turn anyway. */
const mostSteps = 120;

function applied(
  { rows, starts, columns, values, scales }: Cells,
  vector: Float64Array,
): Float64Array {
  const image = new Float64Array(vector.length);
  for (let row = 0; row < rows; row += 1) {
    const begin = starts[row] ?? 0;
    const end = starts[row + 1] ?? 0;
    let sum = 0;
    for (let at = begin; at < end; at += 1) {
      sum += (values[at] ?? 0) * (vector[columns[at] ?? 0] ?? 0);
    }
    const scale = scales[row] ?? 0;
    sum *= scale * scale;
    for (let at = begin; at < end; at += 1) {
      const column = columns[at] ?? 0;
      image[column] = (image[column] ?? 0) + sum * (values[at] ?? 0);
    }
  }
  return image;
}

function converged(eigen: Eigen, wanted: number, length: number, tolerance: number): boolean {
  const size = eigen.values[0] ?? 0;
  return eigen.vectors
    .slice(0, wanted)
    .every((vector) => length * Math.abs(vector[vector.length - 1] ?? 0) <= tolerance * size);
}

/** Twice, for the first time leaves rounding behind. */
function orthogonalised(vector: Float64Array, basis: readonly Float64Array[]): Float64Array {
  for (let round = 0; round < 2; round += 1) {
    for (const each of basis) {
      const part = dot(vector, each);
      for (let i = 0; i < vector.length; i += 1) {
        vector[i] = (vector[i] ?? 0) - part * (each[i] ?? 0);
      }
    }
  }
  return vector;
}

function orthogonal(vector: Float64Array, basis: readonly Float64Array[]): Float64Array {
  const rest = orthogonalised(vector, basis);
  const length = Math.sqrt(dot(rest, rest));
  return scaled(rest, length > 0 ? 1 / length : 0);
}

function combined(basis: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(basis[0]?.length ?? 0);
  for (const [k, each] of basis.entries()) {
    const weight = weights[k] ?? 0;
    for (let i = 0; i < sum.length; i += 1) sum[i] = (sum[i] ?? 0) + weight * (each[i] ?? 0);
  }
  return sum;
}

/** An axis has no direction of its own: the loading that is largest in size is made positive. */
function upright(loading: Float64Array): Float64Array {
  let largest = 0;
  // A hair's breadth, so that rounding does not choose between two that are equal.
  for (const each of loading) if (Math.abs(each) > Math.abs(largest) + 1e-9) largest = each;
  return largest < 0 ? scaled(loading, -1) : loading;
}

function randomVector(length: number, random: () => number): Float64Array {
  return Float64Array.from({ length }, () => random() - 0.5);
}

function scaled(vector: Float64Array, factor: number): Float64Array {
  return vector.map((value) => value * factor);
}

function dot(one: Float64Array, other: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < one.length; i += 1) sum += (one[i] ?? 0) * (other[i] ?? 0);
  return sum;
}
