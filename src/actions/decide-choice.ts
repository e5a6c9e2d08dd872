import { done, type Result } from '#core/result.ts';
import { decide } from '#core/text/living/decide.ts';
import { draft } from '#store/draft.ts';
import type { Actor } from './actor.ts';
import { changeText } from './change-text.ts';
import type { House } from './house.ts';
import { readNeededWords } from './read-words.ts';

export interface DecisionInput {
  /** The choice by its key, and how it looked to who decides. */
  readonly choice: string;
  readonly fingerprint: string;
  /** The words stand as they are; one of the alternatives, counted from 0; or new words. */
  readonly outcome:
    | { readonly kind: 'default' }
    | { readonly kind: 'alternative'; readonly index: number }
    | { readonly kind: 'words'; readonly words: string };
  /** On what it rests: the meeting, the reason, who was heard. */
  readonly basis: string;
}

/** Enters a decision on a choice, unless it changed since the chair saw it. */
export async function decideChoice(
  house: House,
  actor: Actor,
  groupId: string,
  textId: string,
  input: DecisionInput,
): Promise<Result<{ readonly seq: number; readonly was: string; readonly agreed: string }>> {
  const basis = readNeededWords(input.basis, 'basis', 'basis-missing');
  if (!basis.ok) return basis;
  return changeText(house, actor, groupId, textId, 'text.decide', async ({ state, nextSeq }) => {
    const decided = decide(state, { ...input, basis: basis.value });
    if (!decided.ok) return decided;
    const { was, agreed } = decided.value;
    return done({
      entries: [draft('text.decided', textId, decided.value)],
      value: { seq: nextSeq, was, agreed },
    });
  });
}
