import { sql } from 'kysely';
import { readEmail, readPassword, readPersonName } from '#core/account/read-account.ts';
import { done, refused, type Result } from '#core/result.ts';
import { insertAccount, type NewAccount } from '#identity/insert-account.ts';
import { hashOfToken } from '#identity/token.ts';
import type { Transaction } from '#record/entry.ts';
import { consumeInvitation } from './consume-invitation.ts';
import type { House } from './house.ts';
import { inTransaction } from './in-transaction.ts';

export interface FirstAccount {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/**
 * Makes the first account of the server, by the one-time link that the start printed. It may found
 * groups. Whoever has the link has the operator's terminal, so nothing else is asked.
 */
export async function firstAccount(
  house: House,
  token: string,
  input: FirstAccount,
): Promise<Result<{ readonly userId: string }>> {
  const name = readPersonName(input.name);
  if (!name.ok) return name;
  const email = readEmail(input.email);
  if (!email.ok) return email;
  const password = readPassword(input.password, email.value);
  if (!password.ok) return password;
  const userId = house.newId();
  const passwordHash = await house.accounts.hashPassword(password.value);
  const account = {
    userId,
    name: name.value,
    email: email.value,
    passwordHash,
    founder: true,
    emailVerified: true,
  };
  const made = await inTransaction(house, (tx) =>
    makeAlone(tx, house, hashOfToken(token), account),
  );
  return made.ok ? done({ userId }) : made;
}

async function makeAlone(
  tx: Transaction,
  house: House,
  tokenHash: string,
  account: NewAccount,
): Promise<Result<undefined>> {
  // Two nodes that started at once printed two links; the first account is one.
  await sql`lock table auth_user in share row exclusive mode`.execute(tx);
  const there = await tx.selectFrom('auth_user').select('id').limit(1).executeTakeFirst();
  if (there) return refused('first-account-there');
  const consumed = await consumeInvitation(tx, tokenHash, ['first-account'], house.now());
  if (!consumed.ok) return refused('setup-link-spent');
  return insertAccount(tx, account, house.now());
}
