import type { Transaction } from '#record/entry.ts';
import { signatureBytes, signatureOf } from '#core/search/near-duplicate.ts';
import { type IndexedDocument, indexDocuments } from '../search/index-documents.ts';
import { unindexPassages } from '../search/unindex-passages.ts';
import { eachEntry, type Present, type Projection } from '../projection.ts';
import type {
  DocumentCorrected,
  DocumentDescribed,
  DocumentDescription,
  DocumentReading,
  DocumentRegistered,
} from './entries.ts';

export const documentProjection: Projection = {
  tables: [
    'document',
    'document_version',
    'document_file',
    'document_relation',
    'passage',
    'passage_earlier',
    'posting',
    'term',
    'corpus',
  ],
  handlers: {
    'document.registered': registerAll,
    'document.corrected': eachEntry<DocumentCorrected>(correct),
    'document.described': eachEntry<DocumentDescribed>(describe),
  },
};

/** As many documents as are held in memory at once while they are indexed together. */
const together = 256;

async function registerAll(tx: Transaction, entries: readonly Present[]): Promise<void> {
  for (let from = 0; from < entries.length; from += together) {
    const documents: IndexedDocument[] = [];
    for (const entry of entries.slice(from, from + together)) {
      documents.push(await register(tx, entry, entry.payload as unknown as DocumentRegistered));
    }
    await indexDocuments(tx, entries[0]?.groupId ?? '', documents, 'registered');
  }
}

async function register(
  tx: Transaction,
  entry: Present,
  registered: DocumentRegistered,
): Promise<IndexedDocument> {
  const { groupId, subject: documentId } = entry;
  const count = registered.passages.length;
  const { ordinal, firstPassage } = await allocate(tx, groupId, count, 1);
  await tx
    .insertInto('document')
    .values({
      group_id: groupId,
      document_id: documentId,
      ordinal,
      symbol: registered.symbol,
      ...describedColumns(registered),
      ...readColumns(registered, firstPassage),
      version: 1,
      registered_at: new Date(entry.at),
      changed_at: new Date(entry.at),
      changed_seq: entry.seq,
    })
    .execute();
  await writeVersion(tx, entry, 1, registered, '');
  await writeRelations(tx, entry, registered.relations);
  return {
    ...registered,
    documentId,
    ordinal,
    passages: registered.passages.map((passage, index) => ({
      ...passage,
      passageId: firstPassage + index,
      sinceVersion: 1,
    })),
  };
}

async function correct(tx: Transaction, entry: Present, corrected: DocumentCorrected) {
  const { groupId, subject: documentId } = entry;
  const document = await documentOf(tx, entry);
  // Its registration was withdrawn: there is nothing left to correct.
  if (!document) return;
  const before = await tx
    .selectFrom('passage')
    .select(['label', 'text', 'since_version'])
    .where('group_id', '=', groupId)
    .where('document_id', '=', documentId)
    .execute();
  const earlier = new Map(before.map((passage) => [passage.label, passage]));
  const now = new Map(corrected.passages.map((passage) => [passage.label, passage.text]));
  const lost = before.filter(({ label, text }) => now.get(label) !== text);
  if (lost.length > 0) {
    await tx
      .insertInto('passage_earlier')
      .values(
        lost.map(({ label, text }) => ({
          group_id: groupId,
          document_id: documentId,
          label,
          until_version: corrected.version - 1,
          text,
          fate: now.has(label) ? ('changed' as const) : ('removed' as const),
        })),
      )
      .execute();
  }
  await unindexPassages(tx, groupId, documentId);
  const { firstPassage } = await allocate(tx, groupId, corrected.passages.length, 0);
  await tx
    .updateTable('document')
    .set({
      ...readColumns(corrected, firstPassage),
      version: corrected.version,
      changed_at: new Date(entry.at),
      changed_seq: entry.seq,
    })
    .where('group_id', '=', groupId)
    .where('document_id', '=', documentId)
    .execute();
  await writeVersion(tx, entry, corrected.version, corrected, corrected.note);
  const revised = {
    ...document,
    documentId,
    passages: corrected.passages.map((passage, index) => {
      const old = earlier.get(passage.label);
      const sinceVersion = old?.text === passage.text ? old.since_version : corrected.version;
      return { ...passage, passageId: firstPassage + index, sinceVersion };
    }),
  };
  await indexDocuments(tx, groupId, [revised], 'revised');
}

async function describe(tx: Transaction, entry: Present, described: DocumentDescribed) {
  const { groupId, subject: documentId } = entry;
  const updated = await tx
    .updateTable('document')
    .set({
      ...describedColumns(described),
      changed_at: new Date(entry.at),
      changed_seq: entry.seq,
    })
    .where('group_id', '=', groupId)
    .where('document_id', '=', documentId)
    .executeTakeFirst();
  // Its registration was withdrawn: there is nothing left to describe.
  if (updated.numUpdatedRows === 0n) return;
  if (described.relations) {
    await tx
      .deleteFrom('document_relation')
      .where('group_id', '=', groupId)
      .where('document_id', '=', documentId)
      .execute();
    await writeRelations(tx, entry, described.relations);
  }
  const { language, title, keywords } = described;
  const found = [language, title, keywords].some((value) => value !== undefined);
  if (found) await reindex(tx, entry);
}

