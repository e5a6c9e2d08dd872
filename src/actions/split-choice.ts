import { done, type Result } from '#core/result.ts';
import { type SplitAt, splitChoice as split } from '#core/text/living/split-choice.ts';
import { draft } from '#store/draft.ts';
import type { Actor } from './actor.ts';
import { changeText } from './change-text.ts';
import type { House } from './house.ts';

/** Parts one proposal into two that are decided each by itself. Readings stay as they are. */
export async function splitChoice(
  house: House,
  actor: Actor,
  groupId: string,
  textId: string,
  input: SplitAt,
): Promise<Result<{ readonly seq: number }>> {
  return changeText(house, actor, groupId, textId, 'text.arrange', async ({ state, nextSeq }) => {
    const entered = split(state, input);
    if (!entered.ok) return entered;
    return done({
      entries: [draft('text.choice-split', textId, entered.value)],
      value: { seq: nextSeq },
    });
  });
}
