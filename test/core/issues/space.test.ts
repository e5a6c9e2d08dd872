import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rowOf } from '#core/issues/dense.ts';
import { findDuplicates } from '#core/issues/duplicates.ts';
import { buildSpace, closeness } from '#core/issues/space.ts';
import { stem } from '#language/stem.ts';
import { documentsOf, shuffledDocuments, someDocuments, statements } from './invented.ts';

const space = (documents: ReturnType<typeof documentsOf>, seed = 1) =>
  buildSpace(documents, { stem, seed });

describe('the space of a collection', () => {
  test('is the same for the same documents, in whatever order they come', () => {
    fc.assert(
      fc.property(shuffledDocuments, ([documents, shuffled]) => {
        const [one, other] = [space(documents), space(shuffled)];
        expect(other.documents).toEqual(one.documents);
        expect(other.vectors.values).toEqual(one.vectors.values);
      }),
      { numRuns: 60 },
    );
  });

  test('puts every document at length one or nowhere, and nothing is not a number', () => {
    fc.assert(
      fc.property(someDocuments, (documents) => {
        const { vectors } = space(documents);
        for (const at of documents.keys()) {
          const row = rowOf(vectors, at);
          const length = Math.hypot(...row);
          expect(length < 1e-6 || Math.abs(length - 1) < 1e-5).toBe(true);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('puts a text where the document of the same text is', () => {
    fc.assert(
      fc.property(someDocuments, (documents) => {
        const made = space(documents);
        for (const [at, { text, language }] of made.documents.entries()) {
          const { vector, weighed } = made.place(text, language);
          const row = rowOf(made.vectors, at);
          for (const [axis, value] of vector.entries())
            expect(value).toBeCloseTo(row[axis] ?? NaN, 4);
          expect([...weighed.words].sort()).toEqual([...made.weighed(at).words].sort());
        }
      }),
      { numRuns: 60 },
    );
  });

  test.each([
    ['no document', []],
    ['one document', ['the heron waits']],
    ['one document without words', ['… — !']],
    ['identical documents', ['the heron waits', 'the heron waits', 'the heron waits']],
    ['documents without words', ['', ' ', '!']],
  ])('%s', (_, texts) => {
    const made = space(documentsOf(texts));
    expect(made.vectors.rows).toBe(texts.length);
    expect([...made.vectors.values].every(Number.isFinite)).toBe(true);
    expect(findDuplicates(made).every(({ score }) => score === 1)).toBe(true);
    expect([...made.place('herons', 'en').vector].every(Number.isFinite)).toBe(true);
  });

  test('texts of one matter lie closer than texts of two, in each of four languages', () => {
    const made = space(statements);
    const at = (id: string) => made.documents.findIndex((document) => document.id === id);
    const near = (one: string, other: string) =>
      closeness(rowOf(made.vectors, at(one)), rowOf(made.vectors, at(other)));
    for (const language of ['en', 'fr', 'es', 'zh']) {
      expect(near(`${language}-water-1`, `${language}-water-2`)).toBeGreaterThan(
        near(`${language}-water-1`, `${language}-school-1`),
      );
    }
  });

  test('a word never seen is placed by its pieces', () => {
    const made = space(statements);
    const placed = made.place('irrigational', 'xx').vector;
    const irrigation = made.documents.findIndex(({ text }) => text.includes('irrigation'));
    expect(closeness(placed, rowOf(made.vectors, irrigation))).toBeGreaterThan(0.1);
  });
});
