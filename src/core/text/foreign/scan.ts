import { character, classOf, classOfWide } from './character.ts';
import type { ForeignToken, ForeignTokenKind } from './foreign-text.ts';

export interface Scanned {
  readonly tokens: readonly ForeignToken[];
  readonly words: number;
}

/**
 * Cuts a text into tokens, losing nothing. A word is a run of letters and digits, with apostrophes
 * and hyphens inside it, and points and commas between digits; each ideograph is one of its own.
 */
export function scan(text: string, markdown: ReadonlySet<number>): Scanned {
  const tokens: ForeignToken[] = [];
  let words = 0;
  let at = 0;
  while (at < text.length) {
    const kind = kindAt(text, at, markdown);
    const end = endOf(text, at, kind);
    if (kind === 'word') words += 1;
    tokens.push({ kind, text: text.slice(at, end), offset: at });
    at = end;
  }
  return { tokens, words };
}

const brackets: Readonly<Record<number, ForeignTokenKind>> = {
  0x5b: 'open',
  0x5d: 'close',
  0x7b: 'braceOpen',
  0x7d: 'braceClose',
};

const kinds: Readonly<Record<number, ForeignTokenKind>> = {
  [character.mark]: 'mark',
  [character.letter]: 'word',
  [character.digit]: 'word',
  [character.ideograph]: 'word',
  [character.space]: 'space',
  [character.newline]: 'newline',
  [character.control]: 'control',
};

function kindAt(text: string, at: number, markdown: ReadonlySet<number>): ForeignTokenKind {
  const code = text.charCodeAt(at);
  const bracket = code >= 0x5b && code <= 0x7d ? brackets[code] : undefined;
  if (bracket) return code <= 0x5d && markdown.has(at) ? 'markdown' : bracket;
  return kinds[classAt(text, at)] ?? 'mark';
}

function classAt(text: string, at: number): number {
  const found = classOf(text.charCodeAt(at));
  return found === character.highHalf ? classOfWide(text.codePointAt(at) ?? 0) : found;
}

function widthAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

function endOf(text: string, at: number, kind: ForeignTokenKind): number {
  const next = at + widthAt(text, at);
  if (kind === 'word') return endOfWord(text, at, next);
  if (kind === 'newline') {
    return text.charCodeAt(at) === 13 && text.charCodeAt(next) === 10 ? next + 1 : next;
  }
  if (kind !== 'space') return next;
  let end = next;
  while (end < text.length && classOf(text.charCodeAt(end)) === character.space) end += 1;
  return end;
}

function endOfWord(text: string, at: number, next: number): number {
  if (classAt(text, at) === character.ideograph) return next;
  let end = next;
  while (end < text.length) {
    const found = classAt(text, end);
    if (found === character.letter || found === character.digit) end += widthAt(text, end);
    else if (found === character.mark && joins(text, end)) end += 1;
    else break;
  }
  return end;
}

const within = new Set([0x27, 0x2019, 0x2bc, 0x2d, 0x2010, 0x2011]);
const betweenDigits = new Set([0x2e, 0x2c]);

/** Whether the mark at this place stands inside a word, and not at its end. */
function joins(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (at + 1 >= text.length) return false;
  const after = classAt(text, at + 1);
  if (within.has(code)) return after === character.letter || after === character.digit;
  if (!betweenDigits.has(code)) return false;
  return after === character.digit && classOf(text.charCodeAt(at - 1)) === character.digit;
}
