import fc from 'fast-check';
import { expect, test } from 'vitest';
import { similarTerms, slips } from '#core/search/similar-terms.ts';

const vocabulary: readonly (readonly [string, number])[] = [
  ['governance', 900],
  ['government', 800],
  ['jurisdict', 50],
  ['sovereignti', 40],
  ['pond', 12],
  ['bond', 90],
];

test('slips keep the laws of a distance', () => {
  const word = fc.stringMatching(/^[abc]{0,8}$/);
  fc.assert(
    fc.property(word, word, (one, other) => {
      expect(slips(one, one, 9)).toBe(0);
      expect(slips(one, other, 9)).toBe(slips(other, one, 9));
      expect(slips(one, other, 9)).toBeGreaterThanOrEqual(Math.abs(one.length - other.length));
      expect(slips(one, other, 9)).toBeLessThanOrEqual(Math.max(one.length, other.length));
    }),
  );
});

test.each([
  ['govrenance', ['governance']],
  ['goverment', ['government']],
  ['juristict', ['jurisdict']],
  ['sovreignti', ['sovereignti']],
  ['pomd', ['pond']],
  ['pnod', ['pond']],
  ['xyzzyx', []],
  ['pon', []],
])('%s may have meant %j', (term, expected) => {
  expect(similarTerms(term, vocabulary).map((one) => one.term)).toEqual(expected);
});
