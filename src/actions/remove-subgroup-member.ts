import { done, refused, type Result } from '#core/result.ts';
import { draft } from '#store/draft.ts';
import type { Actor } from './actor.ts';
import { changeAsAllowed } from './change-as-allowed.ts';
import type { House } from './house.ts';

/** Takes a member out of a subgroup; their seat in the group stays. */
export async function removeSubgroupMember(
  house: House,
  actor: Actor,
  groupId: string,
  subgroupId: string,
  memberId: string,
): Promise<Result<undefined>> {
  return changeAsAllowed(house, actor, groupId, 'subgroup.change-members', async (tx) => {
    const there = await tx
      .selectFrom('subgroup_member')
      .select('member_id')
      .where('group_id', '=', groupId)
      .where('subgroup_id', '=', subgroupId)
      .where('member_id', '=', memberId)
      .executeTakeFirst();
    if (!there) return refused('no-such-member', { field: 'member' });
    return done({
      entries: [draft('subgroup.member-removed', subgroupId, { memberId })],
      value: undefined,
    });
  });
}
