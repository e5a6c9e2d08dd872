import { sql } from 'kysely';
import type pg from 'pg';
import type { Begun } from '#db/begin.ts';
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

/** Entries written after a head, or undefined when the head was not where it was thought to be. */
export type Written = readonly Entry[] | undefined;

/**
 * Writes entries after `head`, moves the head, and projects, all on their way at once. The head
 * need not be locked if it is known from before: then it is moved only if it still stands there.
 */
export async function writeEntries(
  { tx, client }: Begun,
  { projector, upgrade, now }: Writing,
  groupId: string,
  head: Head,
  prepared: readonly Prepared[],
): Promise<Written> {
  const at = now().toISOString();
  let last = head;
  const entries = prepared.map((each): Entry => {
    const entry = seal(groupId, last, at, each);
    last = entry;
    return entry;
  });
  if (entries.length === 0) return entries;
  const upgraded = entries.map(upgrade);
  const inserting = insert(client, groupId, head, entries, prepared);
  const projecting = project(projector, tx, upgraded);
  const [inserted, projected] = await Promise.allSettled([inserting, projecting]);
  if (inserted.status === 'rejected') throw inserted.reason;
  if (inserted.value !== entries.length) return undefined;
  if (projected.status === 'rejected') throw projected.reason;
  return upgraded;
}

/** So that a projector that throws at once is no different from one that rejects. */
async function project(projector: Projector, tx: Transaction, entries: readonly Entry[]) {
  await projector.apply(tx, entries);
}

/** Columns travel as arrays, so that one prepared statement serves any number of entries. */
const insertStatement = `
  with moved as (
    update head set seq = $2, hash = $3 where group_id = $1 and seq = $4 and hash = $5
    returning group_id
  )
  insert into entry (group_id, seq, at, actor, on_behalf, verb, subject, version,
                     payload, payload_hash, previous_hash, hash)
  select moved.group_id, given.* from moved, unnest(
    $6::bigint[], $7::timestamptz[], $8::text[], $9::text[], $10::text[], $11::text[], $12::int[],
    $13::text[], $14::text[], $15::text[], $16::text[]) as given`;

async function insert(
  client: pg.PoolClient,
  groupId: string,
  head: Head,
  entries: readonly Entry[],
  prepared: readonly Prepared[],
): Promise<number | null> {
  const last = entries.at(-1) as Entry;
  const { rowCount } = await client.query({
    name: 'record-insert',
    text: insertStatement,
    values: [
      groupId,
      last.seq,
      last.hash,
      head.seq,
      head.hash,
      entries.map(({ seq }) => seq),
      entries.map(({ at }) => at),
      entries.map(({ actor }) => actor),
      entries.map(({ onBehalf }) => onBehalf),
      entries.map(({ verb }) => verb),
      entries.map(({ subject }) => subject),
      entries.map(({ version }) => version),
      prepared.map(({ payloadText }) => payloadText),
      entries.map(({ payloadHash }) => payloadHash),
      entries.map(({ previousHash }) => previousHash),
      entries.map(({ hash }) => hash),
    ],
  });
  return rowCount;
}
