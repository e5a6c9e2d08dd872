import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql } from 'kysely';
import { analyse, countTerms } from '#core/search/analyse.ts';
import { countPostings, packPostings, type Posting } from '#core/search/postings.ts';
import type { Term } from '#core/search/term.ts';
import { stem } from '#language/stem.ts';
import type { Transaction } from '#record/entry.ts';
import type { DocumentPassage } from '../document/entries.ts';
import { addToOwnSegment, addToSegments, type DocumentPostings } from './segments.ts';

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
 * Takes documents into the index: their passages, whose ids must be new, and the postings.
 * `registered` documents follow one another without gaps; a `revised` one has been there before.
 * Everything is written once for all of them, because a row that changes again and again within
 * one transaction grows slow to find.
 */
export async function indexDocuments(
  tx: Transaction,
  groupId: string,
  documents: readonly IndexedDocument[],
  as: 'registered' | 'revised',
): Promise<void> {
  const analysed: AnalysedDocument[] = [];
  for (const document of documents) analysed.push(await analyseDocument(document));
  await writePassages(
    tx,
    groupId,
    analysed.flatMap(({ rows }) => rows),
  );
  if (as === 'registered') await addToSegments(tx, groupId, analysed);
  else for (const one of analysed) await addToOwnSegment(tx, groupId, one);
  await writeVocabulary(tx, groupId, analysed);
  await tx
    .updateTable('corpus')
    .set((eb) => ({
      passages: eb('passages', '+', sum(analysed.map(({ rows }) => rows.length))),
      length: eb('length', '+', sum(analysed.map((one) => one.length))),
    }))
    .where('group_id', '=', groupId)
    .execute();
}

const passagesATurn = 100;

interface AnalysedDocument extends DocumentPostings {
  readonly rows: readonly object[];
  /** The words of all its passages. */
  readonly length: number;
}

/** Lets others have their turn now and then: a long document takes seconds to analyse. */
async function analyseDocument(document: IndexedDocument): Promise<AnalysedDocument> {
  const postings = new Map<string, Posting[]>();
  let length = 0;
  const rows: object[] = [];
  for (const [position, passage] of document.passages.entries()) {
    if (position % passagesATurn === passagesATurn - 1) await nextTurn();
    const terms = termsOf(document, passage, position);
    const counted = countTerms(terms);
    length += counted.length;
    for (const [term, frequency] of counted.counts) {
      const posting = { passage: passage.passageId, frequency, length: counted.length };
      const list = postings.get(term);
      if (list) list.push(posting);
      else postings.set(term, [posting]);
    }
    rows.push({
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
    });
  }
  const packed = new Map([...postings].map(([term, list]) => [term, packPostings(list)]));
  return { ordinal: document.ordinal, rows, length, postings: packed };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

/** Adds to the group's vocabulary in how many passages each term occurs. */
async function writeVocabulary(
  tx: Transaction,
  groupId: string,
  documents: readonly DocumentPostings[],
): Promise<void> {
  const counts = new Map<string, number>();
  for (const { postings } of documents) {
    for (const [term, block] of postings) {
      counts.set(term, (counts.get(term) ?? 0) + countPostings(block));
    }
  }
  await sql`
    insert into term (group_id, term, passages)
    select ${groupId}, term, passages
    from unnest(${[...counts.keys()]}::text[], ${[...counts.values()]}::int[])
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
