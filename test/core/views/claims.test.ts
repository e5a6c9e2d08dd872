import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { betaBelow, chanceAbove, chanceApart } from '#core/views/beta.ts';
import { claimsOf } from '#core/views/claims.ts';
import { opinionMap } from '#core/views/opinion-map.ts';
import { publishedMap } from '#core/views/published-map.ts';
import type { Vote } from '#core/views/votes.ts';
import { plantedPoll, pollOfRows } from './invented-polls.ts';

describe('how sure a share is', () => {
  test('the distribution is what binomial sums say', () => {
    fc.assert(
      fc.property(
        fc.nat(30),
        fc.nat(30),
        fc.double({ min: 0.01, max: 0.99, noNaN: true }),
        (yes, no, x) => {
          const n = yes + no + 1;
          let sum = 0;
          let term = (1 - x) ** n;
          for (let j = 0; j <= n; j += 1) {
            if (j > yes) sum += term;
            term *= ((n - j) / (j + 1)) * (x / (1 - x));
          }
          expect(betaBelow(1 + yes, 1 + no, x)).toBeCloseTo(sum, 9);
        },
      ),
    );
  });

  test('apart by more than nothing is even for equal tallies, and turns round', () => {
    fc.assert(
      fc.property(fc.nat(400), fc.nat(400), fc.nat(400), fc.nat(400), (a, b, c, d) => {
        const one = { yes: a, no: b };
        const other = { yes: c, no: d };
        expect(chanceApart(one, one, 0)).toBeCloseTo(0.5, 2);
        expect(chanceApart(one, other, 0) + chanceApart(other, one, 0)).toBeCloseTo(1, 2);
      }),
    );
  });

  test.each([
    [5, 20, 0.7, 0.7, false],
    [10, 30, 0.9, 0.3, true],
    [60, 200, 0.8, 0.5, true],
    [60, 200, 0.8, 0.65, false],
  ])('%i and %i votes at %d and %d: apart by a tenth is %s', (n, m, p, q, sure) => {
    const one = { yes: Math.round(n * p), no: n - Math.round(n * p) };
    const other = { yes: Math.round(m * q), no: m - Math.round(m * q) };
    expect(chanceApart(one, other, 0.1) > 0.95).toBe(sure);
  });

  test('50,000 votes are no trouble', () => {
    expect(chanceAbove({ yes: 25_400, no: 24_600 }, 0.5)).toBeGreaterThan(0.999);
    expect(
      chanceApart({ yes: 26_000, no: 24_000 }, { yes: 20_000, no: 30_000 }, 0.1),
    ).toBeGreaterThan(0.99);
  });
});

/** Two camps that differ on ten statements; on the last, `own` of the first five have voted. */
function twoCamps(last: readonly (Vote | null)[]) {
  return pollOfRows(
    Array.from({ length: 40 }, (_, i) => {
      const side: Vote = i % 2 === 0 ? 1 : -1;
      return [...Array.from({ length: 10 }, () => side), last[i] ?? null];
    }),
  );
}

describe('claims', () => {
  test('what parts two camps is found on either side, and is sure', () => {
    const mapping = opinionMap(twoCamps([]));
    const { representative, divisive, consensus } = claimsOf(mapping);
    expect(representative.length).toBe(20);
    expect(divisive.length).toBe(10);
    expect(consensus.filter(({ claimed }) => claimed)).toEqual([]);
    for (const { confidence } of [...representative, ...divisive]) {
      expect(confidence).toBeGreaterThan(0.95);
      expect(confidence).toBeLessThanOrEqual(1);
    }
  });

  test.each([
    [3, false],
    [5, true],
  ])('%i agreeing of as many in either camp: claimed is %s', (each, claimed) => {
    const last = Array.from({ length: 2 * each }, (): Vote => 1);
    const { consensus } = claimsOf(opinionMap(twoCamps(last)));
    expect(consensus.find(({ statement }) => statement === 's10')?.claimed).toBe(claimed);
  });

  test('a camp is not said to agree on what alone made it a camp', () => {
    const { votes } = plantedPoll([200], 40, 3);
    const claims = claimsOf(opinionMap(votes));
    expect(claims.representative.length).toBeLessThanOrEqual(16);
  });
});

describe('anonymity', () => {
  const cell = fc.constantFrom<Vote | null>(1, 1, 1, -1, -1, -1, 0, null);
  const rows = fc.integer({ min: 0, max: 40 }).chain((people) =>
    fc.array(fc.array(cell, { minLength: 9, maxLength: 9 }), {
      minLength: people,
      maxLength: people,
    }),
  );

  test('no camp and no cell below the minimum, nor one to be had by subtraction', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 9 }), (given, minimum) => {
        const mapping = opinionMap(pollOfRows(given), { camps: 3 });
        const shown = publishedMap(mapping, claimsOf(mapping), minimum);
        const ids = new Set(shown.map.camps.map(({ id }) => id));
        for (const { size } of shown.map.camps) expect(size).toBeGreaterThanOrEqual(minimum);
        for (const { group } of shown.map.participants) {
          if (group !== null) expect(ids.has(group)).toBe(true);
        }
        for (const { statement, camps } of shown.cells) {
          const column = Number(statement.slice(1));
          let closed = given.filter((row) => row[column] !== null).length;
          for (const each of camps) {
            if (!each) continue;
            const seen = each.agree + each.disagree + each.pass;
            expect(seen).toBeGreaterThanOrEqual(minimum);
            closed -= seen;
          }
          expect(closed === 0 || closed >= minimum || camps.every((each) => !each)).toBe(true);
        }
        for (const { group } of shown.representative) expect(ids.has(group)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
