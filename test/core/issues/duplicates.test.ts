import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Document } from '#core/issues/document.ts';
import { findDuplicates, likeness } from '#core/issues/duplicates.ts';
import { buildSpace } from '#core/issues/space.ts';
import { stem } from '#language/stem.ts';
import { documentsOf, shuffledDocuments, someDocuments, statements } from './invented.ts';

const space = (documents: readonly Document[]) => buildSpace(documents, { stem });

describe('likeness', () => {
  test('is within 0 and 1, and the same either way', () => {
    fc.assert(
      fc.property(someDocuments, (documents) => {
        const made = space(documents);
        for (const one of documents.keys()) {
          for (const other of documents.keys()) {
            const score = likeness(made, one, other);
            expect(score).toBeGreaterThanOrEqual(0);
            expect(score).toBeLessThanOrEqual(1);
            expect(score).toBe(likeness(made, other, one));
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('duplicates', () => {
  test('each pair is named once, in order, best first, at or above the least score', () => {
    fc.assert(
      fc.property(
        someDocuments,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (documents, minScore) => {
          const pairs = findDuplicates(space(documents), { minScore });
          expect(new Set(pairs.map(({ a, b }) => `${a} ${b}`)).size).toBe(pairs.length);
          for (const [at, { a, b, score }] of pairs.entries()) {
            expect(a < b).toBe(true);
            expect(score).toBeGreaterThanOrEqual(minScore);
            expect(score).toBeLessThanOrEqual(1);
            const next = pairs[at + 1];
            if (next) expect(next.score).toBeLessThanOrEqual(score);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  test('do not depend on the order of the documents', () => {
    fc.assert(
      fc.property(shuffledDocuments, ([documents, shuffled]) => {
        expect(findDuplicates(space(shuffled))).toEqual(findDuplicates(space(documents)));
      }),
      { numRuns: 60 },
    );
  });

  test('the same words in another order are found, with score 1', () => {
    const word = fc.stringMatching(/^[a-z]{4,9}$/);
    fc.assert(
      fc.property(fc.uniqueArray(word, { minLength: 3, maxLength: 8 }), (words) => {
        const pairs = findDuplicates(
          space(documentsOf([words.join(' '), [...words].reverse().join(' ')], 'und')),
        );
        expect(pairs).toMatchObject([{ a: 'd000', b: 'd001', score: 1, onlyA: [], onlyB: [] }]);
      }),
      { numRuns: 50 },
    );
  });

  test('tell what speaks for them and against', () => {
    const [pair] = findDuplicates(
      space([
        ...statements,
        { id: 'x', text: 'Teachers ask for smaller classes in the town school.', language: 'en' },
      ]),
    );
    expect(pair).toMatchObject({ a: 'en-school-1', b: 'x', onlyA: ['villag'], onlyB: ['town'] });
    expect(pair?.shared).toContain('teacher');
  });

  test.each([
    ['texts without words are the same when their signs are', ['…!', '…!', '?'], 1],
    ['empty texts are not duplicates', ['', '', ' '], 0],
    [
      'three of the same are three pairs',
      ['the heron waits', 'the heron waits', 'The heron waits'],
      3,
    ],
  ])('%s', (_, texts, count) => {
    expect(findDuplicates(space(documentsOf(texts)))).toHaveLength(count);
  });

  test('many of the same are named in a chain, not each with each', () => {
    const same = documentsOf(Array.from({ length: 400 }, () => 'the heron waits at the pond'));
    expect(findDuplicates(space(same))).toHaveLength(399);
    expect(findDuplicates(space(same), { limit: 3 })).toHaveLength(3);
  });
});
