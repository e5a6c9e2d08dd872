import { type Kysely, sql } from 'kysely';
import type { RankSource } from '#core/search/rank.ts';
import type { Schema } from '#db/schema.ts';
import { readBlocks } from './find-passages.ts';
import type { Holdings } from './holdings.ts';

/** What ranking reads, from the tables of a group. */
export function rankSource(db: Kysely<Schema>, groupId: string, holdings: Holdings): RankSource {
  return {
    corpus: holdings,
    blocks: (terms) => readBlocks(db, groupId, terms),
    async termCounts(passages) {
      if (passages.length === 0) return [];
      const { rows } = await sql<{ passage_id: number; terms: string[]; counts: number[] }>`
        select passage_id, array_agg(lexeme) as terms,
          array_agg(cardinality(positions)) as counts
        from passage, unnest(terms)
        where group_id = ${groupId} and passage_id = any(${[...passages]}::int[])
        group by passage_id`.execute(db);
      const byId = new Map(
        rows.map(({ passage_id, terms, counts }) => [
          passage_id,
          new Map(terms.map((term, index) => [term, counts[index] ?? 1])),
        ]),
      );
      return passages.map((passage) => byId.get(passage) ?? new Map<string, number>());
    },
    async frequencies(terms) {
      if (terms.length === 0) return new Map();
      const rows = await db
        .selectFrom('term')
        .select(['term', 'passages'])
        .where('group_id', '=', groupId)
        .where('term', '=', sql<string>`any(${[...terms]}::text[])`)
        .execute();
      return new Map(rows.map(({ term, passages }) => [term, passages]));
    },
  };
}
