import { sql } from 'kysely';
import { mergePostings } from '#core/search/postings.ts';
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

/** One document's postings, each term's packed. Ordinals count from 1. */
export interface DocumentPostings {
  readonly ordinal: number;
  readonly postings: ReadonlyMap<string, Uint8Array>;
}

/**
 * Adds the postings of documents, in the order of their ordinals, which follow one another without
 * gaps. Writes what one after the other would have written, whole segments at once where it can.
 */
export async function addToSegments(
  tx: Transaction,
  groupId: string,
  documents: readonly DocumentPostings[],
): Promise<void> {
  const first = documents[0]?.ordinal ?? 0;
  const last = documents.at(-1)?.ordinal ?? -1;
  const segments = new Map<number, Map<string, Uint8Array[]>>();
  for (const { ordinal, postings } of documents) {
    const segment = segmentOf(ordinal, wholeLevel(ordinal, first, last));
    const terms = segments.get(segment) ?? new Map<string, Uint8Array[]>();
    segments.set(segment, terms);
    for (const [term, block] of postings) {
      const blocks = terms.get(term);
      if (blocks) blocks.push(block);
      else terms.set(term, [block]);
    }
  }
  for (const [segment, terms] of segments) await writeSegment(tx, groupId, segment, terms);
  for (let level = 1; level <= levels; level += 1) {
    const size = fan ** level;
    for (let number = Math.floor(first / size); (number + 1) * size - 1 <= last; number += 1) {
      if (wholeLevel(number * size, first, last) < level) await merge(tx, groupId, level, number);
    }
  }
}

/** Adds the postings of a document whose neighbours may have been merged long since. */
export async function addToOwnSegment(
  tx: Transaction,
  groupId: string,
  { ordinal, postings }: DocumentPostings,
): Promise<void> {
  const terms = new Map([...postings].map(([term, block]) => [term, [block]]));
  await writeSegment(tx, groupId, segmentOf(ordinal, 0), terms);
}

function segmentOf(ordinal: number, level: number): number {
  return level * levelSize + Math.floor(ordinal / fan ** level);
}

/** The highest level whose window around an ordinal lies between `first` and `last`. */
function wholeLevel(ordinal: number, first: number, last: number): number {
  let level = 0;
  while (level < levels) {
    const size = fan ** (level + 1);
    const start = Math.floor(ordinal / size) * size;
    if (start < first || start + size - 1 > last) break;
    level += 1;
  }
  return level;
}

async function writeSegment(
  tx: Transaction,
  groupId: string,
  segment: number,
  terms: ReadonlyMap<string, readonly Uint8Array[]>,
): Promise<void> {
  const blocks = [...terms.values()].map((list) => Buffer.from(mergePostings(list)));
  await sql`
    insert into posting (group_id, term, segment, passages)
    select ${groupId}, term, ${segment}::int, passages
    from unnest(${[...terms.keys()]}::text[], ${blocks}::bytea[]) as row(term, passages)
    on conflict (group_id, term, segment)
    do update set passages = posting.passages || excluded.passages`.execute(tx);
}

async function merge(tx: Transaction, groupId: string, level: number, number: number) {
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
    from merged group by term`.execute(tx);
}
