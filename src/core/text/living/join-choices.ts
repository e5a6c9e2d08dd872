import { done, refused, type Result } from '#core/result.ts';
import { paragraphEnd } from '../tokens.ts';
import type { TextChoicesJoined } from './changes.ts';
import { placedText } from './placed-text.ts';
import type { TextState } from './state.ts';
import { idAt, streamOf } from './stream.ts';

/**
 * Two choices of one provision, with what is between them, seen as one from now on: each party stands
 * at its whole wording of the stretch. Readings stay.
 */
export function joinChoices(
  state: TextState,
  { first, last }: { readonly first: string; readonly last: string },
): Result<TextChoicesJoined> {
  const { choices } = placedText(state);
  const found = [first, last].map((key) => choices.find((choice) => choice.key === key));
  const [one, other] =
    found[0] && found[1] && found[0].from > found[1].from ? found.reverse() : found;
  if (!one || !other) return refused('choice-gone');
  if (one.cut || other.cut) return refused('choice-cut');
  const stream = streamOf(state);
  const words = stream.living.slice(one.from, other.to);
  const apart = one.literal || other.literal || one.parent !== other.parent || one.to > other.from;
  if (apart || words.length === 0 || words.slice(0, -1).includes(paragraphEnd)) {
    return refused('choices-not-neighbours');
  }
  const [from, to] = [idAt(stream, one.from), idAt(stream, other.to - 1)];
  return from === null || to === null ? refused('choices-not-neighbours') : done({ from, to });
}
