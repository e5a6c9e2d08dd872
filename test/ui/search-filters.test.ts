import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readQuery } from '#core/search/query.ts';
import { documentKinds, stakeholderGroups } from '#core/vocabulary.ts';
import { type FilterField, withFilter, withoutFilter } from '#ui/search-filters.ts';

const named = fc.constantFrom('Example Institute', 'Côte-d’Or', 'The “Quoted” Forum', 'Net: one');
const filter: fc.Arbitrary<readonly [FilterField, string]> = fc.oneof(
  fc.tuple(fc.constant('group' as const), fc.constantFrom(...stakeholderGroups)),
  fc.tuple(fc.constant('kind' as const), fc.constantFrom(...documentKinds)),
  fc.tuple(fc.constant('lang' as const), fc.constantFrom('en', 'fr', 'ar')),
  fc.tuple(fc.constant('author' as const), named),
  fc.tuple(fc.constant('region' as const), named),
  fc.tuple(fc.constant('year' as const), fc.constantFrom('1998', '2026')),
);
const question = fc
  .array(
    fc.constantFrom('sovereignty', '"two words"', '-never', 'begin*', 'author:Forum', '"open', '«'),
    { maxLength: 5 },
  )
  .map((pieces) => pieces.join(' '));

function asksFor(query: string, field: FilterField, value: string): boolean {
  const read = readQuery(query);
  if (field === 'year') {
    return read.from === `${value}-01-01` && read.until === `${Number(value) + 1}-01-01`;
  }
  return read.only[field === 'lang' ? 'language' : field].includes(value);
}

describe('filters in the question itself', () => {
  test('what is added is asked for, and what stood there still is', () => {
    fc.assert(
      fc.property(question, filter, (query, [field, value]) => {
        const narrower = withFilter(query, field, value);
        expect(asksFor(narrower, field, value)).toBe(true);
        expect(readQuery(narrower).words).toEqual(readQuery(query).words);
      }),
    );
  });

  test('what is taken away is no longer asked for, and the words stay', () => {
    fc.assert(
      fc.property(question, filter, (query, [field, value]) => {
        const wider = withoutFilter(withFilter(query, field, value), field, value);
        expect(asksFor(wider, field, value)).toBe(false);
        expect(readQuery(wider).words).toEqual(readQuery(query).words);
      }),
    );
  });

  test.each([
    ['trade', 'group', 'civil-society', 'trade group:civil-society'],
    ['trade', 'author', 'Civic Network', 'trade author:"Civic Network"'],
    ['', 'kind', 'transcript', 'kind:transcript'],
    ['after:2014', 'year', '2026', 'after:2026 before:2027'],
    ['"open', 'lang', 'fr', '"open" lang:fr'],
  ] as const)('%j with %s %s is %j', (query, field, value, expected) => {
    expect(withFilter(query, field, value)).toBe(expected);
  });

  test.each([
    ['trade group:ngo law', 'group', 'civil-society', 'trade law'],
    ['trade -group:government', 'group', 'government', 'trade -group:government'],
    ['author:civic trade', 'author', 'Civic Network', 'trade'],
    ['before:2027 trade after:2026', 'year', '2026', 'trade'],
  ] as const)('%j without %s %s is %j', (query, field, value, expected) => {
    expect(withoutFilter(query, field, value)).toBe(expected);
  });
});
