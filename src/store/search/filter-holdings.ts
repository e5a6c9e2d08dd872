import { fold, lower } from '#core/search/fold.ts';
import type { Filters, Query } from '#core/search/query.ts';
import type { Holding } from './holdings.ts';

/** Whether a query has filters at all; without any, every document passes. */
export function hasFilters({ only, not, from, until }: Query): boolean {
  const named = [only, not].flatMap((filters) => Object.values(filters).flat());
  return named.length > 0 || from !== undefined || until !== undefined;
}

/** Whether a document is what the query's filters ask for. */
export function passesFilters(query: Query, holding: Holding): boolean {
  return (
    fields.every((field) => query.only[field].length === 0 || isAny(query.only, field, holding)) &&
    !fields.some((field) => isAny(query.not, field, holding)) &&
    (query.from === undefined || (holding.date !== null && holding.date >= query.from)) &&
    (query.until === undefined || (holding.date !== null && holding.date < query.until))
  );
}

const fields = ['author', 'group', 'kind', 'language', 'region'] as const;

function isAny(filters: Filters, field: keyof Filters, holding: Holding): boolean {
  return filters[field].some((value) => matches(field, value, holding));
}

function matches(field: keyof Filters, value: string, holding: Holding): boolean {
  switch (field) {
    case 'author':
      return holding.authors.some((author) => plain(author).includes(plain(value)));
    case 'group':
      return holding.stakeholderGroup === value;
    case 'kind':
      return holding.kind === value;
    case 'language':
      return holding.language === value;
    case 'region':
      return holding.region !== null && plain(holding.region).includes(plain(value));
  }
}

function plain(text: string): string {
  return fold(lower(text, 'und'));
}
