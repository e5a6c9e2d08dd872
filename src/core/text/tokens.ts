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
  for (let at = 0; at < text.length;) {
    const end = endOfPiece(text, at);
    const piece = text.slice(at, end);
    at = end;
    if (isSpace(piece)) {
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
  const first = token.charCodeAt(0);
  // Only signs by themselves and scripts without spaces lean on what is beside them.
  if (token.length > 1 && first < firstUnspaced) return 0;
  const known = sides.get(first);
  if (known !== undefined && token.length === 1) return known;
  const found = closing.test(token) ? 1 : opening.test(token) ? 2 : ideographic.test(token) ? 3 : 0;
  if (token.length === 1) sides.set(first, found);
  return found;
}

/** The scripts that are written without spaces lie above all that are not asked for. */
const firstUnspaced = 0x0e00;
const sides = new Map<number, number>();
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
  'vy',
);

/**
 * Where the piece that begins at a place ends. What is written in plain letters, and that is most of
 * most texts, is told letter by letter; the expression tells the rest.
 */
function endOfPiece(text: string, from: number): number {
  const kind = plainKind(text.charCodeAt(from));
  if (kind === lineEnd || kind === sign) return from + 1;
  let at = from + 1;
  if (kind === space) {
    while (plainKind(text.charCodeAt(at)) === space) at++;
    if (isPlain(text, at)) return at;
  } else if (kind !== foreign) {
    for (;;) {
      const next = plainKind(text.charCodeAt(at));
      if (next === letter || next === digit) at++;
      else if (joinsWord(text, at)) at += 2;
      else break;
    }
    if (isPlain(text, at)) {
      // A joiner before a letter of another script belongs to the word as well.
      const joined = wordJoiners.includes(text.charAt(at)) && !isPlain(text, at + 1);
      if (!joined) return at;
    }
  }
  pieces.lastIndex = from;
  return from + (pieces.exec(text)?.[0].length ?? 1);
}

const wordJoiners = "'-./,";

function joinsWord(text: string, at: number): boolean {
  const code = text.charAt(at);
  const next = plainKind(text.charCodeAt(at + 1));
  if (code === ',') return next === digit && plainKind(text.charCodeAt(at - 1)) === digit;
  return wordJoiners.includes(code) && code !== '' && (next === letter || next === digit);
}

const [foreign, lineEnd, space, letter, digit, sign] = [0, 1, 2, 3, 4, 5] as const;
const kinds: readonly number[] = Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code);
  if (character === '\n') return lineEnd;
  if (/\s/.test(character)) return space;
  if (/\d/.test(character)) return digit;
  return /\w/.test(character) ? letter : sign;
});

function plainKind(code: number): number {
  return kinds[code] ?? foreign;
}

/** Whether a plain character stands at a place, or the text ends there. */
function isPlain(text: string, at: number): boolean {
  return at >= text.length || plainKind(text.charCodeAt(at)) !== foreign;
}
