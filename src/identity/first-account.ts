import type { Database } from '#db/open.ts';
import { hashOfToken, newToken } from './token.ts';

const validHours = 24;

/**
 * The path of a one-time link that sets up the first account; undefined once there is an account.
 * Each start makes a new one and voids those before.
 */
export async function firstAccountLink(house: {
  readonly db: Database;
  now(): Date;
}): Promise<string | undefined> {
  const db = house.db.kysely;
  const account = await db.selectFrom('auth_user').select('id').limit(1).executeTakeFirst();
  if (account) return undefined;
  const token = newToken();
  await db.transaction().execute(async (tx) => {
    await tx
      .deleteFrom('invitation')
      .where('purpose', '=', 'first-account')
      .where('used_at', 'is', null)
      .execute();
    await tx
      .insertInto('invitation')
      .values({
        token_hash: hashOfToken(token),
        purpose: 'first-account',
        email: null,
        group_id: null,
        member_id: null,
        expires_at: new Date(house.now().getTime() + validHours * 3_600_000),
        used_at: null,
      })
      .execute();
  });
  return `/setup?token=${token}`;
}
