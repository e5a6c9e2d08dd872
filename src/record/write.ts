import { sql } from 'kysely';
import type { Entry, Projector, Transaction, Upgrade } from './entry.ts';
import { noHash } from './hash.ts';
import { type Head, type Prepared, seal } from './seal.ts';

/** What writing to a record needs beside the transaction. */
export interface Writing {
  readonly projector: Projector;
  readonly upgrade: Upgrade;
  readonly now: () => Date;
}

/**
 * Locks the end of a group's record until the transaction ends, making it for a new group. One
 * read gives number and hash; and because the lock holds until commit, the order of numbers is
 * the order of commits.
 */
export async function lockHead(tx: Transaction, groupId: string): Promise<Head> {
  const held = await readLocked(tx, groupId);
  if (held) return held;
  await tx
    .insertInto('head')
    .values({ group_id: groupId, seq: 0, hash: noHash })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const made = await readLocked(tx, groupId);
  if (!made) throw new Error(`The head of ${groupId} is not there after it was made.`);
  return made;
}

async function readLocked(tx: Transaction, groupId: string): Promise<Head | undefined> {
  const { rows } = await sql<Head>`
    select seq, hash from head where group_id = ${groupId} for update`.execute(tx);
  return rows[0];
}

/** Writes entries after `head`, moves the head, and projects. The head must be locked. */
export async function writeEntries(
  tx: Transaction,
  { projector, upgrade, now }: Writing,
  groupId: string,
  head: Head,
  prepared: readonly Prepared[],
): Promise<readonly Entry[]> {
  const at = now().toISOString();
  let last = head;
  const entries = prepared.map((each) => (last = seal(groupId, last, at, each)) as Entry);
  if (entries.length === 0) return entries;
  await insert(tx, groupId, entries, prepared);
  const upgraded = entries.map(upgrade);
  await projector.apply(tx, upgraded);
  return upgraded;
}

/** One statement for any number of entries: columns as arrays, and the head with them. */
async function insert(
  tx: Transaction,
  groupId: string,
  entries: readonly Entry[],
  prepared: readonly Prepared[],
): Promise<void> {
  const column = <T>(pick: (entry: Entry) => T): T[] => entries.map(pick);
  const last = entries.at(-1) as Entry;
  await sql`
    with written as (
      insert into entry (group_id, seq, at, actor, on_behalf, verb, subject, version,
                         payload, payload_hash, previous_hash, hash)
      select ${groupId}, * from unnest(
        ${column(({ seq }) => seq)}::bigint[],
        ${column(({ at }) => at)}::timestamptz[],
        ${column(({ actor }) => actor)}::text[],
        ${column(({ onBehalf }) => onBehalf)}::text[],
        ${column(({ verb }) => verb)}::text[],
        ${column(({ subject }) => subject)}::text[],
        ${column(({ version }) => version)}::int[],
        ${prepared.map(({ payloadText }) => payloadText)}::text[],
        ${column(({ payloadHash }) => payloadHash)}::text[],
        ${column(({ previousHash }) => previousHash)}::text[],
        ${column(({ hash }) => hash)}::text[])
    )
    update head set seq = ${last.seq}, hash = ${last.hash} where group_id = ${groupId}`.execute(tx);
}
