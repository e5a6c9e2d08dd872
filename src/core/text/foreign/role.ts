import type { StatusKind } from './foreign-text.ts';

/** What a bracket or brace is there for. */
export type Role =
  | { readonly role: 'words' }
  | { readonly role: 'blank' }
  | { readonly role: 'status'; readonly status: StatusKind }
  | { readonly role: 'placeholder' | 'note' | 'renumbering' };

/** Where a bracket stands, which tells a bare `[Agreed]` from a disputed word. */
export interface Standing {
  readonly startsParagraph: boolean;
  readonly endsParagraph: boolean;
  readonly afterSentence: boolean;
}

/** Told by the words inside; more than these first characters are never looked at. */
export const longestRead = 240;

export function roleOf(content: string, standing: () => Standing): Role {
  const words = content
    .slice(0, longestRead)
    .replace(/[*_\\]/g, '')
    .trim();
  if (blank.test(words) && content.length < 20) return { role: 'blank' };
  if (placeholder.test(words)) return { role: 'placeholder' };
  if (content.length >= longestRead) return { role: 'words' };
  if (renumbering.test(words)) return { role: 'renumbering' };
  if (note.test(words)) return { role: 'note' };
  const status = statusOf(words);
  if (status === undefined) return { role: 'words' };
  return !plain.test(words) || isMark(words, standing())
    ? { role: 'status', status }
    : { role: 'words' };
}

/** The same inside braces, where everything is about the text. */
export function roleInBraces(content: string): Role {
  const words = content
    .slice(0, longestRead)
    .replace(/[*_\\]/g, '')
    .trim();
  if (placeholder.test(words)) return { role: 'placeholder' };
  const status = content.length < longestRead ? statusOf(words) : undefined;
  return status ? { role: 'status', status } : { role: 'note' };
}

const blank = /^(?:\?{1,3}|[xX]{1,4}|[yYnN]|[A-Z]?X{1,4}|20[xXyY]{2}|TBD|tbd|[.…_\-–—\s]*)$/;
const placeholder = /^place\s?-?holder\b/i;
const renumbering =
  /^(?:(?:former|formerly|previous(?:ly)?|ex|old)\s)?(?:para(?:graph)?s?\.?|art(?:icle)?s?\.?|OP|PP)\s?\d[\d\w.]*(?:\s(?:bis|ter|alt))?\s(?:of|in|from)\s(?:the\s)?(?:rev|previous|draft|zero|co-?chair|version)/i;
const note =
  /^(?:(?:drafting|editor(?:'s|’s|ial)?|facilitators?(?:'|’)?|co-?chairs?(?:'|’)?|secretariat)\s)?note(?::|\sby\sthe\b)/i;

/** `agreed` and no more: could be a disputed word as well. */
const plain = /^(?:agreed|closed)[.:]?$/i;
const adReferendum =
  /^(?:provisionally\s)?agreed,?\s(?:in\s[\w\s-]{1,30}\s)?ad[\s-]ref(?:erendum|\.|\b)/i;
const pending = /^(?:provisionally\s)?agreed\b[^.;]{0,60}\bpending\b/i;
const inPrinciple = /^agreed\sin\sprinciple\b/i;
const inBody =
  /^agreed\s(?:in|at|by)\s(?:the\s)?(?:informals?|informal[\s-]informals?|cow|committee|plenary|working\sgroup|wg|drafting\sgroup|contact\sgroup|small\sgroup|sub-?group|room|caucus)\b[^;]{0,60}$/i;
const closure = /^(?:suggested|proposed|recommended)\sfor\s(?:closure|closing|agreement)\b/i;
const dated = /^agreed(?:\s(?:on|as\sof)\s|,\s|\s)\d[\w\s./:-]{0,40}$/i;

function statusOf(words: string): StatusKind | undefined {
  if (closure.test(words)) return 'suggested-for-closure';
  if (pending.test(words)) return 'agreed-pending';
  if (adReferendum.test(words)) return 'agreed-ad-referendum';
  if (inPrinciple.test(words)) return 'agreed-in-principle';
  if (inBody.test(words)) return 'agreed-in-body';
  if (dated.test(words)) return 'agreed';
  if (!plain.test(words)) return undefined;
  return /^closed/i.test(words) ? 'closed' : 'agreed';
}

function isMark(
  words: string,
  { startsParagraph, endsParagraph, afterSentence }: Standing,
): boolean {
  if (startsParagraph && endsParagraph) return true;
  if (/^\p{Lu}/u.test(words)) return startsParagraph || endsParagraph;
  return endsParagraph && afterSentence;
}
