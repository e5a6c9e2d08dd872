import { sql } from 'kysely';
import type { Transaction } from '#record/entry.ts';

/**
 * Postings lie in segments: one for each document, of level 0, until sixteen neighbours are there
 * and are merged into one of level 1, and sixteen of those into one of level 2, and so on. A term
 * is then read from a handful of rows, a document is added by writing a handful, and a replay
 * merges at the same points and ends with the same rows.
 */
const fan = 16;
const levels = 4;
const levelSize = 2 ** 28;

/** The segment of a document on its own. Ordinals count from 1. */
export function ownSegment(ordinal: number): number {
  return ordinal;
}

/**
 * Merges whatever a document, just indexed, completes. One that is indexed again completes what was
 * merged before, and is added to it.
 */
export async function mergeCompleted(tx: Transaction, groupId: string, ordinal: number) {
  for (let level = 1, size = fan; level <= levels; level += 1, size *= fan) {
    if ((ordinal + 1) % size !== 0) return;
    const number = Math.floor(ordinal / size);
    const first = (level - 1) * levelSize + number * fan;
    await sql`
      with merged as (
        delete from posting
        where group_id = ${groupId} and segment between ${first} and ${first + fan - 1}
        returning term, segment, passages
      )
      insert into posting (group_id, term, segment, passages)
      select ${groupId}, term, ${level * levelSize + number}::int,
        string_agg(passages, ''::bytea order by segment)
      from merged group by term
      on conflict (group_id, term, segment)
      do update set passages = posting.passages || excluded.passages`.execute(tx);
  }
}
