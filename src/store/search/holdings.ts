import type { Kysely } from 'kysely';
import type { DocumentKind, StakeholderGroup } from '#core/vocabulary.ts';
import type { Schema } from '#db/schema.ts';

/** What search must know of every document of a group, to filter and to count. */
export interface Holding {
  readonly documentId: string;
  readonly symbol: string;
  readonly title: string;
  readonly kind: DocumentKind;
  readonly stakeholderGroup: StakeholderGroup | null;
  readonly language: string;
  readonly region: string | null;
  readonly authors: readonly string[];
  readonly date: string | null;
  readonly version: number;
  readonly firstPassage: number;
  readonly passageCount: number;
}

export interface Holdings {
  readonly documents: readonly Holding[];
  readonly languages: readonly string[];
  readonly passages: number;
  readonly length: number;
  readonly idLimit: number;
  /** By passage number: the index in `documents`, or -1. */
  readonly documentOf: Int32Array;
}

interface Kept {
  readonly seq: number;
  readonly holdings: Holdings;
}

/** Read anew once the record has moved on. Kept per connection, for a transaction may look back. */
const kept = new WeakMap<object, Map<string, Kept>>();
const mostKept = 20;

export async function holdingsOf(db: Kysely<Schema>, groupId: string): Promise<Holdings> {
  const head = await db
    .selectFrom('head')
    .select('seq')
    .where('group_id', '=', groupId)
    .executeTakeFirst();
  const seq = head?.seq ?? 0;
  const groups = kept.get(db) ?? new Map<string, Kept>();
  kept.set(db, groups);
  const known = groups.get(groupId);
  if (known?.seq === seq) return known.holdings;
  const holdings = await readHoldings(db, groupId);
  groups.delete(groupId);
  groups.set(groupId, { seq, holdings });
  const oldest = groups.keys().next().value;
  if (groups.size > mostKept && oldest !== undefined) groups.delete(oldest);
  return holdings;
}

async function readHoldings(db: Kysely<Schema>, groupId: string): Promise<Holdings> {
  const corpus = await db
    .selectFrom('corpus')
    .select(['passages', 'length', 'next_passage'])
    .where('group_id', '=', groupId)
    .executeTakeFirst();
  const rows = await db
    .selectFrom('document')
    .select([
      'document_id',
      'symbol',
      'title',
      'kind',
      'stakeholder_group',
      'language',
      'region',
      'authors',
      'date',
      'version',
      'first_passage',
      'passage_count',
    ])
    .where('group_id', '=', groupId)
    .orderBy('ordinal')
    .execute();
  const documents = rows.map((row) => ({
    documentId: row.document_id,
    symbol: row.symbol,
    title: row.title,
    kind: row.kind,
    stakeholderGroup: row.stakeholder_group,
    language: row.language,
    region: row.region,
    authors: row.authors,
    date: row.date,
    version: row.version,
    firstPassage: row.first_passage,
    passageCount: row.passage_count,
  }));
  const idLimit = corpus?.next_passage ?? 0;
  const documentOf = new Int32Array(idLimit).fill(-1);
  documents.forEach(({ firstPassage, passageCount }, index) =>
    documentOf.fill(index, firstPassage, firstPassage + passageCount),
  );
  return {
    documents,
    languages: [...new Set(documents.map(({ language }) => language))].sort(),
    passages: corpus?.passages ?? 0,
    length: corpus?.length ?? 0,
    idLimit,
    documentOf,
  };
}
