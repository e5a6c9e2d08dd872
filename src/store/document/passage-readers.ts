import { type Kysely, sql } from 'kysely';
import type { Schema } from '#db/schema.ts';

export interface Passage {
  readonly position: number;
  /** The permanent name within the document, `p12`. */
  readonly label: string;
  /** The headings it stands under, outermost first. */
  readonly path: readonly string[];
  readonly kind: string;
  readonly text: string;
  readonly speaker: string | null;
  /** Seconds from the start of a recording. */
  readonly start: number | null;
  /** The version that brought these words. */
  readonly sinceVersion: number;
}

/** What is needed to cut a document into pages and to list its contents. */
export interface OutlineItem {
  readonly position: number;
  readonly label: string;
  readonly bytes: number;
  /** How many headings it stands under. */
  readonly depth: number;
  /** The words of a heading; null for all else. */
  readonly heading: string | null;
}

export async function outlineOf(
  db: Kysely<Schema>,
  groupId: string,
  documentId: string,
): Promise<OutlineItem[]> {
  const { rows } = await sql<OutlineItem>`
    select position, label, octet_length(text) as bytes, cardinality(path) as depth,
      case when kind = 'heading' then text end as heading
    from passage where group_id = ${groupId} and document_id = ${documentId}
    order by position`.execute(db);
  return rows;
}

/** The passages of a document from one position up to and with another. */
export async function passagesBetween(
  db: Kysely<Schema>,
  groupId: string,
  documentId: string,
  first: number,
  last: number,
): Promise<Passage[]> {
  return db
    .selectFrom('passage')
    .select(['position', 'label', 'path', 'kind', 'text', 'speaker', 'start'])
    .select('since_version as sinceVersion')
    .where('group_id', '=', groupId)
    .where('document_id', '=', documentId)
    .where('position', '>=', first)
    .where('position', '<=', last)
    .orderBy('position')
    .execute();
}

export interface EarlierWords {
  readonly label: string;
  /** The last version that had these words. */
  readonly untilVersion: number;
  readonly text: string;
  readonly fate: 'changed' | 'removed';
}

/** Words that passages of a document once had, oldest first. */
export async function earlierWordsOf(
  db: Kysely<Schema>,
  groupId: string,
  documentId: string,
): Promise<EarlierWords[]> {
  return db
    .selectFrom('passage_earlier')
    .select(['label', 'until_version as untilVersion', 'text', 'fate'])
    .where('group_id', '=', groupId)
    .where('document_id', '=', documentId)
    .orderBy('until_version')
    .orderBy(sql`length(label)`)
    .orderBy('label')
    .execute();
}
