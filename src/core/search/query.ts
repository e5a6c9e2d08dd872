import type { Reason } from '../result.ts';
import { readDocumentKind, readStakeholderGroup } from '../vocabulary.ts';
import { readPeriod, type Period } from './period.ts';
import { scanQuery, type QueryPiece } from './scan-query.ts';

/** What the one search box asks for. Everything is text as typed; analysing it comes after. */
export interface Query {
  /** Words to rank by; any of them will do. */
  readonly words: readonly string[];
  /** Beginnings of words, each of three letters or more, without the asterisk. */
  readonly prefixes: readonly string[];
  /** Word sequences that must all occur. Their words are ranked by as well. */
  readonly phrases: readonly string[];
  /** Words, phrases and beginnings that must not occur. */
  readonly without: {
    readonly words: readonly string[];
    readonly prefixes: readonly string[];
    readonly phrases: readonly string[];
  };
  /** What the document must be: one of the values of each field that has any. */
  readonly only: Filters;
  /** What it must not be: none of the values. */
  readonly not: Filters;
  /** Dates as YYYY-MM-DD: not earlier than `from`, earlier than `until`. */
  readonly from?: string;
  readonly until?: string;
  /** What could not be read, and was left out of the search. */
  readonly problems: readonly Reason[];
}

export interface Filters {
  /** Parts of an author's name, any case. */
  readonly author: readonly string[];
  /** Stakeholder groups and document kinds by their codes. */
  readonly group: readonly string[];
  readonly kind: readonly string[];
  /** ISO 639 codes. */
  readonly language: readonly string[];
  readonly region: readonly string[];
}

/** The longest question that is read, in characters. */
export const longestQuery = 1_000;
/** So many phrases, beginnings and excluded things are read: each looks through every passage. */
export const mostSweeps = 12;

/**
 * Reads the search box: words, "phrases", -not, -"not this phrase", begin*, author:, group:, kind:,
 * lang:, region:, before: and after:, with quotes around a value of several words. Never refuses:
 * what cannot be read stands in `problems`, the rest is searched for.
 */
export function readQuery(text: string): Query {
  const problems: Reason[] = [];
  if (text.length > longestQuery) problems.push({ code: 'query-too-long', most: longestQuery });
  const said = { words: noWords(), without: noWords(), only: noFilters(), not: noFilters() };
  const dates: { from?: string; until?: string } = {};

  let sweeps = 0;
  for (const piece of scanQuery(text.slice(0, longestQuery))) {
    if (sweepsAll(piece) && ++sweeps > mostSweeps) {
      problems.push({ code: 'query-too-many', text: piece.source, most: mostSweeps });
      continue;
    }
    if (piece.unclosed) problems.push({ code: 'query-quote-open', text: piece.value });
    const problem =
      piece.field === 'before' || piece.field === 'after'
        ? takeDate(piece, dates)
        : piece.field
          ? takeFilter(piece, piece.excluded ? said.not : said.only)
          : takeWords(piece, piece.excluded ? said.without : said.words);
    if (problem) problems.push(problem);
  }
  if (dates.from !== undefined && dates.until !== undefined && dates.from >= dates.until) {
    problems.push({ code: 'query-dates-exclude-all', from: dates.from, until: dates.until });
  }
  const { words, without, only, not } = said;
  return { ...words, without, only, not, ...dates, problems };
}

/** Whether the query says what to find, not only where. */
export function asksForWords(query: Query): boolean {
  return query.words.length + query.prefixes.length + query.phrases.length > 0;
}

/** The words to rank by, as one text for the analyser: phrases count as their words. */
export function rankedText(query: Query): string {
  return [...query.words, ...query.phrases].join(' \n ');
}

function sweepsAll({ field, quoted, excluded, value }: QueryPiece): boolean {
  return field === undefined && (quoted || excluded || value.endsWith('*'));
}

const shortestPrefix = 3;

interface Words {
  readonly words: string[];
  readonly prefixes: string[];
  readonly phrases: string[];
}

function takeWords(piece: QueryPiece, into: Words): Reason | undefined {
  const { value } = piece;
  if (!/[\p{L}\p{N}]/u.test(value)) return { code: 'query-unreadable', text: piece.source };
  if (piece.quoted) {
    into.phrases.push(value);
  } else if (value.endsWith('*')) {
    const prefix = value.replace(/\*+$/, '');
    if ([...prefix].length < shortestPrefix) {
      return { code: 'query-prefix-too-short', prefix, least: shortestPrefix };
    }
    into.prefixes.push(prefix);
  } else {
    into.words.push(value);
  }
  return undefined;
}

type MutableFilters = { -readonly [Field in keyof Filters]: string[] };

function takeFilter(piece: QueryPiece, into: MutableFilters): Reason | undefined {
  const value = piece.value.trim();
  if (!value) return { code: 'query-field-empty', field: piece.field ?? '' };
  switch (piece.field) {
    case 'group': {
      const group = readStakeholderGroup(value);
      if (!group) return { code: 'query-unknown-group', value };
      into.group.push(group);
      return undefined;
    }
    case 'kind': {
      const kind = readDocumentKind(value);
      if (!kind) return { code: 'query-unknown-kind', value };
      into.kind.push(kind);
      return undefined;
    }
    case 'lang': {
      const language = readLanguage(value);
      if (!language) return { code: 'query-unknown-language', value };
      into.language.push(language);
      return undefined;
    }
    case 'region':
      into.region.push(value);
      return undefined;
    default:
      into.author.push(value);
      return undefined;
  }
}

function takeDate(piece: QueryPiece, dates: Partial<Period>): Reason | undefined {
  if (piece.excluded) return { code: 'query-unreadable', text: piece.source };
  const period = readPeriod(piece.value);
  if (!period) return { code: 'query-unknown-date', value: piece.value };
  if (piece.field === 'after') dates.from = period.from;
  else dates.until = period.from;
  return undefined;
}

const languageNames = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' });
const namedLanguages = ['ar', 'de', 'en', 'es', 'fr', 'hi', 'it', 'ja', 'ko', 'pt', 'ru', 'zh'];

/** A code (`fr`, `pt-BR`), or the name of a frequent language in English or in itself. */
function readLanguage(value: string): string | undefined {
  const plain = value.toLowerCase();
  const named = namedLanguages.find(
    (code) =>
      languageNames.of(code)?.toLowerCase() === plain ||
      new Intl.DisplayNames([code], { type: 'language' }).of(code)?.toLowerCase() === plain,
  );
  if (named) return named;
  const code = /^([a-z]{2,3})(?:[-_][a-z0-9]{2,8})*$/.exec(plain)?.[1];
  return code && languageNames.of(code) ? code : undefined;
}

function noWords(): Words {
  return { words: [], prefixes: [], phrases: [] };
}

function noFilters(): MutableFilters {
  return { author: [], group: [], kind: [], language: [], region: [] };
}
