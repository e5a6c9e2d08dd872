import type { TextState } from '#core/text/living/state.ts';
import type { TextHere } from './text-of.ts';

/** Everyone who has a seat or a stance, by name. */
export function partiesIn({ marks }: Pick<TextHere, 'marks'>, state: TextState): readonly string[] {
  const named = new Set([...marks.keys(), ...state.submitted]);
  for (const { stances } of state.hunks) for (const { party } of stances) named.add(party);
  return [...named].sort((one, other) => one.localeCompare(other));
}
