import { done, type Result } from '#core/result.ts';
import { closeText as closing, openText as opening } from '#core/text/living/close-text.ts';
import { draft } from '#store/draft.ts';
import type { Actor } from './actor.ts';
import { changeText } from './change-text.ts';
import type { House } from './house.ts';
import { readNeededWords, readWords } from './read-words.ts';

export interface ClosureInput {
  /** false opens the text again. */
  readonly closed: boolean;
  /** Needed to open again. */
  readonly reason?: string | undefined;
}

/** Closes a text for amendments, or opens it again. */
export async function closeText(
  house: House,
  actor: Actor,
  groupId: string,
  textId: string,
  { closed, reason: given }: ClosureInput,
): Promise<Result<{ readonly seq: number }>> {
  const reason = closed
    ? readWords(given, 'reason')
    : readNeededWords(given, 'reason', 'reopening-needs-reason');
  if (!reason.ok) return reason;
  return changeText(house, actor, groupId, textId, 'text.close', async ({ state, nextSeq }) => {
    const entered = closed ? closing(state, reason.value) : opening(state, reason.value);
    if (!entered.ok) return entered;
    return done({
      entries: [draft(closed ? 'text.closed' : 'text.opened', textId, entered.value)],
      value: { seq: nextSeq },
    });
  });
}
