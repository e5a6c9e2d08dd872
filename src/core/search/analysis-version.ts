/**
 * The version of everything that decides which terms a text has: tokens, folding, stop words and
 * stemmers. Stored with an index; an index of another version is built anew.
 */
export const analysisVersion = 1;
