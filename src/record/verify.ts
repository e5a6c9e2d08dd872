import { type Kysely, sql } from 'kysely';
import { isDatabaseGone } from '#db/gone.ts';
import type { Schema } from '#db/schema.ts';
import { shadow } from './as-of.ts';
import { type ChainProblem, checkChain } from './chain.ts';
import { compareTable, type Difference } from './compare.ts';
import type { Transaction } from './entry.ts';
import { readHead } from './read.ts';
import { replay, type Replaying } from './replay.ts';
import type { Head } from './seal.ts';

/** What an examination of one group's record found. */
export interface Verification {
  readonly entries: number;
  readonly head: Head;
  /** Numbers of the entries whose payload has been withdrawn. */
  readonly withdrawn: readonly number[];
  readonly problems: readonly ChainProblem[];
  /** The live projection beside a fresh replay. */
  readonly projection: 'equal' | readonly Difference[];
}

/**
 * Examines a group's record: the chain of hashes, every payload against its hash, and every
 * projected row against a fresh replay. All in one snapshot, so that appends may go on meanwhile.
 * `known` are heads that were published or noted before: without one, a record that was rewritten
 * from some entry to its end, all hashes with it, is in itself as sound as the true one.
 */
export async function verify(
  db: Kysely<Schema>,
  replaying: Replaying,
  groupId: string,
  known: readonly Head[] = [],
): Promise<Verification> {
  const tx = await db.startTransaction().setIsolationLevel('repeatable read').execute();
  try {
    const head = await readHead(tx, groupId);
    const chain = await checkChain(tx, groupId, head, known);
    const differences = await compare(tx, replaying, groupId);
    return { head, ...chain, projection: differences.length === 0 ? 'equal' : differences };
  } finally {
    if (!tx.isRolledBack) await tx.rollback().execute();
  }
}

async function compare(
  tx: Transaction,
  replaying: Replaying,
  groupId: string,
): Promise<readonly Difference[]> {
  await shadow(tx, replaying.projector.tables);
  await sql`savepoint replay`.execute(tx);
  try {
    await replay(tx, replaying, groupId);
  } catch (error) {
    if (isDatabaseGone(error)) throw error;
    // A damaged payload may be beyond projecting; that is a finding, not a failure to look.
    await sql`rollback to savepoint replay`.execute(tx);
    const detail = error instanceof Error ? error.message : String(error);
    return [{ table: '', key: [], kind: 'unreplayable', detail }];
  }
  const differences: Difference[] = [];
  for (const table of replaying.projector.tables) {
    differences.push(...(await compareTable(tx, groupId, table)));
  }
  return differences;
}
