import { type Kysely, sql } from 'kysely';
import type { RankSource } from '#core/search/rank.ts';
import type { Schema } from '#db/schema.ts';
import { readBlocks } from './find-passages.ts';
import type { Holdings } from './holdings.ts';

interface CountedPassage {
  readonly passage_id: number;
  readonly terms: readonly string[];
  readonly counts: readonly number[];
  readonly frequencies: readonly number[];
}

/** What ranking reads, from the tables of a group. For one question. */
export function rankSource(db: Kysely<Schema>, groupId: string, holdings: Holdings): RankSource {
  // Asked for next, of the same terms: read in the same round trip.
  const frequencies = new Map<string, number>();
  return {
    corpus: holdings,
    blocks: (terms) => readBlocks(db, groupId, terms),
    async termCounts(passages) {
      if (passages.length === 0) return [];
      const { rows } = await sql<CountedPassage>`
        select passage_id, array_agg(lexeme) as terms,
          array_agg(cardinality(positions)) as counts, array_agg(term.passages) as frequencies
        from passage cross join unnest(terms)
          join term on term.group_id = ${groupId} and term.term = lexeme
        where passage.group_id = ${groupId} and passage_id = any(${[...passages]}::int[])
        group by passage_id`.execute(db);
      const byId = new Map<number, ReadonlyMap<string, number>>();
      for (const row of rows) {
        byId.set(
          row.passage_id,
          new Map(row.terms.map((term, index) => [term, row.counts[index] ?? 1])),
        );
        row.terms.forEach((term, index) => frequencies.set(term, row.frequencies[index] ?? 0));
      }
      return passages.map((passage) => byId.get(passage) ?? new Map<string, number>());
    },
    frequencies: () => frequencies,
  };
}
