import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mostSweeps, readQuery } from '#core/search/query.ts';

/** Pieces of a question each of which makes the search look through every passage of a group. */
const costly = fc.constantFrom('"x y"', '-"x y"', 'abc*', '-abc*', '-x');

test('no question looks through a group more often than is borne, and says what was left out', () => {
  fc.assert(
    fc.property(fc.array(costly, { minLength: 1, maxLength: 100, size: 'max' }), (pieces) => {
      const { phrases, prefixes, without, problems } = readQuery(pieces.join(' '));
      const sweeps = phrases.length + prefixes.length + Object.values(without).flat().length;
      expect(sweeps).toBe(Math.min(pieces.length, mostSweeps));
      expect(problems.filter(({ code }) => code === 'query-too-many').length).toBe(
        pieces.length - sweeps,
      );
    }),
  );
});
