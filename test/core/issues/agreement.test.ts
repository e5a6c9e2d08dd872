import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cohenKappa, krippendorffAlpha } from '#core/issues/agreement.ts';
import { gapKinds, gapsByKind, unaddressed } from '#core/issues/gaps.ts';

const label = fc.constantFrom('a', 'b', 'c');

describe('agreement', () => {
  test('is 1 of readers who agree on more than one label, and never more', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(label, label), { maxLength: 20 }), (pairs) => {
        for (const value of [cohenKappa(pairs), krippendorffAlpha(pairs)]) {
          if (value !== undefined) expect(value >= -1 && value <= 1).toBe(true);
        }
        const same = pairs.map(([one]) => [one, one] as const);
        const labels = new Set(same.map(([one]) => one)).size;
        expect(cohenKappa(same)).toBe(labels > 1 ? 1 : undefined);
        expect(krippendorffAlpha(same)).toBe(labels > 1 ? 1 : undefined);
      }),
    );
  });

  test('of two readers is the same whoever is named first', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(label, label), { maxLength: 20 }), (pairs) => {
        const turned = pairs.map(([one, other]) => [other, one] as const);
        expect(cohenKappa(turned)).toBe(cohenKappa(pairs));
        expect(krippendorffAlpha(turned)).toBe(krippendorffAlpha(pairs));
      }),
    );
  });

  test('Cohen: 20 and 15 of 50 agreed, 5 and 10 not, is .4', () => {
    const times = (count: number, one: string, other: string) =>
      Array.from({ length: count }, () => [one, other] as const);
    const pairs = [
      ...times(20, 'yes', 'yes'),
      ...times(5, 'yes', 'no'),
      ...times(10, 'no', 'yes'),
      ...times(15, 'no', 'no'),
    ];
    expect(cohenKappa(pairs)).toBeCloseTo(0.4, 10);
  });

  test('Krippendorff: the worked example of nominal data with four readers is .743', () => {
    const units = [
      '111',
      '2232',
      '3333',
      '3333',
      '2222',
      '1234',
      '4444',
      '1121',
      '2222',
      '555',
      '11',
      '3',
    ];
    expect(krippendorffAlpha(units.map((unit) => [...unit]))).toBeCloseTo(0.743, 3);
  });

  test('a difference can be partial', () => {
    const units = [
      ['a', 'b'],
      ['a', 'a'],
      ['c', 'c'],
    ];
    const partly = krippendorffAlpha(units, (one, other) =>
      (one + other).includes('c') ? 1 : 0.5,
    );
    expect(partly).toBeGreaterThan(krippendorffAlpha(units) ?? 1);
  });
});

describe('gaps', () => {
  test('count an issue once for a kind and once for each group, and every kind has a row', () => {
    const statement = fc.record({
      issue: fc.constantFrom('i1', 'i2', 'i3'),
      kind: fc.constantFrom(...gapKinds),
      group: fc.constantFrom('A', 'B'),
    });
    fc.assert(
      fc.property(fc.array(statement), (all) => {
        const rows = gapsByKind(all);
        expect(rows.map(({ kind }) => kind)).toEqual([...gapKinds]);
        expect(gapsByKind([...all, ...all].reverse())).toEqual(rows);
        for (const { issues, groups } of rows) {
          for (const group of groups) {
            expect(group.issues).toBeGreaterThan(0);
            expect(group.issues).toBeLessThanOrEqual(issues.length);
          }
          const said = groups.reduce((sum, group) => sum + group.issues, 0);
          expect(said).toBeGreaterThanOrEqual(issues.length);
        }
      }),
    );
  });

  test('an issue is unaddressed unless something alive addresses it', () => {
    const addressed = [
      { issue: 'i1', status: 'ended' },
      { issue: 'i2', status: 'dormant' },
      { issue: 'i2', status: 'emerging' },
      { issue: 'i3', status: 'active' },
    ];
    expect(unaddressed(['i1', 'i2', 'i3', 'i4'], addressed)).toEqual(['i1', 'i4']);
  });
});
