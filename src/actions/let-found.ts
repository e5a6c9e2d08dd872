import { readEmail } from '#core/account/read-account.ts';
import { done, refused, type Result } from '#core/result.ts';
import type { Letter } from '#identity/mail.ts';
import { hashOfToken, newToken } from '#identity/token.ts';
import { may } from '#policy/may.ts';
import type { Actor } from './actor.ts';
import type { House } from './house.ts';
import { invitationDays } from './invite-member.ts';

export interface LetFound {
  /** The account was there and may found groups now; else an invitation was made. */
  readonly outcome: 'let' | 'mailed' | 'link';
  /** The link, where it is to be handed over. */
  readonly path: string | undefined;
}

/** Lets someone else found groups on this server: an account, or one to be made by invitation. */
export async function letFound(
  house: House,
  actor: Actor,
  address: string,
  letter: (path: string) => Omit<Letter, 'to'>,
): Promise<Result<LetFound>> {
  const standing = actor.kind === 'account' ? { kind: actor.kind, founder: actor.founder } : actor;
  const allowed = may(standing, 'group.found');
  if (!allowed.ok) return allowed;
  const email = readEmail(address);
  if (!email.ok) return email;
  const db = house.db.kysely;
  const account = await db
    .selectFrom('auth_user')
    .select('founder')
    .where('email', '=', email.value)
    .executeTakeFirst();
  if (account?.founder) return refused('already-founder', { field: 'email' });
  if (account) {
    await db
      .updateTable('auth_user')
      .set({ founder: true })
      .where('email', '=', email.value)
      .execute();
    return done({ outcome: 'let', path: undefined });
  }
  const token = newToken();
  const token_hash = hashOfToken(token);
  await db
    .insertInto('invitation')
    .values({
      token_hash,
      purpose: 'founder',
      email: email.value,
      group_id: null,
      member_id: null,
      expires_at: new Date(house.now().getTime() + invitationDays * 86_400_000),
      used_at: null,
    })
    .execute();
  const path = `/invitation?token=${token}`;
  const sent = house.mail.works && (await house.mail.send({ ...letter(path), to: email.value }));
  if (!sent) return done({ outcome: 'link', path });
  await db
    .updateTable('invitation')
    .set({ mailed: true })
    .where('token_hash', '=', token_hash)
    .execute();
  return done({ outcome: 'mailed', path: undefined });
}
