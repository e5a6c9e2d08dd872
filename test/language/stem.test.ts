import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { stem, stemmedLanguages } from '#language/stem.ts';

describe('laws', () => {
  test('any word in any language has a root, the same every time', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.constantFrom(...stemmedLanguages, 'xx'),
        (word, language) => {
          const root = stem(word.toLowerCase(), language);
          expect(typeof root).toBe('string');
          expect(stem(word.toLowerCase(), language)).toBe(root);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('one root', () => {
  test.each([
    ['en', 'stakeholder stakeholders'],
    ['en', 'organisation organization organizations organised organizing'],
    ['en', 'behaviour behavior'],
    ['en', 'centre center centres'],
    ['en', 'policy policies'],
    ['en', 'recommend recommended recommendation recommendations'],
    ['en', 'programme programmes program programs'],
    ['fr', 'international internationale internationaux'],
    ['es', 'organización organizacion organizaciones'],
    ['es', 'derecho derechos'],
    ['ru', 'управление управления управлению'],
    ['ar', 'حكومة الحكومة والحكومة حكومات'],
    ['pt', 'organização organizações'],
  ])('%s: %s', (language, words) => {
    expect(new Set(words.split(' ').map((word) => stem(word, language))).size).toBe(1);
  });
});

describe('different roots', () => {
  test.each([
    ['governance', 'government'],
    ['organ', 'organization'],
    ['general', 'generate'],
    ['university', 'universal'],
  ])('%s, %s', (one, other) => {
    expect(stem(one, 'en')).not.toBe(stem(other, 'en'));
  });
});
