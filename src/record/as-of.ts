import { type Kysely, sql } from 'kysely';
import type { Schema } from '#db/schema.ts';
import type { Transaction } from './entry.ts';
import { replay, type Replaying } from './replay.ts';

/**
 * Reads the projection of one group as it stood after its entry `seq`; a `seq` beyond the end
 * means now. `read` gets a transaction in which every projection table is shadowed by a temporary
 * one that holds this group only, so any reader works on it that names tables without a schema.
 * All of it is rolled back.
 */
export async function asOf<T>(
  db: Kysely<Schema>,
  replaying: Replaying,
  groupId: string,
  seq: number,
  read: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const tx = await db.startTransaction().setIsolationLevel('repeatable read').execute();
  try {
    await shadow(tx, replaying.projector.tables);
    await replay(tx, replaying, groupId, seq);
    return await read(tx);
  } finally {
    if (!tx.isRolledBack) await tx.rollback().execute();
  }
}

/** Puts an empty temporary table before each table: PostgreSQL looks there first. */
export async function shadow(tx: Transaction, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    const name = sql.id(table);
    await sql`create temporary table ${name} (like ${name} including all) on commit drop`.execute(
      tx,
    );
  }
}
