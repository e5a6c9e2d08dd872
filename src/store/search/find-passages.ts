import { type Kysely, sql } from 'kysely';
import { analyse } from '#core/search/analyse.ts';
import { bitsetOf, type Bitset } from '#core/search/bitset.ts';
import { fold, lower } from '#core/search/fold.ts';
import { unpackPostings } from '#core/search/postings.ts';
import type { Query } from '#core/search/query.ts';
import { queryTerms } from '#core/search/query-terms.ts';
import type { Blocks } from '#core/search/score.ts';
import type { Term } from '#core/search/term.ts';
import type { Schema } from '#db/schema.ts';
import { stem } from '#language/stem.ts';
import { hasFilters, passesFilters } from './filter-holdings.ts';
import type { Holdings } from './holdings.ts';

/** The stored postings of terms. */
export async function readBlocks(
  db: Kysely<Schema>,
  groupId: string,
  terms: readonly string[],
): Promise<Blocks> {
  const blocks = new Map<string, Uint8Array[]>();
  if (terms.length === 0) return blocks;
  const { rows } = await sql<{ term: string; passages: Buffer }>`
    select term, passages from posting
    where group_id = ${groupId} and term = any(${[...terms]}::text[])
    order by term, segment`.execute(db);
  for (const { term, passages } of rows) {
    const list = blocks.get(term);
    if (list) list.push(passages);
    else blocks.set(term, [passages]);
  }
  return blocks;
}

/** Every indexed term that begins so, or is the root of what is asked for. */
export async function termsBeginning(
  db: Kysely<Schema>,
  groupId: string,
  beginning: string,
): Promise<readonly string[]> {
  const prefix = fold(lower(beginning, 'und'));
  const { rows } = await sql<{ term: string }>`
    select term from term
    where group_id = ${groupId} and (term = ${stem(prefix, 'en')}
      or (term >= ${prefix} and term < ${prefix + '\u{10FFFF}'}))
    limit 500`.execute(db);
  return rows.map(({ term }) => term);
}

/** A phrase as its terms in each language that the texts are in, repeats left out. */
export function phraseReadings(phrase: string, languages: readonly string[]): readonly Term[][] {
  const readings = (languages.length > 0 ? languages : ['und']).map((language) =>
    analyse(phrase, language, stem).filter(({ role }) => role !== 'whole'),
  );
  const byTerms = new Map(
    readings.map((terms) => [
      terms.map(({ term, position }) => `${position} ${term}`).join(),
      terms,
    ]),
  );
  return [...byTerms.values()].filter((terms) => terms.length > 0);
}

/** The passages that a query's filters, phrases and exclusions leave; undefined for all of them. */
export async function allowedPassages(
  db: Kysely<Schema>,
  groupId: string,
  query: Query,
  holdings: Holdings,
): Promise<Bitset | undefined> {
  const { phrases } = query;
  const excludes = Object.values(query.without).some((list: readonly string[]) => list.length > 0);
  if (!hasFilters(query) && phrases.length === 0 && !excludes) return undefined;

  const passing = holdings.documents.map((holding) => passesFilters(query, holding));
  const allowed = bitsetOf(passagesOf(holdings, passing), holdings.idLimit);
  for (const phrase of new Set(phrases)) {
    const found = bitsetOf(await withPhrase(db, groupId, phrase, holdings), holdings.idLimit);
    allowed.forEach((byte, at) => (allowed[at] = byte & (found[at] ?? 0)));
  }
  const without = bitsetOf(await excluded(db, groupId, query, holdings), holdings.idLimit);
  return allowed.map((byte, at) => byte & ~(without[at] ?? 0));
}

function* passagesOf({ documents }: Holdings, wanted: readonly boolean[]): Generator<number> {
  for (const [index, { firstPassage, passageCount }] of documents.entries()) {
    if (!wanted[index]) continue;
    for (let id = firstPassage; id < firstPassage + passageCount; id += 1) yield id;
  }
}

async function withPhrase(
  db: Kysely<Schema>,
  groupId: string,
  phrase: string,
  { languages }: Holdings,
): Promise<number[]> {
  const readings = phraseReadings(phrase, languages);
  if (readings.length === 0) return [];
  const asked = readings.map((terms) => `(${phraseQuery(terms)})`).join(' | ');
  const { rows } = await sql<{ passage_id: number }>`
    select passage_id from passage
    where group_id = ${groupId} and terms @@ ${asked}::tsquery`.execute(db);
  return rows.map(({ passage_id }) => passage_id);
}

function phraseQuery(terms: readonly Term[]): string {
  return terms
    .map(({ term, position }, index) => {
      const word = `'${term.replace(/['\\]/g, '$&$&')}'`;
      const before = terms[index - 1];
      return before ? `<${position - before.position}> ${word}` : word;
    })
    .join(' ');
}

async function excluded(
  db: Kysely<Schema>,
  groupId: string,
  { without }: Query,
  holdings: Holdings,
): Promise<number[]> {
  const words = queryTerms(without.words.join(' \n '), holdings.languages, stem);
  const beginnings = await Promise.all(
    [...new Set(without.prefixes)].map((prefix) => termsBeginning(db, groupId, prefix)),
  );
  const terms = [...words.flatMap((word) => word.terms), ...beginnings.flat()];
  const blocks = await readBlocks(db, groupId, terms);
  const phrases = await Promise.all(
    [...new Set(without.phrases)].map((phrase) => withPhrase(db, groupId, phrase, holdings)),
  );
  return [
    ...phrases.flat(),
    ...[...blocks.values()]
      .flat()
      .flatMap((block) => unpackPostings(block).map((one) => one.passage)),
  ];
}
