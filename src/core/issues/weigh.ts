import { toUnit } from './dense.ts';
import type { Rows } from './word-table.ts';

/** A text as the words it uses, weighted so that the squares add up to one. */
export interface Weighed {
  /** Numbers of words, each once. */
  readonly words: Int32Array;
  readonly weights: Float32Array;
}

export function weighedRow(rows: Rows, row: number): Weighed {
  const [from, to] = [rows.starts[row] ?? 0, rows.starts[row + 1] ?? 0];
  return { words: rows.columns.subarray(from, to), weights: rows.values.subarray(from, to) };
}

/** How much a word tells that is in so many of the documents. */
export function rarityOf(frequency: number, documents: number): number {
  return 1 + Math.log((1 + documents) / (1 + frequency));
}

export function rarities(frequencies: Int32Array, documents: number): Float32Array {
  return Float32Array.from(frequencies, (frequency) => rarityOf(frequency, documents));
}

/** TF-IDF with the logarithm of the count, each row one long. */
export function weigh({ starts, columns, values }: Rows, rarity: Float32Array): Rows {
  const weights = new Float32Array(values.length);
  for (let row = 0; row + 1 < starts.length; row += 1) {
    const [from, to] = [starts[row] ?? 0, starts[row + 1] ?? 0];
    for (let at = from; at < to; at += 1) {
      weights[at] = (1 + Math.log(values[at] ?? 1)) * (rarity[columns[at] ?? 0] ?? 0);
    }
    toUnit(weights.subarray(from, to));
  }
  return { starts, columns, values: weights };
}
