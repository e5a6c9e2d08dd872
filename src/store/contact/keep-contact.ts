import type { Transaction } from '#record/entry.ts';

/** Keeps the address of a member beside the record, or takes it away where there is none. */
export async function keepContact(
  tx: Transaction,
  groupId: string,
  memberId: string,
  email: string | null,
): Promise<void> {
  if (email === null) {
    await tx
      .deleteFrom('contact')
      .where('group_id', '=', groupId)
      .where('member_id', '=', memberId)
      .execute();
    return;
  }
  await tx
    .insertInto('contact')
    .values({ group_id: groupId, member_id: memberId, email })
    .onConflict((conflict) => conflict.columns(['group_id', 'member_id']).doUpdateSet({ email }))
    .execute();
}
