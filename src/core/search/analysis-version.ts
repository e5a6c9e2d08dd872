/**
 * The version of everything that decides which terms a text has: tokens, folding, stop words and
 * stemmers. Raised when a text comes to have other terms; part of the version of the projection.
 */
export const analysisVersion = 1;
