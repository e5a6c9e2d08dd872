import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asksForWords, rankedText, readQuery } from '#core/search/query.ts';
import { readPeriod } from '#core/search/period.ts';
import { scanQuery } from '#core/search/scan-query.ts';

const typed = fc.oneof(
  fc.string(),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom('author:', 'before:', '-', '"', '“', '*', ' ', 'word', 'group:', '2014', ':'),
    )
    .map((parts) => parts.join('')),
);

describe('laws', () => {
  test('nothing typed makes it throw, and nothing typed is dropped in silence', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const query = readQuery(text);
        const pieces = scanQuery(text);
        const taken = [query, query.without].flatMap((said) => [
          ...said.words,
          ...said.prefixes,
          ...said.phrases,
        ]);
        const filters = [query.only, query.not].flatMap((said) => Object.values(said).flat());
        const dated = pieces.filter((piece) => /^(before|after)$/.test(piece.field ?? ''));
        const accounted = taken.length + filters.length + query.problems.length + dated.length;
        expect(accounted).toBeGreaterThanOrEqual(pieces.length);
      }),
      { numRuns: 1000 },
    );
  });

  test('the pieces are the text without its gaps', () => {
    fc.assert(
      fc.property(typed, (text) => {
        const joined = scanQuery(text).map(({ source }) => source);
        expect(joined.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
      }),
    );
  });

  test('plain words come back as they are', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,9}$/)), (words) => {
        const query = readQuery(words.join(' '));
        expect(query).toMatchObject({ words, phrases: [], prefixes: [], problems: [] });
      }),
    );
  });
});

describe('cases', () => {
  test.each([
    ['internet governance', { words: ['internet', 'governance'] }],
    ['"open internet" -spam', { phrases: ['open internet'], without: { words: ['spam'] } }],
    ['-"closed network"', { without: { phrases: ['closed network'] } }],
    ['“typographic quotes” « guillemets »', { phrases: ['typographic quotes', 'guillemets'] }],
    ['jurisdic*', { prefixes: ['jurisdic'] }],
    ['-jurisdic*', { without: { prefixes: ['jurisdic'] } }],
    [
      'author:"Ministry of Ponds" water',
      { only: { author: ['Ministry of Ponds'] }, words: ['water'] },
    ],
    ['group:"Civil Society"', { only: { group: ['civil-society'] } }],
    ['-group:government', { not: { group: ['government'] } }],
    ['KIND:contribution', { only: { kind: ['contribution'] } }],
    ['lang:fr lang:Russian lang:español', { only: { language: ['fr', 'ru', 'es'] } }],
    ['region:Africa', { only: { region: ['Africa'] } }],
    ['after:2014-03 before:2014-04-23', { from: '2014-03-01', until: '2014-04-23' }],
    ['multi-stakeholder', { words: ['multi-stakeholder'] }],
    ['https://example.org/a note:this', { words: ['https://example.org/a', 'note:this'] }],
  ])('%s', (text, expected) => {
    expect(readQuery(text)).toMatchObject({ ...expected, problems: [] });
  });

  test.each([
    ['co*', 'query-prefix-too-short'],
    ['"never closed', 'query-quote-open'],
    ['group:martians', 'query-unknown-group'],
    ['kind:sonnet', 'query-unknown-kind'],
    ['lang:zzq', 'query-unknown-language'],
    ['before:yesterday', 'query-unknown-date'],
    ['after:2014-02-30', 'query-unknown-date'],
    ['author:', 'query-field-empty'],
    ['after:2015 before:2014', 'query-dates-exclude-all'],
    ['- word', 'query-unreadable'],
    ['x'.repeat(2000), 'query-too-long'],
  ])('says that it cannot read %s', (text, code) => {
    expect(readQuery(text).problems.map((problem) => problem.code)).toContain(code);
  });

  test('a question of filters alone asks for no words', () => {
    expect(asksForWords(readQuery('group:government -spam'))).toBe(false);
    expect(asksForWords(readQuery('"open internet"'))).toBe(true);
    expect(rankedText(readQuery('a "b c" -d'))).toBe('a \n b c');
  });

  test.each([
    ['2014', '2014-01-01', '2015-01-01'],
    ['2014-12', '2014-12-01', '2015-01-01'],
    ['2016-02-29', '2016-02-29', '2016-03-01'],
    ['0001', '0001-01-01', '0002-01-01'],
  ])('the period %s', (text, from, until) => {
    expect(readPeriod(text)).toEqual({ from, until });
  });
});
