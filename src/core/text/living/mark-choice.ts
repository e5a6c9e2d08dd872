import { done, refused, type Result } from '#core/result.ts';
import type { TextChoiceMarked } from './changes.ts';
import { placedText } from './placed-text.ts';
import type { TextState } from './state.ts';

/** A person says what kind of choice it is; null takes it back to how it was found. */
export function markChoice(
  state: TextState,
  { choice, kind }: Pick<TextChoiceMarked, 'choice' | 'kind'>,
): Result<TextChoiceMarked> {
  if (!placedText(state).choices.some(({ key }) => key === choice)) return refused('choice-gone');
  const before = state.kinds[choice] ?? null;
  return before === kind ? refused('choice-marked-so') : done({ choice, kind, before });
}
