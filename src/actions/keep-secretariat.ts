import { done, refused, type Result } from '#core/result.ts';
import type { Standing } from '#policy/standing.ts';
import type { Transaction } from '#record/entry.ts';

/**
 * Refuses what would leave a group without a secretariat: there must be another seat for it, and
 * where someone sits on this one, someone must sit on the other too. The operator, who could mend
 * it, may.
 */
export async function keepSecretariat(
  tx: Transaction,
  standing: Standing,
  groupId: string,
  memberId: string,
): Promise<Result<undefined>> {
  if (standing.kind === 'operator') return done();
  const seats = await tx
    .selectFrom('member')
    .select(['member_id', 'state'])
    .where('group_id', '=', groupId)
    .where('role', '=', 'secretariat')
    .where('state', '!=', 'left')
    .execute();
  const seat = seats.find(({ member_id }) => member_id === memberId);
  if (!seat) return done();
  const others = seats.filter(({ member_id }) => member_id !== memberId);
  const enough =
    seat.state === 'joined' ? others.some(({ state }) => state === 'joined') : others.length > 0;
  return enough ? done() : refused('last-secretariat', { field: 'role' });
}
