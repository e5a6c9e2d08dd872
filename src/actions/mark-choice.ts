import { done, type Result } from '#core/result.ts';
import { markChoice as marked } from '#core/text/living/mark-choice.ts';
import { draft } from '#store/draft.ts';
import type { Actor } from './actor.ts';
import { changeText } from './change-text.ts';
import type { House } from './house.ts';

export interface MarkInput {
  /** The choice by its key. */
  readonly choice: string;
  /** Exactly one will stand, or each stands or falls by itself; null: nobody can say. */
  readonly kind: 'oneOf' | 'optional' | null;
}

/** Enters what kind of choice a choice is. Readings stay as they are. */
export async function markChoice(
  house: House,
  actor: Actor,
  groupId: string,
  textId: string,
  input: MarkInput,
): Promise<Result<{ readonly seq: number }>> {
  return changeText(house, actor, groupId, textId, 'text.arrange', async ({ state, nextSeq }) => {
    const entered = marked(state, input);
    if (!entered.ok) return entered;
    return done({
      entries: [draft('text.choice-marked', textId, entered.value)],
      value: { seq: nextSeq },
    });
  });
}
