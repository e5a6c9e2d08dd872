import type { ForeignChoice, ForeignToken } from './foreign-text.ts';

export interface DoubledWord {
  /** Where the second of the two stands, or the alternative that brings it. */
  readonly offset: number;
  readonly word: string;
}

/**
 * Words that one choice would leave doubled: `[shall][agree to] to take`. Looks at the last word of
 * each alternative against the next behind the brackets, and at the first against the one before.
 */
export function findDoubledWords(
  text: string,
  tokens: readonly ForeignToken[],
  choices: readonly ForeignChoice[],
): readonly DoubledWord[] {
  const at = new Map<number, number>();
  for (const [index, { offset }] of tokens.entries()) at.set(offset, index);
  const found: DoubledWord[] = [];
  for (const { offset, end, alternatives } of choices) {
    const before = wordFrom(tokens, (at.get(offset) ?? 0) - 1, -1);
    const after = wordFrom(tokens, at.get(end) ?? tokens.length, 1);
    if (before === undefined && after === undefined) continue;
    for (const alternative of alternatives) {
      if (alternative.offset === alternative.end) continue;
      const first = wordFrom(tokens, at.get(alternative.offset) ?? tokens.length, 1);
      const last = wordFrom(tokens, tokenBefore(tokens, at, alternative.end, end), -1);
      if (before !== undefined && same(before, first)) {
        found.push({ offset: alternative.offset, word: before.text });
      }
      if (after !== undefined && same(after, last))
        found.push({ offset: after.offset, word: after.text });
    }
  }
  return found;
}

/** The index of the token that ends at this place. */
function tokenBefore(
  tokens: readonly ForeignToken[],
  at: ReadonlyMap<number, number>,
  end: number,
  limit: number,
): number {
  for (let place = end; place <= limit; place += 1) {
    const index = at.get(place);
    if (index !== undefined) return index - 1;
  }
  return tokens.length;
}

/** The word that stands here, a space before it allowed; nothing else. */
function wordFrom(
  tokens: readonly ForeignToken[],
  index: number,
  step: 1 | -1,
): ForeignToken | undefined {
  const here = tokens[index];
  const token = here?.kind === 'space' ? tokens[index + step] : here;
  return token?.kind === 'word' && /\p{L}/u.test(token.text) ? token : undefined;
}

function same(one: ForeignToken, other: ForeignToken | undefined): boolean {
  return other !== undefined && one.text.toLowerCase() === other.text.toLowerCase();
}
