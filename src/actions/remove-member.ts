import { done, refused, type Result } from '#core/result.ts';
import { keepContact } from '#store/contact/keep-contact.ts';
import { draft } from '#store/draft.ts';
import type { Actor } from './actor.ts';
import { changeAsAllowed } from './change-as-allowed.ts';
import type { House } from './house.ts';
import { keepSecretariat } from './keep-secretariat.ts';

/**
 * Takes a seat away. What the member said and did stays in the record under their name; the
 * account, the address and any open invitation are parted from the group at once.
 */
export async function removeMember(
  house: House,
  actor: Actor,
  groupId: string,
  memberId: string,
): Promise<Result<undefined>> {
  return changeAsAllowed(house, actor, groupId, 'member.remove', async (tx, standing) => {
    const row = await tx
      .selectFrom('member')
      .select('role')
      .where('group_id', '=', groupId)
      .where('member_id', '=', memberId)
      .where('state', '!=', 'left')
      .executeTakeFirst();
    if (!row) return refused('no-such-member');
    const kept = await keepSecretariat(tx, standing, groupId, memberId);
    if (!kept.ok) return kept;
    const places = await tx
      .selectFrom('subgroup_member')
      .select('subgroup_id')
      .where('group_id', '=', groupId)
      .where('member_id', '=', memberId)
      .execute();
    for (const table of ['seat', 'invitation'] as const) {
      await tx
        .deleteFrom(table)
        .where('group_id', '=', groupId)
        .where('member_id', '=', memberId)
        .execute();
    }
    await keepContact(tx, groupId, memberId, null);
    const entries = [
      ...places.map(({ subgroup_id }) =>
        draft('subgroup.member-removed', subgroup_id, { memberId }),
      ),
      draft('member.left', memberId, {}),
    ];
    return done({ entries, value: undefined });
  });
}
