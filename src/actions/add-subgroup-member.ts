import { done, refused, type Result } from '#core/result.ts';
import { draft } from '#store/draft.ts';
import type { Actor } from './actor.ts';
import { changeAsAllowed } from './change-as-allowed.ts';
import type { House } from './house.ts';

/** Gives a member of the group a place in a subgroup; one who has it keeps it. */
export async function addSubgroupMember(
  house: House,
  actor: Actor,
  groupId: string,
  subgroupId: string,
  memberId: string,
): Promise<Result<undefined>> {
  return changeAsAllowed(house, actor, groupId, 'subgroup.change-members', async (tx) => {
    const subgroup = await tx
      .selectFrom('subgroup')
      .select('slug')
      .where('group_id', '=', groupId)
      .where('subgroup_id', '=', subgroupId)
      .executeTakeFirst();
    if (!subgroup) return refused('no-such-subgroup');
    const member = await tx
      .selectFrom('member')
      .select('name')
      .where('group_id', '=', groupId)
      .where('member_id', '=', memberId)
      .where('state', '!=', 'left')
      .executeTakeFirst();
    if (!member) return refused('no-such-member', { field: 'member' });
    const there = await tx
      .selectFrom('subgroup_member')
      .select('member_id')
      .where('group_id', '=', groupId)
      .where('subgroup_id', '=', subgroupId)
      .where('member_id', '=', memberId)
      .executeTakeFirst();
    const entries = there ? [] : [draft('subgroup.member-added', subgroupId, { memberId })];
    return done({ entries, value: undefined });
  });
}
