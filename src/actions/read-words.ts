import { tidyText } from '#core/group/read-settings.ts';
import { done, refused, type Result } from '#core/result.ts';

/** Reasons, explanations and comments: pages of them, but not books. */
const longestWords = 20_000;
const longestTitle = 300;

/** What somebody says of a change, tidied; empty where they said nothing. */
export function readWords(words: string | undefined, field: string): Result<string> {
  const tidy = tidyText(words ?? '');
  if (tidy.length > longestWords) return refused('too-long', { field, limit: longestWords });
  return done(tidy);
}

/** The same where something must be said; `code` tells what for. */
export function readNeededWords(
  words: string | undefined,
  field: string,
  code: string,
): Result<string> {
  const read = readWords(words, field);
  return read.ok && read.value === '' ? refused(code, { field }) : read;
}

export function readTitle(title: string): Result<string> {
  const tidy = title
    .toWellFormed()
    // Marks that would turn around what is written behind the title.
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
  if (tidy === '') return refused('title-missing', { field: 'title' });
  if (tidy.length > longestTitle)
    return refused('too-long', { field: 'title', limit: longestTitle });
  return done(tidy);
}
