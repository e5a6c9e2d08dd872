import { done, refused, type Result } from '#core/result.ts';
import type { Transaction } from '#record/entry.ts';
import type { InvitationTable } from '#store/tables.ts';

export type Consumed = Pick<InvitationTable, 'purpose' | 'email' | 'group_id' | 'member_id'> & {
  readonly mailed: boolean;
};

/**
 * Uses up a one-time link: of any number who try at once, one has it. What follows must be in the
 * same transaction, so that a link that came to nothing is not used up.
 */
export async function consumeInvitation(
  tx: Transaction,
  tokenHash: string,
  purposes: readonly InvitationTable['purpose'][],
  now: Date,
): Promise<Result<Consumed>> {
  const row = await tx
    .updateTable('invitation')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('purpose', 'in', purposes)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning(['purpose', 'email', 'group_id', 'member_id', 'mailed'])
    .executeTakeFirst();
  return row ? done(row) : refused('invitation-spent');
}
