import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { proposeAreas } from '#core/issues/areas.ts';
import type { Document } from '#core/issues/document.ts';
import { buildSpace } from '#core/issues/space.ts';
import { cutAt, wardMerges } from '#core/issues/ward.ts';
import { stem } from '#language/stem.ts';
import { documentsOf, matterOf, shuffledDocuments, someDocuments, statements } from './invented.ts';

const space = (documents: readonly Document[]) => buildSpace(documents, { stem });

describe('areas', () => {
  test('every document is in exactly one, each has a label, and as many as asked for', () => {
    fc.assert(
      fc.property(someDocuments, fc.option(fc.integer({ min: 1, max: 20 })), (documents, count) => {
        const areas = proposeAreas(space(documents), { count: count ?? undefined });
        const members = areas.flatMap((area) => area.members);
        expect([...members].sort()).toEqual(documents.map(({ id }) => id));
        for (const [at, area] of areas.entries()) {
          expect(area.area).toBe(at + 1);
          expect(area.label).not.toBe('');
          expect(area.members.length).toBeGreaterThan(0);
          expect(area.members.length).toBeLessThanOrEqual(
            areas[at - 1]?.members.length ?? Infinity,
          );
        }
        if (count !== null) expect(areas).toHaveLength(Math.min(count, documents.length));
      }),
      { numRuns: 100 },
    );
  });

  test('do not depend on the order of the documents', () => {
    fc.assert(
      fc.property(shuffledDocuments, ([documents, shuffled]) => {
        expect(proposeAreas(space(shuffled))).toEqual(proposeAreas(space(documents)));
      }),
      { numRuns: 60 },
    );
  });

  test('identical documents are one area; two matters are two', () => {
    expect(
      proposeAreas(space(documentsOf(Array.from({ length: 9 }, () => 'herons wait')))),
    ).toEqual([
      expect.objectContaining({
        area: 1,
        members: expect.objectContaining({ length: 9 }) as unknown,
      }),
    ]);
    const english = statements.filter(({ language }) => language === 'en');
    const areas = proposeAreas(space(english), { count: 2 });
    for (const { members } of areas) expect(new Set(members.map(matterOf)).size).toBe(1);
  });

  test('the texts tell how many areas there are', () => {
    const matters = [
      'heron pond reed',
      'tax budget levy',
      'school pupil teacher',
      'road bridge rail',
    ];
    const texts = matters.flatMap((words, at) =>
      Array.from({ length: 10 }, (_, turn) => {
        const [one = '', two = '', three = ''] = words.split(' ');
        return (
          [`${one} ${two} ${three}`, `${one} ${two}`, `${two} ${three}`][(turn + at) % 3] ?? ''
        );
      }),
    );
    const areas = proposeAreas(space(documentsOf(texts)));
    expect(areas.map(({ members }) => members.length)).toEqual([10, 10, 10, 10]);
  });

  test('are named in words as they are written, phrases first where they tell most', () => {
    const texts = [
      'Member States ask for Freedom of Expression in the press.',
      'The press needs freedom of expression.',
      'Who limits freedom of expression?',
      'The pumps need spare parts.',
      'Spare parts for pumps are dear.',
      'Nobody sells spare parts.',
    ];
    const labels = proposeAreas(space(documentsOf(texts)), { count: 2 }).map(({ label }) => label);
    expect(labels[0]).toMatch(/^freedom of expression/);
    expect(labels[1]).toMatch(/^spare parts/);
  });

  test('more documents than are clustered one by one are still each in one area', () => {
    const [herons, taxes] = [
      ['heron pond reed', 'heron pond', 'pond reed'],
      ['tax budget levy', 'tax budget', 'budget levy'],
    ] as const;
    const texts = Array.from(
      { length: 2300 },
      (_, at) => (at % 2 === 0 ? herons : taxes)[at % 3] ?? '',
    );
    const areas = proposeAreas(space(documentsOf(texts)), { count: 2 });
    expect(areas.map(({ members }) => members.length)).toEqual([1150, 1150]);
  });
});

describe('clustering', () => {
  test('heights never fall, and merging joins the whole', () => {
    const points = fc.array(fc.tuple(fc.nat(20), fc.nat(20)), { minLength: 1, maxLength: 25 });
    fc.assert(
      fc.property(points, (places) => {
        const merges = wardMerges(
          places.map(() => 1),
          (one, other) => {
            const nowhere: readonly [number, number] = [0, 0];
            const [x, y] = [places[one] ?? nowhere, places[other] ?? nowhere];
            return (x[0] - y[0]) ** 2 + (x[1] - y[1]) ** 2;
          },
        );
        expect(merges).toHaveLength(places.length - 1);
        for (const [at, { height }] of merges.entries()) {
          expect(height).toBeGreaterThanOrEqual(merges[at - 1]?.height ?? 0);
        }
        for (let groups = 1; groups <= places.length; groups += 1) {
          expect(new Set(cutAt(merges, places.length, groups)).size).toBe(groups);
        }
      }),
    );
  });

  test('joins what is near first', () => {
    const line = [0, 1, 10, 11, 100];
    const merges = wardMerges(
      line.map(() => 1),
      (one, other) => ((line[one] ?? 0) - (line[other] ?? 0)) ** 2,
    );
    expect([...cutAt(merges, 5, 3)]).toEqual([0, 0, 1, 1, 2]);
    expect([...cutAt(merges, 5, 2)]).toEqual([0, 0, 0, 0, 1]);
  });
});
