import { readEmail, readPassword } from '#core/account/read-account.ts';
import { done, refused, type Result } from '#core/result.ts';
import { hashOfToken, newToken } from '#identity/token.ts';
import { consumeInvitation } from './consume-invitation.ts';
import type { House } from './house.ts';
import { inTransaction } from './in-transaction.ts';

/** Such a link works for so many minutes. */
export const renewalMinutes = 120;

/**
 * The path of a one-time link by which an account gets a new password. Whoever has the link has
 * the account, so only its mailbox and the operator are given it: see who calls this.
 */
export async function renewalLink(
  house: House,
  address: string,
): Promise<Result<{ readonly path: string; readonly email: string }>> {
  const email = readEmail(address);
  if (!email.ok) return email;
  const db = house.db.kysely;
  const account = await db
    .selectFrom('auth_user')
    .select('id')
    .where('email', '=', email.value)
    .executeTakeFirst();
  if (!account) return refused('no-such-account', { email: email.value });
  const token = newToken();
  await db
    .insertInto('invitation')
    .values({
      token_hash: hashOfToken(token),
      purpose: 'password',
      email: email.value,
      group_id: null,
      member_id: null,
      expires_at: new Date(house.now().getTime() + renewalMinutes * 60_000),
      used_at: null,
    })
    .execute();
  return done({ path: `/sign-in/password?token=${token}`, email: email.value });
}

/** Sets a new password by such a link, once, and ends every session of the account. */
export async function renewPassword(
  house: House,
  token: string,
  password: string,
): Promise<Result<{ readonly email: string }>> {
  const fit = readPassword(password, '');
  if (!fit.ok) return fit;
  const passwordHash = await house.accounts.hashPassword(fit.value);
  return inTransaction(house, async (tx) => {
    const used = await consumeInvitation(tx, hashOfToken(token), ['password'], house.now());
    if (!used.ok || used.value.email === null) return refused('link-spent');
    const { email } = used.value;
    const account = await tx
      .selectFrom('auth_user')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirst();
    if (!account) return refused('link-spent');
    await tx
      .updateTable('auth_credential')
      .set({ password: passwordHash, updatedAt: house.now() })
      .where('userId', '=', account.id)
      .where('providerId', '=', 'credential')
      .execute();
    await tx.deleteFrom('auth_session').where('userId', '=', account.id).execute();
    // Other links of the kind that are still about would undo what was just done.
    await tx
      .deleteFrom('invitation')
      .where('purpose', '=', 'password')
      .where('email', '=', email)
      .where('used_at', 'is', null)
      .execute();
    return done({ email });
  });
}
