/**
 * A token of a text: a word, one sign of punctuation, a Han character, a paragraph end (`\n`), or
 * a departure from usual spacing (only white space, or empty: no space where one is usual).
 */
export type Token = string;

export const paragraphEnd: Token = '\n';

/** Whether a token stands for the space between its neighbours, which are then joined by it alone. */
export function isSpace(token: Token): boolean {
  return token === '' || (token !== paragraphEnd && token.trim() === '');
}

/** Whether a token counts as a word: something with a letter or a digit in it. */
export function isWord(token: Token): boolean {
  return wordish.test(token);
}

/**
 * The tokens of a text: white space is implied between words by rule, so that taking a word away
 * leaves one space, and is a token of its own only where the text departs from the rule.
 * `joinTokens(tokenise(text)) === text` for every text.
 */
export function tokenise(text: string): Token[] {
  const tokens: Token[] = [];
  let before = paragraphEnd;
  let gap = '';
  for (const [piece] of text.matchAll(pieces)) {
    if (piece !== paragraphEnd && piece.trim() === '') {
      gap = piece;
      continue;
    }
    if (gap !== usualSpace(before, piece)) tokens.push(gap);
    tokens.push(piece);
    before = piece;
    gap = '';
  }
  if (gap !== '') tokens.push(gap);
  return tokens;
}

/** The text that tokens make, of any number of runs of tokens one after the other. */
export function joinTokens(tokens: Iterable<Token>): string {
  const parts: string[] = [];
  let before: Token | undefined = paragraphEnd;
  for (const token of tokens) {
    if (isSpace(token)) {
      parts.push(token);
      before = undefined;
      continue;
    }
    if (before !== undefined && usualSpace(before, token) !== '') parts.push(' ');
    parts.push(token);
    before = token;
  }
  return parts.join('');
}

/** The space that stands between two tokens unless the text says otherwise: one, or none. */
export function usualSpace(before: Token, after: Token): '' | ' ' {
  if (before === paragraphEnd || after === paragraphEnd) return '';
  return (sidesOf(before) & 2) !== 0 || (sidesOf(after) & 1) !== 0 ? '' : ' ';
}

/** 1: nothing stands before it, 2: nothing after it, 3: neither. */
function sidesOf(token: Token): number {
  const known = sides.get(token);
  if (known !== undefined) return known;
  let found = 0;
  if (closing.test(token)) found = 1;
  else if (opening.test(token)) found = 2;
  else if (ideographic.test(token)) found = 3;
  // Words are many and closed signs few: only what is short is worth remembering.
  if (token.length < 3) {
    if (sides.size > 20_000) sides.clear();
    sides.set(token, found);
  }
  return found;
}

const sides = new Map<Token, number>();
const closing = /^[,.;:!?)\]}”’»%…،؛؟]$/;
const opening = /^[([{“‘«¿¡]$/;
const wordish = /[\p{L}\p{N}]/u;

/** Scripts that are written without spaces: each of their letters is a token. */
const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}' +
  '\\p{Script=Khmer}\\p{Script=Myanmar}';
const wide = '\\u3000-\\u303f\\uff00-\\uff65';
const ideographic = new RegExp(`^[${unspaced}${wide}]`, 'v');
const letters = `[[\\p{L}\\p{M}\\p{N}_]--[${unspaced}]]+`;
/**
 * In order: paragraph end; white space; a letter of a script without spaces, with its marks; a word
 * or number with what joins its parts; any other sign.
 */
const pieces = new RegExp(
  `\n|[^\\S\n]+|[${unspaced}]\\p{M}*|${letters}(?:(?:[’'‐‑\\-.\\/]|(?<=\\d),(?=\\d))${letters})*|\\S`,
  'gv',
);
