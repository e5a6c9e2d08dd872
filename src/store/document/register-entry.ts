import type { Kysely } from 'kysely';
import type { Schema } from '#db/schema.ts';
import type { DocumentDescription } from './entries.ts';

/** What the register says of a document now, and the entry that last changed it. */
export interface RegisterEntry extends DocumentDescription {
  readonly documentId: string;
  readonly symbol: string;
  readonly changedSeq: number;
}

/** The register's sheet for a document, or undefined where there is none with that symbol. */
export async function registerEntry(
  db: Kysely<Schema>,
  groupId: string,
  symbol: string,
): Promise<RegisterEntry | undefined> {
  const row = await db
    .selectFrom('document')
    .selectAll()
    .where('group_id', '=', groupId)
    .where('symbol', '=', symbol)
    .executeTakeFirst();
  if (!row) return undefined;
  const relations = await db
    .selectFrom('document_relation')
    .select(['kind', 'target_symbol as targetSymbol'])
    .where('group_id', '=', groupId)
    .where('document_id', '=', row.document_id)
    .orderBy('kind')
    .orderBy('target_symbol')
    .execute();
  return {
    documentId: row.document_id,
    symbol: row.symbol,
    changedSeq: row.changed_seq,
    kind: row.kind,
    title: row.title,
    date: row.date,
    authors: row.authors,
    stakeholderGroup: row.stakeholder_group,
    region: row.region,
    language: row.language,
    languageBy: row.language_by,
    keywords: row.keywords,
    metadata: row.metadata,
    relations,
  };
}
