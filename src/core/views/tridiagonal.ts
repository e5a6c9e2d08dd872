/** Eigenvalues, greatest first, with their vectors: vector `k` is `vectors[k]`. */
export interface Eigen {
  readonly values: readonly number[];
  readonly vectors: readonly Float64Array[];
}

/**
 * All eigenvalues and vectors of the symmetric matrix with this diagonal and this one beside it,
 * by the QL algorithm with implicit shifts (Bowdler, Martin, Reinsch and Wilkinson 1968).
 */
export function tridiagonalEigen(diagonal: readonly number[], beside: readonly number[]): Eigen {
  const n = diagonal.length;
  const d = Float64Array.from(diagonal);
  const e = new Float64Array(n);
  for (let i = 0; i + 1 < n; i += 1) e[i] = beside[i] ?? 0;
  // Vector k is the run of n numbers from k * n: rotations then touch two neighbouring runs.
  const z = new Float64Array(n * n);
  for (let i = 0; i < n; i += 1) z[i * n + i] = 1;
  for (let l = 0; l < n; l += 1) {
    for (let round = 0; round < mostRounds; round += 1) {
      const m = firstSplit(d, e, l);
      if (m === l) break;
      sweep(d, e, z, l, m);
    }
  }
  const order = Array.from({ length: n }, (_, k) => k).sort((a, b) => at(d, b) - at(d, a) || a - b);
  return {
    values: order.map((k) => at(d, k)),
    vectors: order.map((k) => z.slice(k * n, (k + 1) * n)),
  };
}

const mostRounds = 60;

function firstSplit(d: Float64Array, e: Float64Array, from: number): number {
  for (let m = from; m + 1 < d.length; m += 1) {
    const size = Math.abs(at(d, m)) + Math.abs(at(d, m + 1));
    if (Math.abs(at(e, m)) <= Number.EPSILON * size) return m;
  }
  return d.length - 1;
}

function sweep(d: Float64Array, e: Float64Array, z: Float64Array, l: number, m: number): void {
  const n = d.length;
  let g = (at(d, l + 1) - at(d, l)) / (2 * at(e, l));
  let r = Math.hypot(g, 1);
  g = at(d, m) - at(d, l) + at(e, l) / (g + (g < 0 ? -r : r));
  let s = 1;
  let c = 1;
  let p = 0;
  for (let i = m - 1; i >= l; i -= 1) {
    const f = s * at(e, i);
    const b = c * at(e, i);
    r = Math.hypot(f, g);
    e[i + 1] = r;
    if (r === 0) {
      d[i + 1] = at(d, i + 1) - p;
      e[m] = 0;
      return;
    }
    s = f / r;
    c = g / r;
    g = at(d, i + 1) - p;
    r = (at(d, i) - g) * s + 2 * c * b;
    p = s * r;
    d[i + 1] = g + p;
    g = c * r - b;
    for (let k = 0; k < n; k += 1) {
      const high = at(z, (i + 1) * n + k);
      const low = at(z, i * n + k);
      z[(i + 1) * n + k] = s * low + c * high;
      z[i * n + k] = c * low - s * high;
    }
  }
  d[l] = at(d, l) - p;
  e[l] = g;
  e[m] = 0;
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? 0;
}
