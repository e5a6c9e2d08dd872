/**
 * Learns, one example at a time, which linear function tells the examples of a kind from all
 * others: least squares with a penalty on steep functions (ridge regression). The sums are kept and
 * the functions solved for when asked, so that the order of examples does not matter, and an
 * example can be taken away again. Source: Hoerl and Kennard, "Ridge regression" (1970).
 */
export class LeastSquares {
  private readonly width: number;
  private readonly products: Float64Array;
  private readonly targets = new Map<string, Float64Array>();
  private factor: Float64Array | undefined;
  private readonly solved = new Map<string, Float64Array>();

  /** Of an example only the first `size` numbers are looked at. `steepness`: the penalty, above zero. */
  constructor(size: number, steepness: number) {
    this.width = size + 1;
    this.products = new Float64Array(this.width * this.width);
    for (let at = 0; at < size; at += 1) this.products[at * this.width + at] = steepness;
    // What holds of every example alike, how frequent a kind is, is hardly penalised.
    this.products[this.width * this.width - 1] = 0.01;
  }

  /** Takes an example in with `sign` 1, and out again with -1. */
  learn(example: Float32Array, kind: string, sign: 1 | -1): void {
    const width = this.width;
    const scaled = this.scaled(example);
    let target = this.targets.get(kind);
    if (!target) this.targets.set(kind, (target = new Float64Array(width)));
    for (let row = 0; row < width; row += 1) {
      const one = scaled[row] ?? 0;
      target[row] = (target[row] ?? 0) + sign * one;
      for (let column = 0; column < width; column += 1) {
        const at = row * width + column;
        this.products[at] = (this.products[at] ?? 0) + sign * one * (scaled[column] ?? 0);
      }
    }
    this.factor = undefined;
    this.solved.clear();
  }

  /** How much an example seems of each kind: from 0, not at all, to 1. */
  scores(example: Float32Array, kinds: readonly string[]): readonly number[] {
    const scaled = this.scaled(example);
    return kinds.map((kind) => {
      const solution = this.solutionFor(kind);
      let sum = 0;
      for (let at = 0; at < scaled.length; at += 1) sum += (scaled[at] ?? 0) * (solution[at] ?? 0);
      return Math.min(1, Math.max(0, sum));
    });
  }

  /** The part looked at, one long, and a one for what holds of every example alike. */
  private scaled(example: Float32Array): Float64Array {
    const scaled = new Float64Array(this.width);
    let square = 0;
    for (let at = 0; at < this.width - 1; at += 1) square += (example[at] ?? 0) ** 2;
    const length = Math.sqrt(square);
    if (length > 1e-9) {
      for (let at = 0; at < this.width - 1; at += 1) scaled[at] = (example[at] ?? 0) / length;
    }
    scaled[this.width - 1] = 1;
    return scaled;
  }

  private solutionFor(kind: string): Float64Array {
    const known = this.solved.get(kind);
    if (known) return known;
    this.factor ??= cholesky(this.products, this.width);
    const target = this.targets.get(kind) ?? new Float64Array(this.width);
    const solution = solve(this.factor, target);
    this.solved.set(kind, solution);
    return solution;
  }
}

/** The lower triangle L with L·Lᵀ = matrix, which is positive definite. */
function cholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      let rest = matrix[row * size + column] ?? 0;
      for (let at = 0; at < column; at += 1) {
        rest -= (lower[row * size + at] ?? 0) * (lower[column * size + at] ?? 0);
      }
      lower[row * size + column] =
        row === column
          ? Math.sqrt(Math.max(rest, 1e-12))
          : rest / (lower[column * size + column] ?? 1);
    }
  }
  return lower;
}

function solve(lower: Float64Array, target: Float64Array): Float64Array {
  const size = target.length;
  const solution = Float64Array.from(target);
  for (let row = 0; row < size; row += 1) {
    let rest = solution[row] ?? 0;
    for (let at = 0; at < row; at += 1) rest -= (lower[row * size + at] ?? 0) * (solution[at] ?? 0);
    solution[row] = rest / (lower[row * size + row] ?? 1);
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    let rest = solution[row] ?? 0;
    for (let at = row + 1; at < size; at += 1) {
      rest -= (lower[at * size + row] ?? 0) * (solution[at] ?? 0);
    }
    solution[row] = rest / (lower[row * size + row] ?? 1);
  }
  return solution;
}
