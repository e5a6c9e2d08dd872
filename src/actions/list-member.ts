import { keyOf } from '#core/members/read-csv.ts';
import { type MemberInput, readMember } from '#core/members/read-member.ts';
import { done, refused, type Result } from '#core/result.ts';
import { keepContact } from '#store/contact/keep-contact.ts';
import { draft } from '#store/draft.ts';
import { seatedNames } from '#store/member/readers.ts';
import type { Actor } from './actor.ts';
import { changeAsAllowed } from './change-as-allowed.ts';
import type { House } from './house.ts';

/** Gives someone a seat. They are told by an invitation, which is a deed of its own. */
export async function listMember(
  house: House,
  actor: Actor,
  groupId: string,
  input: MemberInput,
): Promise<Result<{ readonly memberId: string }>> {
  const read = readMember(input);
  if (!read.ok) return read;
  const { email, ...details } = read.value;
  const memberId = house.newId();
  return changeAsAllowed(house, actor, groupId, 'member.list', async (tx) => {
    const seated = await seatedNames(tx, groupId);
    if (seated.some((seat) => keyOf(seat) === keyOf(details))) {
      return refused('member-there', { field: 'name', name: details.name });
    }
    await keepContact(tx, groupId, memberId, email);
    return done({ entries: [draft('member.listed', memberId, details)], value: { memberId } });
  });
}
