import type { TextState } from '#core/text/living/state.ts';
import { readingOf } from '#core/text/living/reading-of.ts';
import { readForeign } from '#core/text/foreign/read-foreign.ts';

/**
 * Whether words are an edition with brackets and the names of parties in them. Sent back as somebody's
 * wording, every bracket and name would be taken for words that they propose.
 */
export function isBracketedEdition(
  text: string,
  state: TextState,
  parties: readonly string[],
): boolean {
  // A text may itself have been tabled with such brackets.
  return hasAttributions(text, parties) && !hasAttributions(readingOf(state), parties);
}

function hasAttributions(text: string, parties: readonly string[]): boolean {
  if (parties.length === 0 || !text.includes('[')) return false;
  const { choices } = readForeign(text, { parties });
  return choices.some(({ alternatives }) =>
    alternatives.some(({ propose, support, retain, delete: gone, oppose }) =>
      [propose, support, retain, gone, oppose].some((named) => named.length > 0),
    ),
  );
}
