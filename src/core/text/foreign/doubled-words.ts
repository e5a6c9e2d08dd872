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
  tokens: readonly ForeignToken[],
  choices: readonly ForeignChoice[],
): readonly DoubledWord[] {
  const found: DoubledWord[] = [];
  for (const { offset, end, alternatives } of choices) {
    const before = wordFrom(tokens, tokenAt(tokens, offset) - 1, -1);
    const after = wordFrom(tokens, tokenAt(tokens, end), 1);
    if (before === undefined && after === undefined) continue;
    for (const alternative of alternatives) {
      if (alternative.offset === alternative.end) continue;
      const first = wordFrom(tokens, tokenAt(tokens, alternative.offset), 1);
      const last = wordFrom(tokens, tokenAt(tokens, alternative.end) - 1, -1);
      if (before !== undefined && same(before, first)) {
        found.push({ offset: alternative.offset, word: before.text });
      }
      if (after !== undefined && same(after, last))
        found.push({ offset: after.offset, word: after.text });
    }
  }
  return found;
}

/** The index of the first token that begins at this place or behind it. */
function tokenAt(tokens: readonly ForeignToken[], offset: number): number {
  let low = 0;
  let high = tokens.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle]?.offset ?? offset) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
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
