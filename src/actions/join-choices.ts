import { done, type Result } from '#core/result.ts';
import { joinChoices as joined } from '#core/text/living/join-choices.ts';
import { draft } from '#store/draft.ts';
import type { Actor } from './actor.ts';
import { changeText } from './change-text.ts';
import type { House } from './house.ts';

export interface JoinInput {
  /** Two choices of one provision by their keys; what lies between them is seen with them. */
  readonly first: string;
  readonly last: string;
}

/** Shows neighbouring choices as one from now on. Readings stay as they are. */
export async function joinChoices(
  house: House,
  actor: Actor,
  groupId: string,
  textId: string,
  input: JoinInput,
): Promise<Result<{ readonly seq: number }>> {
  return changeText(house, actor, groupId, textId, 'text.arrange', async ({ state, nextSeq }) => {
    const entered = joined(state, input);
    if (!entered.ok) return entered;
    return done({
      entries: [draft('text.choices-joined', textId, entered.value)],
      value: { seq: nextSeq },
    });
  });
}
