import { type Kysely, sql } from 'kysely';
import type { Schema } from '#db/schema.ts';

/**
 * For whom people last said that the authors of files speak, by the author's name as the files have it. It is
 * read from the record, where each amendment that came in a file names both; what was taken back is not
 * remembered.
 */
export async function authorParties(
  db: Kysely<Schema>,
  groupId: string,
): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ author: string; party: string }>`
    select payload::json -> 'file' ->> 'author' as author, payload::json ->> 'party' as party
    from entry
    where group_id = ${groupId} and verb = 'text.amended' and payload like '%"author":%'
      and payload::json -> 'file' ->> 'author' is not null
      and not exists (
        select 1 from text_measure step
        where step.group_id = entry.group_id and step.seq = entry.seq and step.undone)
    order by seq`.execute(db);
  return new Map(rows.map(({ author, party }) => [author, party]));
}
