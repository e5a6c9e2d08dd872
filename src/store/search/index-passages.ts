import { sql } from 'kysely';
import { analyse, countTerms } from '#core/search/analyse.ts';
import { packPostings, type Posting } from '#core/search/postings.ts';
import type { Term } from '#core/search/term.ts';
import { stem } from '#language/stem.ts';
import type { Transaction } from '#record/entry.ts';
import type { DocumentPassage } from '../document/entries.ts';
import { mergeCompleted, ownSegment } from './segments.ts';

/** A document as the index takes it in. */
export interface IndexedDocument {
  readonly documentId: string;
  readonly ordinal: number;
  readonly language: string;
  /** Found with the first passage, though it stands above it. */
  readonly title: string;
  readonly keywords: readonly string[];
  readonly passages: readonly IndexedPassage[];
}

export interface IndexedPassage extends DocumentPassage {
  readonly passageId: number;
  readonly sinceVersion: number;
}

/** Words of the title stand this far from the words of the text, so that no phrase spans both. */
const gap = 100;

/**
 * Writes the passages of a document and their postings. The passages' ids must be new. Adds to
 * `vocabulary` in how many of them each term occurs; `writeVocabulary` then writes it, once for all
 * documents of a transaction, because a row changed again and again in one grows slow to find.
 */
export async function indexPassages(
  tx: Transaction,
  groupId: string,
  document: IndexedDocument,
  vocabulary: Map<string, number>,
): Promise<void> {
  const postings = new Map<string, Posting[]>();
  let length = 0;
  const rows = document.passages.map((passage, position) => {
    const terms = termsOf(document, passage, position);
    const counted = countTerms(terms);
    length += counted.length;
    for (const [term, frequency] of counted.counts) {
      const posting = { passage: passage.passageId, frequency, length: counted.length };
      const list = postings.get(term);
      if (list) list.push(posting);
      else postings.set(term, [posting]);
    }
    return {
      passage_id: passage.passageId,
      document_id: document.documentId,
      position,
      label: passage.label,
      path: passage.path,
      kind: passage.kind,
      text: passage.text,
      speaker: passage.speaker ?? null,
      start: passage.start ?? null,
      since_version: passage.sinceVersion,
      length: counted.length,
      terms: vectorOf(terms),
    };
  });
  await writePassages(tx, groupId, rows);
  await writePostings(tx, groupId, ownSegment(document.ordinal), postings);
  await tx
    .updateTable('corpus')
    .set((eb) => ({
      passages: eb('passages', '+', rows.length),
      length: eb('length', '+', length),
    }))
    .where('group_id', '=', groupId)
    .execute();
  await mergeCompleted(tx, groupId, document.ordinal);
  for (const [term, list] of postings) {
    vocabulary.set(term, (vocabulary.get(term) ?? 0) + list.length);
  }
}

/** Adds to the group's vocabulary what `indexPassages` counted. */
export async function writeVocabulary(
  tx: Transaction,
  groupId: string,
  vocabulary: ReadonlyMap<string, number>,
): Promise<void> {
  await sql`
    insert into term (group_id, term, passages)
    select ${groupId}, term, passages
    from unnest(${[...vocabulary.keys()]}::text[], ${[...vocabulary.values()]}::int[])
      as row(term, passages)
    on conflict (group_id, term)
    do update set passages = term.passages + excluded.passages`.execute(tx);
}

/** The terms by which a passage is found, positions counted from 1. */
function termsOf(document: IndexedDocument, passage: IndexedPassage, position: number): Term[] {
  const own = analyse(passage.text, document.language, stem);
  if (position > 0) return own.map((term) => ({ ...term, position: term.position + 1 }));
  const above = analyse([document.title, ...document.keywords].join('. '), document.language, stem);
  const shift = gap + (above.at(-1)?.position ?? 0);
  return [
    ...above.map((term) => ({ ...term, position: term.position + 1 })),
    ...own.map((term) => ({ ...term, position: term.position + 1 + shift })),
  ];
}

// What PostgreSQL would refuse of a lexeme's positions only narrows phrases far into a long passage.
const lastPosition = 16383;

function vectorOf(terms: readonly Term[]): string {
  const positions = new Map<string, number[]>();
  for (const { term, position } of terms) {
    if (position > lastPosition) continue;
    const list = positions.get(term);
    if (list) list.push(position);
    else positions.set(term, [position]);
  }
  const quoted = (term: string): string => `'${term.replace(/['\\]/g, '$&$&')}'`;
  return [...positions].map(([term, at]) => `${quoted(term)}:${at.join(',')}`).join(' ');
}

async function writePassages(
  tx: Transaction,
  groupId: string,
  rows: readonly object[],
): Promise<void> {
  const chunk = 2_000;
  for (let from = 0; from < rows.length; from += chunk) {
    const json = JSON.stringify(rows.slice(from, from + chunk));
    await sql`
      insert into passage (group_id, passage_id, document_id, position, label, path, kind, text,
        speaker, start, since_version, length, terms)
      select ${groupId}, passage_id, document_id, position, label, path, kind, text,
        speaker, start, since_version, length, terms
      from jsonb_to_recordset(${json}::jsonb) as row(passage_id int, document_id text,
        position int, label text, path text[], kind text, text text, speaker text,
        start double precision, since_version int, length int, terms tsvector)`.execute(tx);
  }
}

async function writePostings(
  tx: Transaction,
  groupId: string,
  segment: number,
  postings: ReadonlyMap<string, readonly Posting[]>,
): Promise<void> {
  const terms = [...postings.keys()];
  const blocks = [...postings.values()].map((list) => Buffer.from(packPostings(list)));
  await sql`
    insert into posting (group_id, term, segment, passages)
    select ${groupId}, term, ${segment}::int, passages
    from unnest(${terms}::text[], ${blocks}::bytea[]) as row(term, passages)
    on conflict (group_id, term, segment)
    do update set passages = posting.passages || excluded.passages`.execute(tx);
}
