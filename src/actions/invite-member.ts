import { readEmail } from '#core/account/read-account.ts';
import { done, refused, type Result } from '#core/result.ts';
import type { Letter } from '#identity/mail.ts';
import { hashOfToken, newToken } from '#identity/token.ts';
import { keepContact } from '#store/contact/keep-contact.ts';
import { draft } from '#store/draft.ts';
import type { Actor } from './actor.ts';
import { changeAsAllowed } from './change-as-allowed.ts';
import type { House } from './house.ts';

/** An invitation can be accepted for so many days. */
export const invitationDays = 14;

export interface Invited {
  /** Undefined once the letter is on its way; else the path of the link, to be handed over. */
  readonly path: string | undefined;
}

/**
 * Invites a member to take their seat, by a letter written around the path of a one-time link. A
 * new invitation voids those before. Where no letter leaves, who invites is shown the link.
 */
export async function inviteMember(
  house: House,
  actor: Actor,
  groupId: string,
  memberId: string,
  address: string,
  letter: (path: string) => Omit<Letter, 'to'>,
): Promise<Result<Invited>> {
  const email = readEmail(address);
  if (!email.ok) return email;
  const token = newToken();
  const tokenHash = hashOfToken(token);
  const invited = await changeAsAllowed(house, actor, groupId, 'member.invite', async (tx) => {
    const member = await tx
      .selectFrom('member')
      .select('state')
      .where('group_id', '=', groupId)
      .where('member_id', '=', memberId)
      .where('state', '!=', 'left')
      .executeTakeFirst();
    if (!member) return refused('no-such-member');
    if (member.state === 'joined') return refused('already-joined');
    await keepContact(tx, groupId, memberId, email.value);
    await tx
      .deleteFrom('invitation')
      .where('group_id', '=', groupId)
      .where('member_id', '=', memberId)
      .where('used_at', 'is', null)
      .execute();
    await tx
      .insertInto('invitation')
      .values({
        token_hash: tokenHash,
        purpose: 'join',
        email: email.value,
        group_id: groupId,
        member_id: memberId,
        expires_at: new Date(house.now().getTime() + invitationDays * 86_400_000),
        used_at: null,
      })
      .execute();
    return done({ entries: [draft('member.invited', memberId, {})], value: undefined });
  });
  if (!invited.ok) return invited;
  const path = `/invitation?token=${token}`;
  const sent = house.mail.works && (await house.mail.send({ ...letter(path), to: email.value }));
  if (!sent) return done({ path });
  await house.db.kysely
    .updateTable('invitation')
    .set({ mailed: true })
    .where('token_hash', '=', tokenHash)
    .execute();
  return done({ path: undefined });
}
