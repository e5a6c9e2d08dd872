import { keyOf } from '#core/members/read-csv.ts';
import { type MemberInput, readMember } from '#core/members/read-member.ts';
import { done, refused, type Result } from '#core/result.ts';
import { keepContact } from '#store/contact/keep-contact.ts';
import { draft } from '#store/draft.ts';
import type { MemberChanged } from '#store/member/entries.ts';
import { seatedNames } from '#store/member/readers.ts';
import type { Actor } from './actor.ts';
import { changeAsAllowed } from './change-as-allowed.ts';
import type { House } from './house.ts';
import { keepSecretariat } from './keep-secretariat.ts';

/** Changes a seat and the address kept for it, unless it was changed since entry `expectedSeq`. */
export async function changeMember(
  house: House,
  actor: Actor,
  groupId: string,
  memberId: string,
  input: MemberInput,
  expectedSeq: number,
): Promise<Result<undefined>> {
  const read = readMember(input);
  if (!read.ok) return read;
  const { name, delegation, stakeholderGroup, role, email } = read.value;
  return changeAsAllowed(house, actor, groupId, 'member.change', async (tx, standing) => {
    const row = await tx
      .selectFrom('member')
      .selectAll()
      .where('group_id', '=', groupId)
      .where('member_id', '=', memberId)
      .where('state', '!=', 'left')
      .executeTakeFirst();
    if (!row) return refused('no-such-member');
    if (row.changed_seq !== expectedSeq) return refused('member-changed-meanwhile');
    if (row.role === 'secretariat' && role !== 'secretariat') {
      const kept = await keepSecretariat(tx, standing, groupId, memberId);
      if (!kept.ok) return kept;
    }
    const others = (await seatedNames(tx, groupId)).filter((seat) => seat.memberId !== memberId);
    if (others.some((seat) => keyOf(seat) === keyOf(read.value))) {
      return refused('member-there', { field: 'name', name });
    }
    const changed: MemberChanged = {
      ...(name === row.name ? {} : { name }),
      ...(delegation === row.delegation ? {} : { delegation }),
      ...(stakeholderGroup === row.stakeholder_group ? {} : { stakeholderGroup }),
      ...(role === row.role ? {} : { role }),
    };
    await keepContact(tx, groupId, memberId, email);
    const entries =
      Object.keys(changed).length > 0 ? [draft('member.changed', memberId, changed)] : [];
    return done({ entries, value: undefined });
  });
}
