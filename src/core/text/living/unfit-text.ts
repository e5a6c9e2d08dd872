import { refused } from '../../result.ts';
import type { TextState } from './state.ts';

/** Two million characters: some three hundred thousand words. */
export const longestText = 2_000_000;
/** The longest drafts have a thousand brackets and as many paragraphs; all readers wait for more. */
export const mostBrackets = 20_000;
export const mostLines = 30_000;

/**
 * Words and signs that a text may hold with all that was ever proposed for it and said of it: the
 * whole is read for every page, and what was withdrawn stays in it.
 */
export const mostHeld = 1_500_000;

/** Refuses what cannot be kept as words: too much of it, or with characters that are none. */
export function unfitText(text: string): ReturnType<typeof refused> | undefined {
  if (text.length > longestText) return refused('text-too-long', { limit: longestText });
  if (countOf('[', text) > mostBrackets) {
    return refused('text-too-many-brackets', { limit: mostBrackets });
  }
  if (countOf('\n', text) > mostLines) return refused('text-too-many-lines', { limit: mostLines });
  // With an override words would be shown in another order than they are kept in.
  const control = /[[\p{Cc}--[\t\n\r]]\u202d\u202e]/v.exec(text);
  const lone = text.isWellFormed() ? undefined : /\p{Surrogate}/u.exec(text);
  const found = control ?? lone;
  if (!found) return undefined;
  const lines = text.slice(0, found.index).split(/\r\n?|\n/);
  const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  return refused('text-unfit', {
    line: lines.length,
    column: (lines.at(-1)?.length ?? 0) + 1,
    character: `U+${code}`,
  });
}

/** Whether a text with `more` words would hold more than it may. */
export function isFull({ sources, hunks, comments }: TextState, more: number): boolean {
  let held = more;
  for (const tokens of Object.values(sources)) held += tokens.length;
  for (const { insert } of hunks) held += insert.length + wordsOfHunk;
  for (const { words, anchor } of comments) held += (words.length + anchor.quote.length) / perWord;
  return held > mostHeld;
}

/** What a proposal takes besides its words, and the characters of a word. */
const wordsOfHunk = 20;
const perWord = 6;

function countOf(sign: string, text: string): number {
  let count = 0;
  for (let at = text.indexOf(sign); at >= 0; at = text.indexOf(sign, at + 1)) count++;
  return count;
}
