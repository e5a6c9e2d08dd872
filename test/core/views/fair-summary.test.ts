import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Approvals } from '#core/views/approvals.ts';
import { ejrPlusViolation } from '#core/views/ejr-plus.ts';
import { equalShares } from '#core/views/equal-shares.ts';
import { fairSummary, filledApprovals } from '#core/views/fair-summary.ts';
import { opinionMap } from '#core/views/opinion-map.ts';
import { plantedPoll, pollOfRows } from './invented-polls.ts';

function approvalsOf(rows: readonly (readonly boolean[])[]): Approvals {
  return {
    people: rows.length,
    statements: rows[0]?.length ?? 0,
    approves: (person, statement) => rows[person]?.[statement] ?? false,
  };
}

/** Everybody of the same kind approves of the same statements. */
function profile(kinds: readonly (readonly [count: number, names: string])[], names: string) {
  const all = names.split(' ');
  return approvalsOf(
    kinds.flatMap(([count, own]) =>
      Array.from({ length: count }, () => all.map((name) => own.split(' ').includes(name))),
    ),
  );
}

/** By the definition, over all groups of people: slow, and of another making than the check. */
function violatedByDefinition(rows: readonly (readonly boolean[])[], chosen: number[], k: number) {
  const n = rows.length;
  const has = rows.map((row) => chosen.filter((statement) => row[statement]).length);
  for (let group = 1; group < 1 << n; group += 1) {
    const members = rows.flatMap((_, i) => (group & (1 << i) ? [i] : []));
    for (let level = 1; level <= k; level += 1) {
      if (members.length * k < level * n) continue;
      if (members.some((i) => (has[i] ?? 0) >= level)) continue;
      const common = rows[0]?.findIndex(
        (_, c) => !chosen.includes(c) && members.every((i) => rows[i]?.[c]),
      );
      if (common !== undefined && common >= 0) return true;
    }
  }
  return false;
}

const small = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 7 }))
  .chain(([n, m]) =>
    fc.record({
      rows: fc.array(fc.array(fc.boolean(), { minLength: m, maxLength: m }), {
        minLength: n,
        maxLength: n,
      }),
      places: fc.integer({ min: 1, max: m }),
    }),
  );

describe('equal shares', () => {
  test('no counter-example to EJR+, nothing spent that is not there, all places filled', () => {
    fc.assert(
      fc.property(small, ({ rows, places }) => {
        const approvals = approvalsOf(rows);
        const { chosen, bought, budgets } = equalShares(approvals, places);
        expect(ejrPlusViolation(approvals, chosen, places)).toBeUndefined();
        expect(ejrPlusViolation(approvals, chosen.slice(0, bought), places)).toBeUndefined();
        expect(new Set(chosen).size).toBe(places);
        expect(bought).toBeLessThanOrEqual(places);
        expect(Math.min(...budgets)).toBeGreaterThanOrEqual(0);
        const left = budgets.reduce((sum, each) => sum + each, 0);
        if (bought === places) expect(left).toBeCloseTo(places - bought, 6);
        expect(left).toBeLessThanOrEqual(places - bought + 1e-6);
      }),
      { numRuns: 1500 },
    );
  });

  test('the check finds what the definition finds', () => {
    fc.assert(
      fc.property(small, fc.nat(127), ({ rows, places }, mask) => {
        const chosen = (rows[0] ?? []).flatMap((_, c) => (mask & (1 << c) ? [c] : []));
        const found = ejrPlusViolation(approvalsOf(rows), chosen, places) !== undefined;
        expect(found).toBe(violatedByDefinition(rows, chosen, places));
      }),
      { numRuns: 400 },
    );
  });

  test('a list on which one in three agrees is not outvoted', () => {
    const names = 'a1 a2 a3 a4 a5 a6 a7 a8 b1 b2 b3 b4 c1 c2';
    const approvals = profile(
      [
        [55, 'a1 a2 a3 a4 a5 a6 a7 a8'],
        [33, 'b1 b2 b3 b4'],
        [12, 'c1 c2'],
      ],
      names,
    );
    const { chosen } = equalShares(approvals, 8);
    const counts = ['a', 'b', 'c'].map(
      (kind) => chosen.filter((c) => names.split(' ')[c]?.startsWith(kind)).length,
    );
    expect(counts[0]).toBeGreaterThanOrEqual(4);
    expect(counts[1]).toBeGreaterThanOrEqual(2);
    expect(ejrPlusViolation(approvals, [0, 1, 2, 3, 4, 5, 6, 7], 8)).toBeDefined();
  });

  test('the check rejects the list that sequential rules choose (Brill and others 2017)', () => {
    const c = (from: number): string =>
      Array.from({ length: 13 - from }, (_, i) => `c${from + i}`).join(' ');
    const approvals = profile(
      [
        [2, 'a b c1'],
        [2, 'a b c2'],
        [6, c(1)],
        [5, c(2)],
        [9, c(3)],
      ],
      `a b ${c(1)}`,
    );
    const twelve = Array.from({ length: 12 }, (_, i) => i + 2);
    expect(ejrPlusViolation(approvals, twelve, 12)).toBeDefined();
    const { chosen } = equalShares(approvals, 12);
    expect(ejrPlusViolation(approvals, chosen, 12)).toBeUndefined();
  });
});

describe('the fair summary', () => {
  test('names the smallest of three clear camps', () => {
    for (const seed of [1, 2, 3]) {
      const { votes, camps } = plantedPoll([100, 60, 40], 100, seed, 0.9);
      const mapping = opinionMap(votes);
      expect(mapping.map.strength.verdict).toBe('clear');
      const summary = fairSummary(mapping);
      expect(summary.violation).toBeNull();
      expect(summary.statements.length).toBe(8);
      const approvals = filledApprovals(mapping);
      const chosen = summary.statements.map(({ statement }) =>
        mapping.poll.statements.indexOf(statement),
      );
      const campOf = new Map(votes.participants.map((id, i) => [id, camps[i]]));
      const smallest = mapping.poll.participants.flatMap((id, row) =>
        campOf.get(id) === 2 ? [row] : [],
      );
      const theirs = chosen.filter(
        (c) => smallest.filter((row) => approvals.approves(row, c)).length > smallest.length / 2,
      );
      expect(theirs.length).toBeGreaterThanOrEqual(1);
    }
  });

  test.each([
    ['nobody', [], 0],
    ['one participant', [[1, -1, 1] as const], 3],
    ['nobody voted', [[null], [null]], 0],
  ])('%s', (_, rows, statements) => {
    const summary = fairSummary(opinionMap(pollOfRows(rows)));
    expect(summary.statements.length).toBe(statements);
    expect(summary.filled).toBe(0);
    expect(summary.violation).toBeNull();
  });
});
