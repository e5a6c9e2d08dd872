import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { rankVenues, type IssueToPlace, type Mechanism } from '#core/issues/venues.ts';
import { stem } from '#language/stem.ts';

const words = fc.array(fc.constantFrom('water', 'river', 'school', 'tax', 'the', 'pond'), {
  maxLength: 6,
});
const number = fc.oneof(fc.double({ min: -1, max: 2 }), fc.constant(NaN));
const mechanism = fc.record({
  mandate: words.map((chosen) => chosen.join(' ')),
  language: fc.constant('en'),
  handles: fc.array(fc.constantFrom('i1', 'i2', 'i3', 'i4')),
  assessments: fc.array(fc.record({ group: fc.constantFrom('A', 'B', 'C'), adequacy: number })),
  openness: fc.option(number, { nil: undefined }),
});
const mechanisms = fc
  .array(mechanism, { maxLength: 8 })
  .map((all) => all.map((one, at) => ({ ...one, id: `m${at}` })));
const weights = fc.record({
  mandate: number,
  handled: number,
  adequacy: number,
  openness: number,
});
const issue: IssueToPlace = {
  id: 'i1',
  text: 'Water of the river is taxed.',
  language: 'en',
  near: ['i1', 'i2', 'i3'],
};

describe('venues', () => {
  test('every score is exactly the sum of its reasons, from 0 to 1000, and falls', () => {
    fc.assert(
      fc.property(mechanisms, weights, (all, given) => {
        const venues = rankVenues(issue, all, stem, given);
        expect(venues.map(({ id }) => id).sort()).toEqual(all.map(({ id }) => id).sort());
        for (const [at, { score, reasons, dissent }] of venues.entries()) {
          expect(reasons.reduce((sum, { points }) => sum + points, 0)).toBe(score);
          expect(reasons.every(({ points }) => Number.isInteger(points) && points >= 0)).toBe(true);
          expect(score).toBeLessThanOrEqual(venues[at - 1]?.score ?? 1000);
          if (dissent !== undefined) expect(dissent >= 0 && dissent <= 1).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('the order of mechanisms changes nothing', () => {
    fc.assert(
      fc.property(mechanisms, (all) => {
        expect(rankVenues(issue, [...all].reverse(), stem)).toEqual(rankVenues(issue, all, stem));
      }),
    );
  });

  const basin: Mechanism = {
    id: 'basin',
    mandate: 'Basin council: waters of the river',
    language: 'en',
    handles: ['i1', 'i3'],
    assessments: [
      { group: 'A', adequacy: 1 },
      { group: 'B', adequacy: 0 },
      { group: 'B', adequacy: 0.5 },
    ],
    openness: 0.5,
  };
  const board: Mechanism = {
    id: 'board',
    mandate: 'School board',
    language: 'en',
    handles: [],
    assessments: [],
  };

  test('each reason is named', () => {
    const [first, second] = rankVenues(issue, [board, basin], stem, {
      mandate: 1,
      handled: 1,
      adequacy: 1,
      openness: 1,
    });
    expect(first).toMatchObject({ id: 'basin', dissent: 0.75 });
    expect(first?.reasons.map(({ kind, points }) => [kind, points])).toEqual([
      ['mandate', expect.any(Number)],
      ['mandate', expect.any(Number)],
      ['handled', 125],
      ['handled', 62],
      ['adequacy', 125],
      ['adequacy', 31],
      ['openness', 125],
    ]);
    expect(first?.reasons[0]).toMatchObject({ kind: 'mandate', word: 'Water' });
    expect(second).toEqual({ id: 'board', score: 0, reasons: [] });
  });

  test('weights decide', () => {
    const open: Mechanism = { ...board, id: 'open', openness: 1 };
    const only = { mandate: 0, handled: 0, adequacy: 0, openness: 1 };
    expect(
      rankVenues(issue, [basin, open], stem, only).map(({ id, score }) => [id, score]),
    ).toEqual([
      ['open', 1000],
      ['basin', 500],
    ]);
    const none = rankVenues(issue, [basin], stem, { ...only, openness: 0 });
    expect(none[0]?.score).toBe(0);
  });
});
