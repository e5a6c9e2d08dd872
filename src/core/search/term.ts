/**
 * Brings a word to the root that its inflected forms share; handed in, so that the core depends
 * on no dictionary. `language` is an ISO 639-1 code. Must be deterministic.
 */
export type Stemmer = (word: string, language: string) => string;

/** One occurrence of a term in a text. */
export interface Term {
  readonly term: string;
  /** Counts words, stop words included, so that neighbours differ by one. */
  readonly position: number;
  /** The occurrence in the source text: UTF-16 offsets, end exclusive. */
  readonly start: number;
  readonly end: number;
  /**
   * `whole` joins what a hyphen parts (multi-stakeholder -> multistakeholder), `part` is a piece
   * of such a whole. A whole does not count towards the length of a text.
   */
  readonly role: 'word' | 'whole' | 'part';
}

/** Longer words are cut to this many characters, in the index as in the query. */
export const longestTerm = 64;
