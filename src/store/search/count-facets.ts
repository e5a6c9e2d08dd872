import type { Query } from '#core/search/query.ts';
import type { Holding, Holdings } from './holdings.ts';

export type FacetField = 'kind' | 'group' | 'lang' | 'author' | 'year' | 'region';

/** How the passages found spread over the values of a field, most first. */
export interface Facet {
  readonly field: FacetField;
  readonly values: readonly FacetValue[];
}

export interface FacetValue {
  readonly value: string;
  /** Passages found. */
  readonly count: number;
  /** Whether the query asks for this value already. */
  readonly selected: boolean;
}

const mostValues = 12;

const valuesOf: Readonly<Record<FacetField, (holding: Holding) => readonly string[]>> = {
  kind: ({ kind }) => [kind],
  group: ({ stakeholderGroup }) => (stakeholderGroup ? [stakeholderGroup] : []),
  lang: ({ language }) => [language],
  author: ({ authors }) => authors,
  region: ({ region }) => (region ? [region] : []),
  year: ({ date }) => (date ? [date.slice(0, 4)] : []),
};

/** Counts the passages with a score above zero by what their documents are. */
export function countFacets(scores: Float64Array, holdings: Holdings, query: Query): Facet[] {
  const perDocument = new Uint32Array(holdings.documents.length);
  for (let passage = 0; passage < scores.length; passage += 1) {
    if (!((scores[passage] ?? 0) > 0)) continue;
    const document = holdings.documentOf[passage] ?? -1;
    if (document >= 0) perDocument[document] = (perDocument[document] ?? 0) + 1;
  }
  return (Object.keys(valuesOf) as FacetField[]).map((field) => {
    const counts = new Map<string, number>();
    perDocument.forEach((count, index) => {
      const holding = holdings.documents[index];
      if (count === 0 || !holding) return;
      for (const value of valuesOf[field](holding)) {
        counts.set(value, (counts.get(value) ?? 0) + count);
      }
    });
    const values = [...counts]
      .sort(([one, more], [other, fewer]) => fewer - more || (one < other ? -1 : 1))
      .slice(0, mostValues)
      .map(([value, count]) => ({ value, count, selected: isSelected(query, field, value) }));
    return { field, values };
  });
}

function isSelected(query: Query, field: FacetField, value: string): boolean {
  if (field === 'year') {
    return query.from === `${value}-01-01` && query.until === `${Number(value) + 1}-01-01`;
  }
  const asked = query.only[field === 'lang' ? 'language' : field];
  return asked.some((one) => value.toLowerCase().includes(one.toLowerCase()));
}