/** The words by which it is found follow from its language, title and keywords. */
async function reindex(tx: Transaction, entry: Present): Promise<void> {
  const { groupId, subject: documentId } = entry;
  const document = await documentOf(tx, entry);
  if (!document) return;
  const passages = await tx
    .selectFrom('passage')
    .select(['passage_id', 'label', 'path', 'kind', 'text', 'speaker', 'start', 'since_version'])
    .where('group_id', '=', groupId)
    .where('document_id', '=', documentId)
    .orderBy('position')
    .execute();
  await unindexPassages(tx, groupId, documentId);
  const revised = {
    ...document,
    documentId,
    passages: passages.map(({ passage_id, since_version, speaker, start, ...passage }) => ({
      ...passage,
      ...(speaker === null ? {} : { speaker }),
      ...(start === null ? {} : { start }),
      passageId: passage_id,
      sinceVersion: since_version,
    })),
  };
  await indexDocuments(tx, groupId, [revised], 'revised');
}

async function documentOf(tx: Transaction, { groupId, subject }: Present) {
  return tx
    .selectFrom('document')
    .select(['ordinal', 'language', 'title', 'keywords'])
    .where('group_id', '=', groupId)
    .where('document_id', '=', subject)
    .executeTakeFirst();
}

/** Gives out register numbers and passage ids, each once, in the order of the record. */
async function allocate(
  tx: Transaction,
  groupId: string,
  passages: number,
  documents: 0 | 1,
): Promise<{ ordinal: number; firstPassage: number }> {
  const row = await tx
    .insertInto('corpus')
    .values({
      group_id: groupId,
      passages: 0,
      length: 0,
      next_passage: passages,
      next_ordinal: 1 + documents,
    })
    .onConflict((conflict) =>
      conflict.column('group_id').doUpdateSet((eb) => ({
        next_passage: eb('corpus.next_passage', '+', passages),
        next_ordinal: eb('corpus.next_ordinal', '+', documents),
      })),
    )
    .returning(['next_passage', 'next_ordinal'])
    .executeTakeFirstOrThrow();
  return { ordinal: row.next_ordinal - 1, firstPassage: row.next_passage - passages };
}

/** Kysely leaves undefined columns as they are. */
function describedColumns<T extends Partial<DocumentDescription>>(described: T) {
  const copied = <V>(list: readonly V[] | undefined) => (list ? [...list] : undefined);
  return {
    kind: described.kind as T['kind'],
    title: described.title as T['title'],
    date: described.date as T['date'],
    authors: copied(described.authors) as string[] | Extract<T['authors'], undefined>,
    stakeholder_group: described.stakeholderGroup as T['stakeholderGroup'],
    region: described.region as T['region'],
    language: described.language as T['language'],
    language_by: described.languageBy as T['languageBy'],
    keywords: copied(described.keywords) as string[] | Extract<T['keywords'], undefined>,
    metadata: (described.metadata && JSON.stringify(described.metadata)) as
      string | Extract<T['metadata'], undefined>,
  };
}

function readColumns(reading: DocumentReading, firstPassage: number) {
  const original = reading.files.find((file) => file.role === 'original') ?? reading.files[0];
  if (!original) throw new Error('a document was entered without its original');
  return {
    original_sha256: original.sha256,
    original_name: original.name,
    original_bytes: original.bytes,
    media_type: original.mediaType,
    notes: JSON.stringify(reading.notes),
    first_passage: firstPassage,
    passage_count: reading.passages.length,
    signature: signatureColumn(reading),
  };
}

/** Empty for a document without words. */
function signatureColumn(reading: DocumentReading): Buffer {
  const signature = signatureOf(reading.passages.map(({ text }) => text).join('\n'));
  return Buffer.from(signature ? signatureBytes(signature) : []);
}

async function writeVersion(
  tx: Transaction,
  entry: Present,
  version: number,
  reading: DocumentReading,
  note: string,
): Promise<void> {
  const key = { group_id: entry.groupId, document_id: entry.subject, version };
  await tx
    .insertInto('document_version')
    .values({ ...key, at: new Date(entry.at), converter: reading.converter, note })
    .execute();
  await tx
    .insertInto('document_file')
    .values(
      reading.files.map(({ mediaType, ...file }, position) => ({
        ...key,
        ...file,
        position,
        media_type: mediaType,
      })),
    )
    .execute();
}

async function writeRelations(
  tx: Transaction,
  entry: Present,
  relations: DocumentDescription['relations'],
): Promise<void> {
  if (relations.length === 0) return;
  await tx
    .insertInto('document_relation')
    .values(
      relations.map(({ kind, targetSymbol }) => ({
        group_id: entry.groupId,
        document_id: entry.subject,
        kind,
        target_symbol: targetSymbol,
      })),
    )
    // Said twice is said once.
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
