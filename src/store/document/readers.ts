import { type Kysely, sql } from 'kysely';
import type { Reason } from '#core/result.ts';
import type { DocumentKind, RelationKind, StakeholderGroup } from '#core/vocabulary.ts';
import type { Schema } from '#db/schema.ts';
import type { DocumentTable } from '../tables.ts';

/** What a list says of a document. */
export interface DocumentSummary {
  readonly documentId: string;
  readonly symbol: string;
  readonly kind: DocumentKind;
  readonly title: string;
  /** ISO day. */
  readonly date: string | null;
  readonly authors: readonly string[];
  readonly stakeholderGroup: StakeholderGroup | null;
  readonly region: string | null;
  readonly language: string;
  readonly version: number;
  readonly passages: number;
  readonly registeredAt: Date;
}

/** The register sheet of a document. */
export interface Document extends DocumentSummary {
  readonly languageBy: 'detected' | 'person' | 'metadata';
  readonly keywords: readonly string[];
  /** Whatever else came with it, under the keys it came with. */
  readonly metadata: Readonly<Record<string, string>>;
  /** What a reader should know of how the words were read. */
  readonly notes: readonly Reason[];
  /** The entry that last changed it. */
  readonly changedSeq: number;
}

export const summaryColumns = [
  'document_id',
  'symbol',
  'kind',
  'title',
  'date',
  'authors',
  'stakeholder_group',
  'region',
  'language',
  'version',
  'passage_count',
  'registered_at',
] as const;

export function summaryFrom(
  row: Pick<DocumentTable, (typeof summaryColumns)[number]>,
): DocumentSummary {
  return {
    documentId: row.document_id,
    symbol: row.symbol,
    kind: row.kind,
    title: row.title,
    date: row.date,
    authors: row.authors,
    stakeholderGroup: row.stakeholder_group,
    region: row.region,
    language: row.language,
    version: row.version,
    passages: row.passage_count,
    registeredAt: row.registered_at,
  };
}

export async function documentBySymbol(
  db: Kysely<Schema>,
  groupId: string,
  symbol: string,
): Promise<Document | undefined> {
  const row = await db
    .selectFrom('document')
    .select(summaryColumns)
    .select(['language_by', 'keywords', 'metadata', 'notes', 'changed_seq'])
    .where('group_id', '=', groupId)
    .where('symbol', '=', symbol)
    .executeTakeFirst();
  return (
    row && {
      ...summaryFrom(row),
      languageBy: row.language_by,
      keywords: row.keywords,
      metadata: row.metadata as Readonly<Record<string, string>>,
      notes: row.notes as unknown as readonly Reason[],
      changedSeq: row.changed_seq,
    }
  );
}

/** The documents entered last, newest first. */
export async function latestDocuments(
  db: Kysely<Schema>,
  groupId: string,
  limit: number,
): Promise<DocumentSummary[]> {
  const rows = await db
    .selectFrom('document')
    .select(summaryColumns)
    .where('group_id', '=', groupId)
    .orderBy('ordinal', 'desc')
    .limit(limit)
    .execute();
  return rows.map(summaryFrom);
}

export interface KeptFile {
  readonly version: number;
  readonly role: 'original' | 'form';
  readonly sha256: string;
  readonly name: string;
  readonly bytes: number;
  readonly mediaType: string;
}

export interface Version {
  readonly version: number;
  readonly at: Date;
  readonly converter: string;
  /** Why the words were corrected; empty for the first version. */
  readonly note: string;
  readonly files: readonly KeptFile[];
}

/** Every version of a document with the files it was read from, newest first. */
export async function versionsOf(
  db: Kysely<Schema>,
  groupId: string,
  documentId: string,
): Promise<Version[]> {
  const { rows } = await sql<Omit<Version, 'files'> & { files: KeptFile[] | null }>`
    select version.version, version.at, version.converter, version.note,
      (select json_agg(json_build_object('version', file.version, 'role', file.role,
          'sha256', file.sha256, 'name', file.name, 'bytes', file.bytes,
          'mediaType', file.media_type) order by file.position)
        from document_file file
        where file.group_id = version.group_id and file.document_id = version.document_id
          and file.version = version.version) as files
    from document_version version
    where version.group_id = ${groupId} and version.document_id = ${documentId}
    order by version.version desc`.execute(db);
  return rows.map((row) => ({ ...row, files: row.files ?? [] }));
}

/** A kept file of a group's library, by its bytes. */
export async function fileBySha256(
  db: Kysely<Schema>,
  groupId: string,
  sha256: string,
): Promise<{ readonly name: string; readonly mediaType: string } | undefined> {
  return db
    .selectFrom('document_file')
    .select(['name', 'media_type as mediaType'])
    .where('group_id', '=', groupId)
    .where('sha256', '=', sha256)
    .executeTakeFirst();
}

export interface Relation {
  readonly kind: RelationKind;
  /** Whether it is the other document that says so of this one. */
  readonly back: boolean;
  readonly symbol: string;
  /** Null while no document has that symbol. */
  readonly title: string | null;
}

/** What a document says of others, and what others say of it. */
export async function relationsOf(
  db: Kysely<Schema>,
  groupId: string,
  document: Pick<Document, 'documentId' | 'symbol'>,
): Promise<Relation[]> {
  const { rows } = await sql<Relation>`
    select relation.kind, false as back, relation.target_symbol as symbol, target.title
    from document_relation relation left join document target
      on target.group_id = relation.group_id and target.symbol = relation.target_symbol
    where relation.group_id = ${groupId} and relation.document_id = ${document.documentId}
    union all
    select relation.kind, true, source.symbol, source.title
    from document_relation relation join document source
      on source.group_id = relation.group_id and source.document_id = relation.document_id
    where relation.group_id = ${groupId} and relation.target_symbol = ${document.symbol}
    order by back, kind, symbol`.execute(db);
  return rows;
}
