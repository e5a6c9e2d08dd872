import { columnProducts, dense, timesSmall, type Dense } from './dense.ts';
import { normalFrom } from './random.ts';
import { symmetricEigen } from './symmetric-eigen.ts';

/** A matrix known by what it does, so that it need not be written out. */
export interface Operator {
  readonly rows: number;
  readonly columns: number;
  /** The matrix times one of `columns` rows. */
  times(right: Dense): Dense;
  /** The matrix on its side times one of `rows` rows. */
  transposedTimes(left: Dense): Dense;
}

/** Directions tried beyond those wanted, and times the matrix is applied again to part them. */
const beyond = 10;
const powers = 3;
/** A matrix with no more rows is looked at in all its directions, and nothing is left to chance. */
const fewRows = 200;
/** A direction this much shorter than the longest is rounding error. */
const negligible = 1e-5;

/**
 * The right singular vectors of the greatest singular values, as columns: `rank` of them, or as many
 * as the matrix has. By random projection and power iteration; the same for the same `random`.
 * Source: Halko, Martinsson and Tropp, "Finding structure with randomness" (2011), algorithm 4.4.
 */
export function rightSingularVectors(matrix: Operator, rank: number, random: () => number): Dense {
  let basis = identity(matrix.rows);
  if (matrix.rows > fewRows) {
    basis = dense(matrix.rows, Math.min(rank + beyond, matrix.columns));
    const normal = normalFrom(random);
    for (let at = 0; at < basis.values.length; at += 1) basis.values[at] = normal();
    for (let turn = 0; turn < powers; turn += 1) {
      basis = orthonormal(matrix.times(matrix.transposedTimes(basis)));
    }
  }
  return firstColumns(orthonormal(matrix.transposedTimes(basis)), rank);
}

function identity(size: number): Dense {
  const matrix = dense(size, size);
  for (let at = 0; at < size; at += 1) matrix.values[at * size + at] = 1;
  return matrix;
}

function firstColumns({ rows, width, values }: Dense, kept: number): Dense {
  if (width <= kept) return { rows, width, values };
  const first = dense(rows, kept);
  for (let row = 0; row < rows; row += 1) {
    first.values.set(values.subarray(row * width, row * width + kept), row * kept);
  }
  return first;
}

/**
 * An orthonormal basis of what the columns span, the direction of most of it first, without those
 * that are only error.
 */
function orthonormal(columns: Dense): Dense {
  const width = columns.width;
  const { values, vectors } = symmetricEigen(columnProducts(columns), width);
  const kept = countKept(values, width);
  const turn = new Float64Array(width * kept);
  for (let row = 0; row < width; row += 1) {
    for (let at = 0; at < kept; at += 1) {
      turn[row * kept + at] = (vectors[row * width + at] ?? 0) / Math.sqrt(values[at] ?? 1);
    }
  }
  return { ...timesSmall(columns, turn), width: kept };
}

function countKept(squares: Float64Array, width: number): number {
  const least = Math.max((squares[0] ?? 0) * negligible ** 2, 1e-30);
  let kept = 0;
  while (kept < width && (squares[kept] ?? 0) > least) kept += 1;
  return kept;
}
