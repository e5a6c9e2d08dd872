import { readPassword, readPersonName } from '#core/account/read-account.ts';
import { done, refused, type Result } from '#core/result.ts';
import { insertAccount } from '#identity/insert-account.ts';
import { hashOfToken } from '#identity/token.ts';
import type { Transaction } from '#record/entry.ts';
import { draft } from '#store/draft.ts';
import type { Actor } from './actor.ts';
import { consumeInvitation, type Consumed } from './consume-invitation.ts';
import type { House } from './house.ts';
import { inTransaction } from './in-transaction.ts';

/** What a new account needs; its address is the one that was invited. */
export interface NewAccountInput {
  readonly name: string;
  readonly password: string;
}

export interface Accepted {
  readonly email: string | null;
}

/**
 * Accepts an invitation, once: for the account that is signed in, or for a new one. The account,
 * the seat and the record's entry come to be together or not at all.
 */
export async function acceptInvitation(
  house: House,
  actor: Actor,
  token: string,
  input: NewAccountInput | undefined,
): Promise<Result<Accepted>> {
  const tokenHash = hashOfToken(token);
  const found = await house.db.kysely
    .selectFrom('invitation')
    .select(['purpose', 'email', 'group_id', 'member_id'])
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  if (found?.purpose !== 'join' && found?.purpose !== 'founder') return refused('invitation-spent');
  const account = await accountFor(house, actor, found.email, input);
  if (!account.ok) return account;

  const accept = async (tx: Transaction): Promise<Result<Consumed>> => {
    const consumed = await consumeInvitation(tx, tokenHash, ['join', 'founder'], house.now());
    if (!consumed.ok) return consumed;
    const made = await account.value.make(tx, consumed.value);
    return made.ok ? consumed : made;
  };
  const { group_id: groupId, member_id: memberId } = found;
  if (groupId === null || memberId === null) {
    const accepted = await inTransaction(house, accept);
    return accepted.ok ? done({ email: found.email }) : accepted;
  }
  const author = { actor: `member:${memberId}` };
  const changed = await house.record.change(groupId, author, async (tx) => {
    const accepted = await accept(tx);
    if (!accepted.ok) return accepted;
    const seated = await takeSeat(tx, groupId, memberId, account.value.userId);
    if (!seated.ok) return seated;
    return { ok: true, entries: [draft('member.joined', memberId, {})], value: undefined };
  });
  return changed.ok ? done({ email: found.email }) : changed;
}

interface AccountToUse {
  readonly userId: string;
  /** Makes it, or gives the one that is there what the invitation brings. */
  make(tx: Transaction, invitation: Consumed): Promise<Result<undefined>>;
}

async function accountFor(
  house: House,
  actor: Actor,
  email: string | null,
  input: NewAccountInput | undefined,
): Promise<Result<AccountToUse>> {
  if (actor.kind === 'account') {
    return done({
      userId: actor.userId,
      async make(tx, { purpose }) {
        if (purpose !== 'founder') return done();
        await tx
          .updateTable('auth_user')
          .set({ founder: true })
          .where('id', '=', actor.userId)
          .execute();
        return done();
      },
    });
  }
  if (!input || email === null) return refused('sign-in-to-accept');
  const name = readPersonName(input.name);
  if (!name.ok) return name;
  const password = readPassword(input.password, email);
  if (!password.ok) return password;
  const passwordHash = await house.accounts.hashPassword(password.value);
  const userId = house.newId();
  return done({
    userId,
    make: (tx, { purpose, mailed: emailVerified }) => {
      const founder = purpose === 'founder';
      const account = { userId, name: name.value, email, passwordHash, founder, emailVerified };
      return insertAccount(tx, account, house.now());
    },
  });
}

async function takeSeat(
  tx: Transaction,
  groupId: string,
  memberId: string,
  userId: string,
): Promise<Result<undefined>> {
  const member = await tx
    .selectFrom('member')
    .select('state')
    .where('group_id', '=', groupId)
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  if (!member || member.state === 'left' || member.state === 'joined') {
    return refused('invitation-spent');
  }
  const seated = await tx
    .insertInto('seat')
    .values({ group_id: groupId, member_id: memberId, user_id: userId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('member_id')
    .executeTakeFirst();
  return seated ? done() : refused('already-seated');
}
