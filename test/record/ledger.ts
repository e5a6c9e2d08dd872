import { type Kysely, sql } from 'kysely';
import type { Schema } from '#db/schema.ts';
import type { Draft, Entry, Projector, Transaction } from '#record/entry.ts';

/** A toy noun, so that the record is tested without any real one: accounts and what moved them. */
export async function makeLedger(db: Kysely<Schema>): Promise<void> {
  await sql`create table account (
    group_id text not null, name text not null, balance bigint not null check (balance >= 0),
    changed_seq bigint not null, primary key (group_id, name))`.execute(db);
  await sql`create table movement (
    group_id text not null, seq bigint not null, name text not null, amount bigint not null,
    note text not null, at text not null, primary key (group_id, seq))`.execute(db);
}

export function moved(name: string, amount: number, note = ''): Draft {
  return { verb: 'account.moved', subject: name, payload: { amount, note } };
}

/** Fails in SQL when a balance would fall below zero, as a projection with a constraint does. */
export const ledgerProjector: Projector = {
  tables: ['account', 'movement'],
  async apply(tx: Transaction, entries: readonly Entry[]): Promise<void> {
    const moves = entries.filter(({ verb, payload }) => verb === 'account.moved' && payload);
    if (moves.length === 0) return;
    const column = <T>(pick: (entry: Entry) => T): T[] => moves.map(pick);
    const groupId = moves[0]?.groupId;
    await sql`
      insert into movement (group_id, seq, name, amount, note, at)
      select ${groupId}, * from unnest(
        ${column(({ seq }) => seq)}::bigint[], ${column(({ subject }) => subject)}::text[],
        ${column(({ payload }) => payload?.['amount'])}::bigint[],
        ${column(({ payload }) => payload?.['note'] ?? '')}::text[],
        ${column(({ at }) => at)}::text[])`.execute(tx);
    const sums = new Map<string, { amount: number; seq: number }>();
    for (const { subject, seq, payload } of moves) {
      const amount = (sums.get(subject)?.amount ?? 0) + Number(payload?.['amount']);
      sums.set(subject, { amount, seq });
    }
    for (const [name, { amount, seq }] of sums) {
      await sql`
        insert into account (group_id, name, balance, changed_seq)
        values (${groupId}, ${name}, 0, 0) on conflict do nothing`.execute(tx);
      await sql`
        update account set balance = balance + ${amount}, changed_seq = ${seq}
        where group_id = ${groupId} and name = ${name}`.execute(tx);
    }
  },
};

/** A reader that names its tables without a schema, as all readers do. */
export async function balances(
  db: Kysely<Schema>,
  groupId: string,
): Promise<Record<string, number>> {
  const { rows } = await sql<{ name: string; balance: number }>`
    select name, balance from account where group_id = ${groupId} order by name`.execute(db);
  return Object.fromEntries(rows.map(({ name, balance }) => [name, balance]));
}

export async function movements(db: Kysely<Schema>, groupId: string): Promise<readonly unknown[]> {
  const { rows } = await sql`
    select * from movement where group_id = ${groupId} order by seq`.execute(db);
  return rows;
}
