import { done, type Result } from '#core/result.ts';
import { takeStance as stanceOn } from '#core/text/living/take-stance.ts';
import type { StanceVerb } from '#core/text/stance.ts';
import { draft } from '#store/draft.ts';
import { actingParty } from './acting-party.ts';
import type { Actor } from './actor.ts';
import { changeText } from './change-text.ts';
import type { House } from './house.ts';
import { readWords } from './read-words.ts';

export interface StanceInput {
  /** In whose name, where the bureau notes what others said. */
  readonly party?: string | undefined;
  /** The proposals it is about, by their ids. */
  readonly hunks: readonly string[];
  /** Null takes back what the party said of them. */
  readonly verb: StanceVerb | null;
  readonly explanation?: string | undefined;
}

/** Enters what a party says of proposals that are open: supports, opposes, reserves … */
export async function takeStance(
  house: House,
  actor: Actor,
  groupId: string,
  textId: string,
  input: StanceInput,
): Promise<Result<{ readonly party: string; readonly seq: number }>> {
  return changeText(house, actor, groupId, textId, 'text.take-stance', async (text) => {
    const acting = await actingParty(text.db, groupId, text.standing, input.party);
    if (!acting.ok) return acting;
    const explanation = readWords(input.explanation, 'explanation');
    if (!explanation.ok) return explanation;
    const { party, onBehalf } = acting.value;
    const taken = stanceOn(text.state, {
      party,
      hunks: input.hunks,
      verb: input.verb,
      explanation: explanation.value,
    });
    if (!taken.ok) return taken;
    return done({
      entries: [draft('text.stance-taken', textId, taken.value)],
      value: { party, seq: text.nextSeq },
      onBehalf,
    });
  });
}
