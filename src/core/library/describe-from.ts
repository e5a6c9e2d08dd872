import { readDocumentKind, readStakeholderGroup, relationKinds } from '../vocabulary.ts';
import type { DocumentKind, RelationKind, StakeholderGroup } from '../vocabulary.ts';

/** What files and tables say of a document, sorted into what the register knows and the rest. */
export interface Described {
  readonly title?: string;
  readonly symbol?: string;
  readonly kind?: DocumentKind;
  /** ISO day. */
  readonly date?: string;
  readonly authors?: readonly string[];
  readonly stakeholderGroup?: StakeholderGroup;
  readonly region?: string;
  readonly language?: string;
  readonly keywords?: readonly string[];
  readonly relations?: readonly { readonly kind: RelationKind; readonly targetSymbol: string }[];
  readonly metadata: Readonly<Record<string, string>>;
}

/** The names under which people write a field, in lower case. The first that has a value wins. */
const fieldNames = {
  title: ['title', 'subject', 'name of document'],
  symbol: ['symbol', 'document symbol', 'reference'],
  kind: ['kind', 'type', 'document type'],
  date: ['date', 'submitted', 'date submitted', 'received'],
  authors: ['organization', 'organisation', 'authors', 'author', 'body', 'submitted by', 'from'],
  stakeholderGroup: ['stakeholder group', 'stakeholder', 'sector', 'constituency'],
  region: ['region', 'country', 'location'],
  language: ['language', 'lang'],
  keywords: ['keywords', 'tags', 'key words'],
} as const;

/** Fields said under several keys, the more telling key first, as `fieldNames` has them. */
export function describeFrom(fields: Readonly<Record<string, string>>): Described {
  const rest = new Map(Object.entries(fields).filter(([, value]) => value.trim() !== ''));
  const take = (field: keyof typeof fieldNames): string | undefined => {
    for (const name of fieldNames[field]) {
      const keys = [...rest.keys()].filter((key) => plainKey(key) === name);
      // Said twice under one name, as `Title` and `title`, it is said last by whom it matters from.
      const value = keys.map((key) => rest.get(key)).at(-1);
      keys.forEach((key) => rest.delete(key));
      if (value !== undefined) return oneLine(value);
    }
    return undefined;
  };
  const keep = <T>(field: keyof typeof fieldNames, read: (text: string) => T | undefined) => {
    const text = take(field);
    if (text === undefined) return undefined;
    const value = read(text);
    // What the register cannot hold is not lost: it stays among the rest, as it was written.
    if (value === undefined) rest.set(field === 'stakeholderGroup' ? 'sector' : field, text);
    return value;
  };

  const title = take('title');
  const symbol = keep('symbol', readSymbol);
  const kind = keep('kind', readDocumentKind);
  const date = keep('date', readDay);
  const authors = keep('authors', (text) => splitList(text, ';'));
  const stakeholderGroup = keep('stakeholderGroup', readStakeholderGroup);
  const region = take('region');
  const language = keep('language', readLanguage);
  const keywords = keep('keywords', (text) => splitList(text, /[;,]/));
  const relations = takeRelations(rest);
  const found = {
    title,
    symbol,
    kind,
    date,
    authors,
    stakeholderGroup,
    region,
    language,
    keywords,
    relations,
  };
  const present = Object.entries(found).filter(([, value]) => value !== undefined);
  return { ...Object.fromEntries(present), metadata: Object.fromEntries(rest) };
}

function takeRelations(rest: Map<string, string>) {
  const relations = [...rest].flatMap(([key, value]) => {
    const kind = relationKinds.find(
      (each) => each === key.trim().toLowerCase().replace(/[ _]/g, '-'),
    );
    if (!kind) return [];
    rest.delete(key);
    return splitList(value, /[;,]/).map((targetSymbol) => ({ kind, targetSymbol }));
  });
  return relations.length > 0 ? relations : undefined;
}

function plainKey(key: string): string {
  return key.trim().toLowerCase().replaceAll('_', ' ');
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function splitList(text: string, separator: string | RegExp): string[] {
  const items = text.split(separator).map((item) => item.trim());
  return [...new Set(items.filter((item) => item !== ''))];
}

/** A symbol goes into an address: letters, digits and the marks that registers use. */
export function readSymbol(text: string): string | undefined {
  const symbol = text.trim();
  const fits = /^[\p{L}\p{N}](?:[\p{L}\p{N}./()_+-]{0,78}[\p{L}\p{N})])?$/u.test(symbol);
  return fits && !/\/\/|\.\./.test(symbol) ? symbol : undefined;
}

/** `2014-03-08`, `8 March 2014`, `March 8, 2014`, `2014/3/8`: an ISO day if it can be no other. */
function readDay(text: string): string | undefined {
  const numbers = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})/.exec(text);
  if (numbers) return isoDay(Number(numbers[1]), Number(numbers[2]), Number(numbers[3]));
  const words =
    /^(?<day>\d{1,2})(?:st|nd|rd|th)?\s+(?<month>[a-z]{3,})\.?,?\s+(?<year>\d{4})/i.exec(text) ??
    /^(?<month>[a-z]{3,})\.?\s+(?<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?<year>\d{4})/i.exec(text);
  const month = months.indexOf(words?.groups?.['month']?.slice(0, 3).toLowerCase() ?? '') + 1;
  if (!words?.groups || month === 0) return undefined;
  return isoDay(Number(words.groups['year']), month, Number(words.groups['day']));
}

const months = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

function isoDay(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
  return date.toISOString().slice(0, 10);
}

const languageNames = new Intl.DisplayNames('en', { type: 'language' });
const commonLanguages = 'ar zh en fr ru es pt de it nl pl sv ja ko hi id tr vi fa ur sw uk'.split(
  ' ',
);

/** A language by its code (`pt`, `pt-BR`) or its English name. */
function readLanguage(text: string): string | undefined {
  const code = /^([a-z]{2,3})(?:[-_][a-z0-9]+)*$/i.exec(text.trim())?.[1]?.toLowerCase();
  if (code) return code;
  const name = text.trim().toLowerCase();
  return commonLanguages.find((each) => languageNames.of(each)?.toLowerCase() === name);
}
