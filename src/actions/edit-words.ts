import { done, type Result } from '#core/result.ts';
import { editWords as edited } from '#core/text/living/edit-words.ts';
import { draft } from '#store/draft.ts';
import type { Actor } from './actor.ts';
import { changeText, stateSeen } from './change-text.ts';
import type { House } from './house.ts';
import { readNeededWords } from './read-words.ts';

export interface PenInput {
  readonly provision: string;
  /** The provision as it is to read from now on. */
  readonly words: string;
  /** The last entry of the text that the pen-holder had before them. */
  readonly seen: number;
  readonly basis: string;
}

/** Enters new words for a provision without choices, as agreed in the room. */
export async function editWords(
  house: House,
  actor: Actor,
  groupId: string,
  textId: string,
  input: PenInput,
): Promise<Result<{ readonly seq: number }>> {
  const basis = readNeededWords(input.basis, 'basis', 'basis-missing');
  if (!basis.ok) return basis;
  return changeText(house, actor, groupId, textId, 'text.decide', async (text) => {
    const seen = await stateSeen(text, input.seen);
    if (!seen.ok) return seen;
    const decided = edited(text.state, {
      provision: input.provision,
      words: input.words,
      seen: seen.value,
      basis: basis.value,
    });
    if (!decided.ok) return decided;
    return done({
      entries: [draft('text.decided', textId, decided.value)],
      value: { seq: text.nextSeq },
    });
  });
}
