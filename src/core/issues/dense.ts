/** Numbers in rows of one width, row behind row. */
export interface Dense {
  readonly rows: number;
  readonly width: number;
  readonly values: Float32Array;
}

export function dense(rows: number, width: number): Dense {
  return { rows, width, values: new Float32Array(rows * width) };
}

export function rowOf({ values, width }: Dense, row: number): Float32Array {
  return values.subarray(row * width, (row + 1) * width);
}

/** `target += factor · source`, row by row of two matrices of one width. */
export function addRow(
  target: Dense,
  row: number,
  source: Dense,
  sourceRow: number,
  factor: number,
): void {
  const width = target.width;
  const to = row * width;
  const from = sourceRow * width;
  const sums = target.values;
  const given = source.values;
  for (let at = 0; at < width; at += 1) {
    sums[to + at] = (sums[to + at] ?? 0) + factor * (given[from + at] ?? 0);
  }
}

export function dot(one: Float32Array, other: Float32Array): number {
  let sum = 0;
  for (let at = 0; at < one.length; at += 1) sum += (one[at] ?? 0) * (other[at] ?? 0);
  return sum;
}

/** Makes a vector one long; one of zeros stays as it is. */
export function toUnit(vector: Float32Array): void {
  const length = Math.sqrt(dot(vector, vector));
  if (!(length > 1e-12)) return void vector.fill(0);
  for (let at = 0; at < vector.length; at += 1) vector[at] = (vector[at] ?? 0) / length;
}

/** The products of all pairs of columns: a symmetric matrix of `width` rows, in double precision. */
export function columnProducts({ rows, width, values }: Dense): Float64Array {
  const products = new Float64Array(width * width);
  for (let row = 0; row < rows; row += 1) {
    const start = row * width;
    for (let one = 0; one < width; one += 1) {
      const factor = values[start + one] ?? 0;
      if (factor === 0) continue;
      const to = one * width;
      for (let other = one; other < width; other += 1) {
        products[to + other] = (products[to + other] ?? 0) + factor * (values[start + other] ?? 0);
      }
    }
  }
  for (let one = 0; one < width; one += 1) {
    for (let other = 0; other < one; other += 1) {
      products[one * width + other] = products[other * width + one] ?? 0;
    }
  }
  return products;
}

/** A matrix times a small one of `right.length / width` columns. */
export function timesSmall({ rows, width, values }: Dense, right: Float64Array): Dense {
  const columns = width === 0 ? 0 : right.length / width;
  const product = dense(rows, columns);
  const sums = new Float64Array(columns);
  for (let row = 0; row < rows; row += 1) {
    sums.fill(0);
    for (let inner = 0; inner < width; inner += 1) {
      const factor = values[row * width + inner] ?? 0;
      if (factor === 0) continue;
      const from = inner * columns;
      for (let at = 0; at < columns; at += 1) {
        sums[at] = (sums[at] ?? 0) + factor * (right[from + at] ?? 0);
      }
    }
    product.values.set(sums, row * columns);
  }
  return product;
}
