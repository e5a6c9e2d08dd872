import type { Stemmer } from '../search/term.ts';
import { addRow, dense, dot, rowOf, toUnit, type Dense } from './dense.ts';
import { byId, type Document } from './document.ts';
import { randomFrom } from './random.ts';
import { rightSingularVectors, type Operator } from './svd.ts';
import { rarities, rarityOf, weigh, weighedRow, type Weighed } from './weigh.ts';
import { countWords, piecesOf, wordTable, type Rows } from './word-table.ts';

export interface SpaceOptions {
  /** Brings words to their roots; see #core/search/term.ts. */
  readonly stem: Stemmer;
  /** Where the random directions begin. The same seed and documents give the same space. */
  readonly seed?: number;
  readonly dimensions?: number;
}

/** Where texts of like content lie close, learnt from the texts themselves. */
export interface Space {
  /** In the order of their ids, whatever order they came in. */
  readonly documents: readonly Document[];
  readonly stem: Stemmer;
  /** How many words are known. */
  readonly wordCount: number;
  readonly wordOf: (word: number) => string;
  /** In how many documents a word occurs. */
  readonly frequency: (word: number) => number;
  /** A row for each document, one long, or of zeros for a text without a known word. */
  readonly vectors: Dense;
  readonly weighed: (document: number) => Weighed;
  /** Where a text that need not be among the documents lies, and the words of it that are known. */
  readonly place: (text: string, language?: string) => Placed;
}

export interface Placed {
  readonly vector: Float32Array;
  readonly weighed: Weighed;
}

const usualDimensions = 100;
/** What words have of the likeness of two texts; the rest is of the pieces of words. */
const wordShare = 0.7;
/** More documents than this add nothing to what directions there are, only time. */
const fitted = 10_000;

/**
 * Builds the space of a collection: words and pieces of words weighed by TF-IDF, and of them the
 * directions in which the texts differ most. Source: Deerwester and others, "Indexing by latent
 * semantic analysis" (1990).
 */
export function buildSpace(documents: readonly Document[], options: SpaceOptions): Space {
  const { stem, seed = 1, dimensions = usualDimensions } = options;
  const sorted = [...documents].sort(byId);
  const table = wordTable(sorted, stem);
  const names = [...table.words.keys()];
  const rarity = rarities(table.frequencies, sorted.length);
  const rows = weigh(table.counts, rarity);
  const pieces = pieceRows(names, table.counts, sorted.length);
  const pieceScale = pieceScales(rows, pieces);

  const every = Math.max(1, Math.ceil(sorted.length / fitted));
  const sample = Int32Array.from(
    { length: Math.ceil(sorted.length / every) },
    (_, at) => at * every,
  );
  const operator = likenessOperator(rows, pieces, pieceScale, sample);
  const directions = rightSingularVectors(operator, dimensions, randomFrom(seed));
  const wordVectors = vectorsOfWords(directions, pieces, names.length);

  const vectors = dense(sorted.length, directions.width);
  for (let row = 0; row < sorted.length; row += 1) {
    const scale = pieceScale[row] ?? 0;
    for (let at = rows.starts[row] ?? 0; at < (rows.starts[row + 1] ?? 0); at += 1) {
      const weight = rows.values[at] ?? 0;
      const word = rows.columns[at] ?? 0;
      addRow(vectors, row, wordVectors.words, word, wordPart * weight);
      addRow(vectors, row, wordVectors.pieces, word, piecePart * weight * scale);
    }
    toUnit(rowOf(vectors, row));
  }

  const place = (text: string, language?: string): Placed => {
    const counted = [...countWords(text, language, stem)];
    const known: [number, number][] = [];
    const sum = dense(1, directions.width);
    const newPieces: [Int32Array, number][] = [];
    for (const [term, count] of counted) {
      const word = table.words.get(term);
      const tf = 1 + Math.log(count);
      if (word !== undefined) known.push([word, tf * (rarity[word] ?? 0)]);
      else newPieces.push([pieces.numbersOf(term), tf * rarityOf(0, sorted.length)]);
    }
    known.sort((one, other) => one[0] - other[0]);
    const words = Int32Array.from(known, ([word]) => word);
    const weights = Float32Array.from(known, ([, weight]) => weight);
    toUnit(weights);
    // As for the documents, the pieces count by their own length.
    const rowsHere: Rows = {
      starts: Int32Array.of(0, words.length),
      columns: words,
      values: weights,
    };
    const [scale = 0] = pieceScales(rowsHere, pieces);
    for (let at = 0; at < words.length; at += 1) {
      addRow(sum, 0, wordVectors.words, words[at] ?? 0, wordPart * (weights[at] ?? 0));
      addRow(sum, 0, wordVectors.pieces, words[at] ?? 0, piecePart * (weights[at] ?? 0) * scale);
    }
    const vector = rowOf(sum, 0);
    if (words.length === 0) {
      for (const [numbers, weight] of newPieces) {
        for (const number of numbers) {
          addRow(sum, 0, directions, names.length + number, weight * (pieces.rarity[number] ?? 0));
        }
      }
    }
    toUnit(vector);
    return { vector, weighed: { words, weights } };
  };

  return {
    documents: sorted,
    stem,
    wordCount: names.length,
    wordOf: (word) => names[word] ?? '',
    frequency: (word) => table.frequencies[word] ?? 0,
    vectors,
    weighed: (document) => weighedRow(rows, document),
    place,
  };
}

/** How like two texts are by their place in the space: from 0 (nothing in common) to 1. */
export function closeness(one: Float32Array, other: Float32Array): number {
  return Math.min(1, Math.max(0, dot(one, other)));
}

