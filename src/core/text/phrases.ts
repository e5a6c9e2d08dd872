import { isWord, type Token } from './tokens.ts';

/** So many words that stay between two changes are told with them. */
const widestIsland = 2;
/** A change that is longer already is no phrase: what comes behind it is told by itself. */
const longestPhrase = 200;

/** Whether two changes with these words between them, told as one, make a phrase and not confetti. */
export function isIsland(between: readonly Token[]): boolean {
  return between.filter(isWord).length <= widestIsland;
}

/** Whether a change of so many tokens out and in still grows. Growth without end takes the square of time. */
export function isPhrase(removed: number, inserted: number): boolean {
  return Math.max(removed, inserted) < longestPhrase;
}
