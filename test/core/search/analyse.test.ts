import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse, countTerms } from '#core/search/analyse.ts';
import { fold } from '#core/search/fold.ts';
import { longestTerm } from '#core/search/term.ts';
import { stem } from '#language/stem.ts';

const languages = ['en', 'fr', 'es', 'ru', 'ar', 'zh', 'und'];

/** The terms in order, each once, with what their role is where it is not a word. */
function terms(text: string, language: string): readonly string[] {
  return analyse(text, language, stem).map(({ term }) => term);
}

describe('laws', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.lorem(),
    fc
      .array(
        fc.constantFrom(
          'the',
          'Pond',
          '-',
          ' ',
          "'s",
          'l’',
          'eau',
          '互联网',
          '治理',
          'مبادئ',
          'U.N.',
          'A/1/2',
        ),
      )
      .map((parts) => parts.join('')),
  );

  test('every term says where it stands, in order, and is not too long', () => {
    fc.assert(
      fc.property(text, fc.constantFrom(...languages), (source, language) => {
        let position = 0;
        for (const term of analyse(source, language, stem)) {
          expect(term.start).toBeLessThan(term.end);
          expect(term.end).toBeLessThanOrEqual(source.length);
          expect(source.slice(term.start, term.end)).toMatch(/[\p{L}\p{N}\p{M}]/u);
          expect(term.term.length).toBeGreaterThan(0);
          expect(term.term.length).toBeLessThanOrEqual(longestTerm * 2);
          expect(term.term).not.toMatch(/\s/);
          expect(term.position).toBeGreaterThanOrEqual(position - 64);
          position = Math.max(position, term.position);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('case and composition make no difference', () => {
    fc.assert(
      fc.property(fc.lorem(), fc.constantFrom('fr', 'es', 'und'), (source, language) => {
        const accented = source.replace(/e/g, 'é');
        const lower = terms(accented.toLowerCase(), language);
        expect(terms(accented.normalize('NFD').toLowerCase(), language)).toEqual(lower);
      }),
    );
  });

  test('two texts one after the other have the terms of both', () => {
    fc.assert(
      fc.property(fc.lorem(), fc.lorem(), (one, other) => {
        const both = terms(`${one.toLowerCase()}\n${other.toLowerCase()}`, 'en');
        expect(both).toEqual([
          ...terms(one.toLowerCase(), 'en'),
          ...terms(other.toLowerCase(), 'en'),
        ]);
      }),
    );
  });

  test('the length counts every word once, whatever it is in parts', () => {
    const counted = countTerms(analyse('multi-stakeholder ponds and the pond', 'en', stem));
    expect(counted.length).toBe(4);
    expect(counted.counts.get('pond')).toBe(2);
  });
});

describe('what finds each other', () => {
  test.each([
    ['en', 'multi-stakeholder', 'multistakeholder'],
    ['en', 'multi-stakeholder', 'stakeholders'],
    ['en', 'e-mail', 'email'],
    ['en', 'co-operation', 'cooperation'],
    ['en', 'organisation', 'organizations'],
    ['en', 'the group’s', 'group'],
    ['en', 'the U.N. secretariat', 'UN'],
    ['en', 'document A/RES/68/198 of', 'a/res/68/198'],
    ['en', 'naïve', 'naive'],
    ['en', 'ﬁnancial', 'financial'],
    ['fr', 'l’Internet', 'internet'],
    ['fr', 'les données', 'donnees'],
    ['es', 'la organización', 'organizacion'],
    ['de', 'Straße', 'strasse'],
    ['ru', 'учёт', 'учет'],
    ['ar', 'والحكومات', 'حكومة'],
    ['ar', 'الإنترنت', 'الانترنت'],
    ['zh', '加强互联网治理的国际合作', '互联网'],
    ['zh', '加强互联网治理的国际合作', '治理'],
    ['en', 'as 互联网治理 in English', '治理'],
    ['ja', 'インターネットの原則', '原則'],
    ['th', 'การกำกับดูแลอินเทอร์เน็ต', 'อินเทอร์เน็ต'],
    ['ko', '거버넌스는', '거버넌스'],
    ['tr', 'İNTERNET', 'internet'],
  ])('%s: %s is found by %s', (language, text, query) => {
    const found = new Set(terms(text, language));
    expect(terms(query, language).some((term) => found.has(term))).toBe(true);
  });
});

describe('what does not', () => {
  test.each([
    ['en', 'the and of who it', []],
    ['en', 'A reply of the WHO on IT', ['repli', 'who', 'it']],
    ['en', 'THE PEOPLE WHO ASK', ['peopl', 'ask']],
    ['fr', 'le la les des et', []],
    ['ru', 'и в на не', []],
    ['ru', 'й', ['й']],
    ['zh', '的', []],
    ['en', '2013-2018', ['2013', '2018']],
    ['en', '... --- !!!', []],
  ])('%s: %s', (language, text, expected) => {
    expect(terms(text, language)).toEqual(expected);
  });

  test('folding leaves vowel signs that are letters', () => {
    expect(fold('हिन्दी')).toBe('हिन्दी');
    expect(fold('йод')).toBe('йод');
  });
});

test.each([
  ['letters', 'a'.repeat(3_000_000)],
  ['hyphens', 'a-'.repeat(1_500_000)],
  ['points', 'a.'.repeat(1_500_000)],
  ['strokes', 'a/'.repeat(1_500_000)],
  ['characters', '互'.repeat(300_000)],
])('a line of three megabytes of %s is analysed in seconds', (_, text) => {
  const began = performance.now();
  analyse(text, 'en', stem);
  expect(performance.now() - began).toBeLessThan(8_000);
});
