import { analyse } from '../search/analyse.ts';
import type { Stemmer } from '../search/term.ts';

/** Numbers of a row each, of any length, behind one another. */
export interface Rows {
  /** Row `r` is from `starts[r]` to `starts[r + 1]`. */
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Float32Array;
}

/** The words of texts, counted, and the pieces that words are made of. */
export interface WordTable {
  /** Numbers of words, in the order in which they were first met. */
  readonly words: ReadonlyMap<string, number>;
  /** For each text its words and how often. */
  readonly counts: Rows;
  /** In how many texts each word occurs. */
  readonly frequencies: Int32Array;
}

interface Spoken {
  readonly text: string;
  readonly language?: string | undefined;
}

/** Counts the words (roots, without stop words) of texts. */
export function wordTable(texts: readonly Spoken[], stem: Stemmer): WordTable {
  const words = new Map<string, number>();
  const starts = new Int32Array(texts.length + 1);
  const columns = new Growing();
  const values = new Growing();
  const frequencies: number[] = [];
  for (const [row, { text, language }] of texts.entries()) {
    for (const [term, count] of countWords(text, language, stem)) {
      let word = words.get(term);
      if (word === undefined) words.set(term, (word = words.size));
      frequencies[word] = (frequencies[word] ?? 0) + 1;
      columns.push(word);
      values.push(count);
    }
    starts[row + 1] = columns.length;
  }
  return {
    words,
    counts: { starts, columns: columns.toInts(), values: Float32Array.from(values.toInts()) },
    frequencies: Int32Array.from(frequencies),
  };
}

/** How often each word occurs in a text; what a hyphen joins counts by its parts and as a whole. */
export function countWords(
  text: string,
  language: string | undefined,
  stem: Stemmer,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { term } of analyse(text, language ?? 'und', stem)) {
    counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
}

const piece = 4;

/**
 * The runs of four characters of a word, its beginning and end marked; of a short word the word
 * itself. They bring together what no stemmer knows to be kin, in whatever language.
 */
export function piecesOf(word: string): readonly string[] {
  const marked = `^${word}$`;
  if (marked.length <= piece) return [marked];
  const pieces = new Set<string>();
  for (let at = 0; at + piece <= marked.length; at += 1) pieces.add(marked.slice(at, at + piece));
  return [...pieces];
}

/** A list of whole numbers that takes four bytes for each. */
class Growing {
  private numbers = new Int32Array(1024);
  length = 0;

  push(number: number): void {
    if (this.length === this.numbers.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.numbers);
      this.numbers = larger;
    }
    this.numbers[this.length] = number;
    this.length += 1;
  }

  toInts(): Int32Array {
    return this.numbers.slice(0, this.length);
  }
}
