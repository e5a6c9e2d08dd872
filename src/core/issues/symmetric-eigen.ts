export interface Eigen {
  /** Greatest first. */
  readonly values: Float64Array;
  /** Eigenvector `j` is column `j`; rows of `values.length` numbers. */
  readonly vectors: Float64Array;
}

/**
 * The eigenvalues and eigenvectors of a symmetric matrix of a hundred rows or so, by cyclic Jacobi
 * rotations. Source: Golub and Van Loan, "Matrix Computations", section 8.5.
 */
export function symmetricEigen(matrix: Float64Array, size: number): Eigen {
  const a = Float64Array.from(matrix);
  const v = new Float64Array(size * size);
  for (let at = 0; at < size; at += 1) v[at * size + at] = 1;
  const scale = a.reduce((sum, value) => sum + value * value, 0);
  for (let sweep = 0; sweep < mostSweeps; sweep += 1) {
    if (offDiagonal(a, size) <= scale * 1e-24) break;
    for (let p = 0; p < size; p += 1) {
      for (let q = p + 1; q < size; q += 1) rotate(a, v, size, p, q);
    }
  }
  const order = Array.from({ length: size }, (_, at) => at).sort(
    (one, other) => (a[other * size + other] ?? 0) - (a[one * size + one] ?? 0) || one - other,
  );
  const vectors = new Float64Array(size * size);
  for (const [to, from] of order.entries()) {
    for (let row = 0; row < size; row += 1) vectors[row * size + to] = v[row * size + from] ?? 0;
  }
  return { values: Float64Array.from(order, (at) => a[at * size + at] ?? 0), vectors };
}

const mostSweeps = 30;

function offDiagonal(a: Float64Array, size: number): number {
  let sum = 0;
  for (let row = 0; row < size; row += 1) {
    for (let column = row + 1; column < size; column += 1)
      sum += (a[row * size + column] ?? 0) ** 2;
  }
  return sum;
}

/** Turns the plane of `p` and `q` so that their product vanishes. */
function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const apq = a[p * size + q] ?? 0;
  if (apq === 0) return;
  const theta = ((a[q * size + q] ?? 0) - (a[p * size + p] ?? 0)) / (2 * apq);
  if (!Number.isFinite(theta)) return;
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const c = 1 / Math.sqrt(t * t + 1);
  const s = t * c;
  for (let at = 0; at < size; at += 1) {
    const one = a[at * size + p] ?? 0;
    const other = a[at * size + q] ?? 0;
    a[at * size + p] = c * one - s * other;
    a[at * size + q] = s * one + c * other;
  }
  for (let at = 0; at < size; at += 1) {
    const one = a[p * size + at] ?? 0;
    const other = a[q * size + at] ?? 0;
    a[p * size + at] = c * one - s * other;
    a[q * size + at] = s * one + c * other;
    const left = v[at * size + p] ?? 0;
    const right = v[at * size + q] ?? 0;
    v[at * size + p] = c * left - s * right;
    v[at * size + q] = s * left + c * right;
  }
}
