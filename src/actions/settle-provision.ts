import { done, type Result } from '#core/result.ts';
import { settleProvision as settled } from '#core/text/living/settle-provision.ts';
import type { ProvisionStatus } from '#core/text/living/state.ts';
import { draft } from '#store/draft.ts';
import type { Actor } from './actor.ts';
import { changeText } from './change-text.ts';
import type { House } from './house.ts';
import { readNeededWords, readWords } from './read-words.ts';

export interface SettlementInput {
  readonly provision: string;
  /** Agreed, agreed ad referendum, or open again. */
  readonly status: ProvisionStatus;
  /** Needed to open again what was agreed. */
  readonly reason?: string | undefined;
}

/** Enters how a provision stands. */
export async function settleProvision(
  house: House,
  actor: Actor,
  groupId: string,
  textId: string,
  { provision, status, reason: given }: SettlementInput,
): Promise<Result<{ readonly seq: number }>> {
  const reason =
    status === 'open'
      ? readNeededWords(given, 'reason', 'reopening-needs-reason')
      : readWords(given, 'reason');
  if (!reason.ok) return reason;
  return changeText(house, actor, groupId, textId, 'text.settle', async ({ state, nextSeq }) => {
    const entered = settled(state, { provision, status, reason: reason.value });
    if (!entered.ok) return entered;
    return done({
      entries: [draft('text.provision-settled', textId, entered.value)],
      value: { seq: nextSeq },
    });
  });
}
