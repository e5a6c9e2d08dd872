import { type Kysely, sql } from 'kysely';
import type { Schema } from '#db/schema.ts';
import type { Projector, Transaction, Upgrade } from './entry.ts';
import { readInBatches } from './read.ts';
import { lockHead } from './write.ts';

/** What replaying needs beside the transaction. */
export interface Replaying {
  readonly projector: Projector;
  readonly upgrade: Upgrade;
}

/** Projects a group's entries up to `upTo`, or all, onto tables that hold none of its rows. */
export async function replay(
  tx: Transaction,
  { projector, upgrade }: Replaying,
  groupId: string,
  upTo?: number,
): Promise<number> {
  let count = 0;
  for await (const batch of readInBatches(tx, groupId, { upTo })) {
    await projector.apply(tx, batch.map(upgrade));
    count += batch.length;
  }
  return count;
}

/** Drops a group's projection and makes it anew, within a transaction that holds its head. */
export async function replaceProjection(
  tx: Transaction,
  replaying: Replaying,
  groupId: string,
): Promise<number> {
  for (const table of replaying.projector.tables) {
    await sql`delete from ${sql.table(table)} where group_id = ${groupId}`.execute(tx);
  }
  return replay(tx, replaying, groupId);
}

/**
 * Makes a group's projection anew from its record, in one transaction: readers see the old rows
 * until the new ones are there, and appends wait. Returns how many entries were replayed.
 */
export async function rebuild(
  db: Kysely<Schema>,
  replaying: Replaying,
  groupId: string,
): Promise<number> {
  return db.transaction().execute(async (tx) => {
    await lockHead(tx, groupId);
    return replaceProjection(tx, replaying, groupId);
  });
}
