import { done, type Result } from '#core/result.ts';
import { comment } from '#core/text/living/comment.ts';
import { draft } from '#store/draft.ts';
import { actingParty } from './acting-party.ts';
import type { Actor } from './actor.ts';
import { changeText } from './change-text.ts';
import type { House } from './house.ts';
import { readNeededWords } from './read-words.ts';

export interface CommentInput {
  /** In whose name, where the bureau notes what others said. */
  readonly party?: string | undefined;
  readonly words: string;
  /** The first and the last token that it is about, by their ids. */
  readonly from: string;
  readonly to: string;
  /** The proposal it is about, if it is about one. */
  readonly hunk?: string | undefined;
}

/** Enters a comment on words of a text. The secretariat may comment in nobody's name. */
export async function commentOnText(
  house: House,
  actor: Actor,
  groupId: string,
  textId: string,
  input: CommentInput,
): Promise<Result<{ readonly party: string | null; readonly seq: number }>> {
  const words = readNeededWords(input.words, 'words', 'comment-missing');
  if (!words.ok) return words;
  return changeText(house, actor, groupId, textId, 'text.comment', async (text) => {
    const acting = await actingParty(text.db, groupId, text.standing, input.party);
    if (!acting.ok && acting.reason.code !== 'no-party') return acting;
    const speaker = acting.ok ? acting.value : { party: null };
    const entered = comment(text.state, {
      party: speaker.party,
      words: words.value,
      from: input.from,
      to: input.to,
      ...(input.hunk === undefined ? {} : { hunk: input.hunk }),
    });
    if (!entered.ok) return entered;
    return done({
      entries: [draft('text.commented', textId, entered.value)],
      value: { party: speaker.party, seq: text.nextSeq },
      onBehalf: 'onBehalf' in speaker ? speaker.onBehalf : undefined,
    });
  });
}
