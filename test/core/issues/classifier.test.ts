import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createClassifier, type Classifier, type LabelScore } from '#core/issues/classifier.ts';
import type { Coding } from '#core/issues/document.ts';
import { buildSpace } from '#core/issues/space.ts';
import { stem } from '#language/stem.ts';
import { matterOf, someDocuments, someTexts, statements } from './invented.ts';

const coding = fc.record({
  text: someTexts.map((texts) => texts.join(' ').slice(0, 60)),
  label: fc.constantFrom('A', 'B', 'C', '__proto__'),
  language: fc.constant('en'),
});
const codings = fc.array(coding, { maxLength: 12 });

function close(one: readonly LabelScore[], other: readonly LabelScore[]): void {
  const scores = new Map(other.map(({ label, score }) => [label, score]));
  expect(one.length).toBe(other.length);
  for (const { label, score } of one) expect(scores.get(label)).toBeCloseTo(score, 6);
}

describe('suggestions', () => {
  const world = fc.tuple(someDocuments, codings);
  const learnt = (documents: Parameters<typeof buildSpace>[0], all: readonly Coding[]) => {
    const classifier = createClassifier(buildSpace(documents, { stem }));
    for (const one of all) classifier.learn(one);
    return classifier;
  };

  test('are within 0 and 1, add up to one, and fall', () => {
    fc.assert(
      fc.property(world, ([documents, all]) => {
        const classifier = learnt(documents, all);
        const labels = new Set(all.map(({ label }) => label));
        for (const text of ['water school', '', ...documents.map((one) => one.text)]) {
          const ranked = classifier.rank(text, 'en');
          expect(new Set(ranked.map(({ label }) => label))).toEqual(labels);
          for (const [at, { score }] of ranked.entries()) {
            expect(score).toBeGreaterThanOrEqual(0);
            expect(score).toBeLessThanOrEqual(ranked[at - 1]?.score ?? 1 + 1e-12);
          }
          const sum = ranked.reduce((total, { score }) => total + score, 0);
          if (labels.size > 0) expect(sum).toBeCloseTo(1, 9);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('a confirmed coding never lowers the score of its label for the very same text', () => {
    fc.assert(
      fc.property(world, coding, ([documents, all], confirmed) => {
        const classifier = learnt(documents, all);
        const of = () =>
          classifier.rank(confirmed.text, 'en').find(({ label }) => label === confirmed.label)
            ?.score ?? 0;
        for (let time = 0; time < 3; time += 1) {
          const before = of();
          classifier.learn(confirmed);
          expect(of()).toBeGreaterThanOrEqual(before - 1e-9);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('what was learnt and forgotten was never there; the order of learning changes nothing', () => {
    fc.assert(
      fc.property(world, coding, ([documents, all], extra) => {
        const one = learnt(documents, all);
        const other = learnt(documents, [extra, ...[...all].reverse()]);
        other.forget(extra);
        for (const { text } of documents) close(one.rank(text, 'en'), other.rank(text, 'en'));
      }),
      { numRuns: 60 },
    );
  });

  const taught = (): Classifier => {
    const classifier = createClassifier(buildSpace(statements, { stem }));
    for (const { id, text, language } of statements) {
      if (id.endsWith('-1')) classifier.learn({ text, language, label: matterOf(id) });
    }
    return classifier;
  };

  test('start with nothing, and know a label from its first example', () => {
    const classifier = createClassifier(buildSpace(statements, { stem }));
    expect(classifier.rank('water', 'en')).toEqual([]);
    expect(classifier.documentsFor('water', 5)).toEqual([]);
    classifier.learn({ text: 'river', language: 'en', label: 'water' });
    expect(classifier.rank('anything', 'en')).toEqual([{ label: 'water', score: 1 }]);
  });

  test('find the matter of a text in each of four languages', () => {
    const classifier = taught();
    for (const { id, text, language } of statements) {
      expect([id, classifier.rank(text, language)[0]?.label]).toEqual([id, matterOf(id)]);
    }
  });

  test('rank documents for a label with the scores that labels have for them', () => {
    const classifier = taught();
    const found = classifier.documentsFor('school', 6);
    expect(found).toHaveLength(6);
    for (const [at, { document, score }] of found.entries()) {
      const label = classifier.rankDocument(document).find((one) => one.label === 'school');
      expect(score).toBe(label?.score);
      expect(score).toBeLessThanOrEqual(found[at - 1]?.score ?? 1);
    }
    expect(classifier.documentsFor('school', 6, (document) => document === 2)).toHaveLength(1);
  });
});