const wordPart = Math.sqrt(wordShare);
const piecePart = Math.sqrt(1 - wordShare);

interface Pieces {
  /** For each word the numbers of its pieces, which may be few, each weighed by its rarity. */
  readonly rows: Rows;
  readonly count: number;
  readonly rarity: Float32Array;
  readonly numbersOf: (word: string) => Int32Array;
}

function pieceRows(names: readonly string[], counts: Rows, documents: number): Pieces {
  const numbers = new Map<string, number>();
  const columns: number[] = [];
  const starts = new Int32Array(names.length + 1);
  for (const [word, name] of names.entries()) {
    for (const piece of piecesOf(name)) {
      let number = numbers.get(piece);
      if (number === undefined) numbers.set(piece, (number = numbers.size));
      columns.push(number);
    }
    starts[word + 1] = columns.length;
  }
  const frequencies = new Int32Array(numbers.size);
  const lastSeen = new Int32Array(numbers.size).fill(-1);
  for (let row = 0; row < documents; row += 1) {
    for (let at = counts.starts[row] ?? 0; at < (counts.starts[row + 1] ?? 0); at += 1) {
      const word = counts.columns[at] ?? 0;
      for (let of = starts[word] ?? 0; of < (starts[word + 1] ?? 0); of += 1) {
        const number = columns[of] ?? 0;
        if (lastSeen[number] === row) continue;
        lastSeen[number] = row;
        frequencies[number] = (frequencies[number] ?? 0) + 1;
      }
    }
  }
  const rarity = rarities(frequencies, documents);
  return {
    rows: {
      starts,
      columns: Int32Array.from(columns),
      values: Float32Array.from(columns, (number) => rarity[number] ?? 0),
    },
    count: numbers.size,
    rarity,
    numbersOf: (word) =>
      Int32Array.from(piecesOf(word).flatMap((piece) => numbers.get(piece) ?? [])),
  };
}

/** For each row what its pieces must be multiplied by to be one long together. */
function pieceScales({ starts, columns, values }: Rows, pieces: Pieces): Float32Array {
  const sums = new Float64Array(pieces.count);
  const scales = new Float32Array(starts.length - 1);
  const touched: number[] = [];
  for (let row = 0; row + 1 < starts.length; row += 1) {
    touched.length = 0;
    for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at += 1) {
      const word = columns[at] ?? 0;
      const weight = values[at] ?? 0;
      for (
        let of = pieces.rows.starts[word] ?? 0;
        of < (pieces.rows.starts[word + 1] ?? 0);
        of += 1
      ) {
        const number = pieces.rows.columns[of] ?? 0;
        if (sums[number] === 0) touched.push(number);
        sums[number] = (sums[number] ?? 0) + weight * (pieces.rows.values[of] ?? 0);
      }
    }
    let square = 0;
    for (const number of touched) {
      square += (sums[number] ?? 0) ** 2;
      sums[number] = 0;
    }
    scales[row] = square > 0 ? 1 / Math.sqrt(square) : 0;
  }
  return scales;
}

/**
 * The matrix of documents by words and pieces. A document's pieces are those of its words, so that
 * half of the matrix is a product of two thinner ones and is never written out.
 */
function likenessOperator(
  rows: Rows,
  pieces: Pieces,
  pieceScale: Float32Array,
  sample: Int32Array,
): Operator {
  const words = pieces.rows.starts.length - 1;
  const eachEntry = (visit: (row: number, word: number, weight: number, scale: number) => void) => {
    for (let row = 0; row < sample.length; row += 1) {
      const document = sample[row] ?? 0;
      const scale = (pieceScale[document] ?? 0) * piecePart;
      for (let at = rows.starts[document] ?? 0; at < (rows.starts[document + 1] ?? 0); at += 1) {
        visit(row, rows.columns[at] ?? 0, rows.values[at] ?? 0, scale);
      }
    }
  };
  return {
    rows: sample.length,
    columns: words + pieces.count,
    times(right) {
      const { pieces: ofPieces } = vectorsOfWords(right, pieces, words);
      const product = dense(sample.length, right.width);
      eachEntry((row, word, weight, scale) => {
        addRow(product, row, right, word, weight * wordPart);
        addRow(product, row, ofPieces, word, weight * scale);
      });
      return product;
    },
    transposedTimes(left) {
      const product = dense(words + pieces.count, left.width);
      const ofPieces = dense(words, left.width);
      eachEntry((row, word, weight, scale) => {
        addRow(product, word, left, row, weight * wordPart);
        addRow(ofPieces, word, left, row, weight * scale);
      });
      for (let word = 0; word < words; word += 1) {
        for (
          let at = pieces.rows.starts[word] ?? 0;
          at < (pieces.rows.starts[word + 1] ?? 0);
          at += 1
        ) {
          const number = pieces.rows.columns[at] ?? 0;
          addRow(product, words + number, ofPieces, word, pieces.rows.values[at] ?? 0);
        }
      }
      return product;
    },
  };
}

/** Where each word lies: by itself, and by the pieces it is made of. */
function vectorsOfWords(directions: Dense, pieces: Pieces, words: number) {
  const ofPieces = dense(words, directions.width);
  for (let word = 0; word < words; word += 1) {
    for (
      let at = pieces.rows.starts[word] ?? 0;
      at < (pieces.rows.starts[word + 1] ?? 0);
      at += 1
    ) {
      const number = pieces.rows.columns[at] ?? 0;
      addRow(ofPieces, word, directions, words + number, pieces.rows.values[at] ?? 0);
    }
  }
  return { words: directions, pieces: ofPieces };
}
