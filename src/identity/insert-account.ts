import { refused, done, type Result } from '#core/result.ts';
import type { Transaction } from '#record/entry.ts';

export interface NewAccount {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  /** Of `Accounts.hashPassword`. */
  readonly passwordHash: string;
  readonly founder: boolean;
  /** The person is known to read mail at the address. */
  readonly emailVerified: boolean;
}

/**
 * Makes an account within the caller's transaction, so that it is there together with the seat it
 * was made for, or not at all. The rows are those the account library would write; a test signs in
 * through the library to prove it.
 */
export async function insertAccount(
  tx: Transaction,
  account: NewAccount,
  at: Date,
): Promise<Result<undefined>> {
  const { userId, name, email, passwordHash, founder, emailVerified } = account;
  const made = await tx
    .insertInto('auth_user')
    .values({ id: userId, name, email, emailVerified, image: null, founder })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!made) return refused('email-taken', { field: 'email', email });
  await tx
    .insertInto('auth_credential')
    .values({
      id: `${userId}-password`,
      accountId: userId,
      providerId: 'credential',
      userId,
      password: passwordHash,
      updatedAt: at,
    })
    .execute();
  return done();
}
