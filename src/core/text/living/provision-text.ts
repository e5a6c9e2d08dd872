import { isSpace, paragraphEnd, type Token } from '../tokens.ts';

/**
 * A text as it is tabled and amended: each provision a line of its own that ends with a paragraph
 * end, the last one too; no blank lines, no white space at the edges of a line.
 */
export function provisionText(text: string): string {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return lines.map((line) => `${line}\n`).join('');
}

/** The same for what is cut into tokens already; `tokenise(provisionText(text))` stays as it is. */
export function provisionTokens(tokens: readonly Token[]): readonly Token[] {
  const kept: Token[] = [];
  const spaces: Token[] = [];
  for (const token of tokens) {
    const before = kept.at(-1) ?? paragraphEnd;
    if (token === paragraphEnd) {
      spaces.length = 0;
      if (before !== paragraphEnd) kept.push(token);
    } else if (isSpace(token)) {
      if (before !== paragraphEnd) spaces.push(token);
    } else {
      kept.push(...spaces.splice(0), token);
    }
  }
  if (kept.length > 0 && kept.at(-1) !== paragraphEnd) kept.push(paragraphEnd);
  return kept;
}
