import type { Kysely } from 'kysely';
import type { Schema } from '#db/schema.ts';
import type { Entry } from './entry.ts';
import { noHash } from './hash.ts';
import { entryOf } from './rows.ts';
import type { Head } from './seal.ts';

/** Which entries: those after `after` up to and with `upTo`, at most `limit` of them. */
export interface Range {
  readonly after?: number | undefined;
  readonly upTo?: number | undefined;
  readonly limit?: number | undefined;
}

/** Entries of one group in order, as they were written: payloads in the shape of their version. */
export async function readEntries(
  db: Kysely<Schema>,
  groupId: string,
  { after = 0, upTo, limit }: Range = {},
): Promise<readonly Entry[]> {
  let query = db
    .selectFrom('entry')
    .selectAll()
    .where('group_id', '=', groupId)
    .where('seq', '>', after)
    .orderBy('seq');
  if (upTo !== undefined) query = query.where('seq', '<=', upTo);
  if (limit !== undefined) query = query.limit(limit);
  return (await query.execute()).map(entryOf);
}

/**
 * All entries of a range in batches, so that a long record is never in memory at once. While one
 * batch is worked on, the next is already on its way.
 */
export async function* readInBatches(
  db: Kysely<Schema>,
  groupId: string,
  { after = 0, upTo }: Pick<Range, 'after' | 'upTo'> = {},
  size = 1_000,
): AsyncGenerator<readonly Entry[]> {
  const read = (last: number): Promise<readonly Entry[]> => {
    const reading = readEntries(db, groupId, { after: last, upTo, limit: size });
    // Whoever stops in the middle never asks for it, and has an error of their own to tell.
    reading.catch(() => undefined);
    return reading;
  };
  let coming: Promise<readonly Entry[]> | undefined = read(after);
  while (coming) {
    const batch: readonly Entry[] = await coming;
    const last = batch.at(-1);
    coming = last && batch.length === size ? read(last.seq) : undefined;
    if (last) yield batch;
  }
}

/** Where a group's record ends; number 0 and 64 zeros while it has no entry. */
export async function readHead(db: Kysely<Schema>, groupId: string): Promise<Head> {
  const row = await db
    .selectFrom('head')
    .select(['seq', 'hash'])
    .where('group_id', '=', groupId)
    .executeTakeFirst();
  return row ?? { seq: 0, hash: noHash };
}
