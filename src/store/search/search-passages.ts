import type { Kysely } from 'kysely';
import { analyse } from '#core/search/analyse.ts';
import { snippet, type Snippet, type Wanted } from '#core/search/highlight.ts';
import { asksForWords, type Query, rankedText, readQuery } from '#core/search/query.ts';
import { queryTerms } from '#core/search/query-terms.ts';
import { rank } from '#core/search/rank.ts';
import { type QueryTerm, type Scored, summarise } from '#core/search/score.ts';
import { hasBit, type Bitset } from '#core/search/bitset.ts';
import type { Reason } from '#core/result.ts';
import type { StakeholderGroup } from '#core/vocabulary.ts';
import type { Schema } from '#db/schema.ts';
import { stem } from '#language/stem.ts';
import { countFacets, type Facet } from './count-facets.ts';
import { allowedPassages, phraseReadings, termsBeginning } from './find-passages.ts';
import { type Holdings, holdingsOf } from './holdings.ts';
import { type Nearest, nearestTerms } from './nearest-terms.ts';
import { rankSource } from './rank-source.ts';

export interface SearchRequest {
  /** The search box, as typed. */
  readonly query: string;
  /** From 1. */
  readonly page: number;
  readonly pageSize: number;
}

export interface SearchPage {
  /** Passages found. */
  readonly total: number;
  readonly results: readonly FoundPassage[];
  readonly facets: readonly Facet[];
  /** What of the query could not be read. */
  readonly problems: readonly Reason[];
  /** Words that nothing has, and the nearest words that were searched for instead. */
  readonly nearest: readonly Nearest[];
}

export interface FoundPassage {
  readonly documentId: string;
  readonly symbol: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly stakeholderGroup: StakeholderGroup | null;
  readonly date: string | null;
  readonly language: string;
  readonly version: number;
  readonly label: string;
  readonly path: readonly string[];
  readonly text: string;
  /** The telling stretch of the text, cut into what was asked for and what was not. */
  readonly snippet: readonly { readonly text: string; readonly hit: boolean }[];
  readonly score: number;
}

/** Finds the passages of a group that a question asks for, best first, one page of them. */
export async function searchPassages(
  db: Kysely<Schema>,
  groupId: string,
  request: SearchRequest,
): Promise<SearchPage> {
  const query = readQuery(request.query);
  const holdings = await holdingsOf(db, groupId);
  const allowed = await allowedPassages(db, groupId, query, holdings);
  const source = rankSource(db, groupId, holdings);
  const last = request.page * request.pageSize;

  let terms = await termsAskedFor(db, groupId, query, holdings);
  let nearest: readonly Nearest[] = [];
  let scored = asksForWords(query)
    ? await rank(source, terms, { limit: last, allowed })
    : firstPassages(holdings, allowed, hasQuestion(request.query) ? last : 0);
  if (scored.total === 0 && terms.length > 0) {
    ({ terms, nearest } = await nearestTerms(db, groupId, terms));
    if (nearest.length > 0) scored = await rank(source, terms, { limit: last, allowed });
  }
  const shown = scored.best.slice(last - request.pageSize);
  return {
    total: scored.total,
    results: await readResults(db, groupId, holdings, shown, wantedBy(query, terms, holdings)),
    facets: countFacets(scored.scores, holdings, query),
    problems: query.problems,
    nearest,
  };
}

function hasQuestion(text: string): boolean {
  return text.trim() !== '';
}

/** The words to rank by; a beginning counts as one word with as many roots as begin so. */
async function termsAskedFor(
  db: Kysely<Schema>,
  groupId: string,
  query: Query,
  { languages }: Holdings,
): Promise<readonly QueryTerm[]> {
  const beginnings = await Promise.all(
    query.prefixes.map(async (prefix) => ({
      terms: await termsBeginning(db, groupId, prefix),
      weight: 1,
    })),
  );
  const words = queryTerms(rankedText(query), languages, stem);
  return [...words, ...beginnings.filter(({ terms }) => terms.length > 0)];
}

/** A question of filters alone finds documents: each by its first passage, as registered. */
function firstPassages(holdings: Holdings, allowed: Bitset | undefined, limit: number): Scored {
  const scores = new Float64Array(holdings.idLimit);
  if (limit === 0) return summarise(scores, 0);
  holdings.documents.forEach(({ firstPassage, passageCount }, index) => {
    const wanted = passageCount > 0 && (!allowed || hasBit(allowed, firstPassage));
    if (wanted) scores[firstPassage] = 1 / (1 + index);
  });
  return summarise(scores, limit);
}

function wantedBy(query: Query, terms: readonly QueryTerm[], { languages }: Holdings): Wanted {
  return {
    terms: new Set(terms.flatMap((word) => word.terms)),
    phrases: query.phrases.flatMap((phrase) => phraseReadings(phrase, languages)),
  };
}

async function readResults(
  db: Kysely<Schema>,
  groupId: string,
  holdings: Holdings,
  shown: Scored['best'],
  wanted: Wanted,
): Promise<FoundPassage[]> {
  if (shown.length === 0) return [];
  const rows = await db
    .selectFrom('passage')
    .select(['passage_id', 'label', 'path', 'text'])
    .where('group_id', '=', groupId)
    .where(
      'passage_id',
      'in',
      shown.map(({ passage }) => passage),
    )
    .execute();
  const byId = new Map(rows.map((row) => [row.passage_id, row]));
  return shown.flatMap(({ passage, score }) => {
    const row = byId.get(passage);
    const holding = holdings.documents[holdings.documentOf[passage] ?? -1];
    if (!row || !holding) return [];
    const { documentId, symbol, title, authors, stakeholderGroup, date, language, version } =
      holding;
    const cut = snippet(row.text, analyse(row.text, language, stem), wanted);
    return [
      {
        ...{ documentId, symbol, title, authors, stakeholderGroup, date, language, version },
        label: row.label,
        path: row.path,
        text: row.text,
        snippet: piecesOf(cut),
        score,
      },
    ];
  });
}

function piecesOf({ text, marks, before, after }: Snippet): FoundPassage['snippet'] {
  const pieces: { text: string; hit: boolean }[] = before ? [{ text: '… ', hit: false }] : [];
  let at = 0;
  for (const { start, end } of marks) {
    pieces.push({ text: text.slice(at, start), hit: false });
    pieces.push({ text: text.slice(start, end), hit: true });
    at = end;
  }
  pieces.push({ text: text.slice(at), hit: false });
  if (after) pieces.push({ text: ' …', hit: false });
  return pieces.filter((piece) => piece.text !== '');
}
