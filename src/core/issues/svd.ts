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
  if (matrix.rows <= fewRows)
    return firstOf(orthonormal(matrix.transposedTimes(identity(matrix.rows))), rank);
  const width = Math.min(rank + beyond, matrix.rows, matrix.columns);
  const guess = dense(matrix.columns, width);
  const normal = normalFrom(random);
  for (let at = 0; at < guess.values.length; at += 1) guess.values[at] = normal();
  let basis = orthonormal(guess);
  for (let turn = 0; turn <= powers; turn += 1) {
    basis = orthonormal(matrix.transposedTimes(matrix.times(basis)));
  }
  const image = matrix.times(basis);
  const { values, vectors } = symmetricEigen(columnProducts(image), basis.width);
  const kept = Math.min(rank, countKept(values, basis.width));
  return timesSmall(basis, firstColumns(vectors, basis.width, kept));
}

function identity(size: number): Dense {
  const matrix = dense(size, size);
  for (let at = 0; at < size; at += 1) matrix.values[at * size + at] = 1;
  return matrix;
}

function firstOf({ rows, width, values }: Dense, kept: number): Dense {
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
  const { values, vectors } = symmetricEigen(columnProducts(columns), columns.width);
  const kept = countKept(values, columns.width);
  const turn = firstColumns(vectors, columns.width, kept);
  for (let at = 0; at < turn.length; at += 1) {
    turn[at] = (turn[at] ?? 0) / Math.sqrt(values[at % kept] ?? 1);
  }
  return timesSmall(columns, turn);
}

function countKept(squares: Float64Array, width: number): number {
  const least = (squares[0] ?? 0) * negligible ** 2;
  let kept = 0;
  while (kept < width && (squares[kept] ?? 0) > Math.max(least, 1e-30)) kept += 1;
  return kept;
}

function firstColumns(vectors: Float64Array, size: number, kept: number): Float64Array {
  const first = new Float64Array(size * kept);
  for (let row = 0; row < size; row += 1) {
    first.set(vectors.subarray(row * size, row * size + kept), row * kept);
  }
  return first;
}
