import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bandsOf,
  nearDuplicateFrom,
  signatureBytes,
  signatureFromBytes,
  signatureOf,
  similarity,
} from '#core/search/near-duplicate.ts';

const words =
  'pond heron reed water duty venue council gap season bird bank stream rule voice answer'.split(
    ' ',
  );
const text = fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 200 });

function signed(list: readonly string[]) {
  const signature = signatureOf(list.join(' '));
  if (!signature) throw new Error('no words');
  return signature;
}

/** What the signatures estimate: shared runs of five words. */
function resemblance(one: readonly string[], other: readonly string[]): number {
  const runs = (list: readonly string[]) =>
    new Set(
      list.slice(0, Math.max(1, list.length - 4)).map((_, at) => list.slice(at, at + 5).join(' ')),
    );
  const [left, right] = [runs(one), runs(other)];
  const common = [...left].filter((run) => right.has(run)).length;
  return common / (left.size + right.size - common);
}

describe('laws', () => {
  test('the estimate is near the true resemblance', () => {
    fc.assert(
      fc.property(text, text, fc.nat(200), (one, tail, keep) => {
        const other = [...one.slice(0, keep), ...tail];
        const error = similarity(signed(one), signed(other)) - resemblance(one, other);
        expect(Math.abs(error)).toBeLessThan(0.25);
      }),
      { numRuns: 300 },
    );
  });

  test('layout, case and accents aside, the same text has the same signature', () => {
    fc.assert(
      fc.property(text, (list) => {
        const other = list.map((word) => word.toUpperCase().replace(/E/g, 'É')).join(',\n ');
        expect(signatureOf(other)).toEqual(signed(list));
        expect(signatureFromBytes(signatureBytes(signed(list)))).toEqual(signed(list));
      }),
    );
  });
});

describe('cases', () => {
  const paper = Array.from(
    { length: 400 },
    (_, at) => `${words[(at * at + at * 7) % words.length]}${at % 50}`,
  );

  test('a paper with a corrected sentence is a near-duplicate, and shares a band', () => {
    const corrected = [...paper.slice(0, 200), 'quite', 'other', 'words', ...paper.slice(203)];
    const [one, other] = [signed(paper), signed(corrected)];
    expect(similarity(one, other)).toBeGreaterThan(nearDuplicateFrom);
    const bands = new Set(bandsOf(one));
    expect(bandsOf(other).some((band) => bands.has(band))).toBe(true);
  });

  test('two papers are not, and share none', () => {
    const other = paper.map((word) => `${word}x`);
    expect(similarity(signed(paper), signed(other))).toBeLessThan(0.1);
    const bands = new Set(bandsOf(signed(paper)));
    expect(bandsOf(signed(other)).some((band) => bands.has(band))).toBe(false);
  });

  test.each(['', '  ', '—!'])('a text without words (%s) has none', (empty) => {
    expect(signatureOf(empty)).toBeUndefined();
  });

  test('the signature is the same on every machine and in every release', () => {
    expect([...signed(['the pond belongs to all who drink']).slice(0, 3)]).toMatchInlineSnapshot(`
      [
        146060333,
        1902449308,
        256556560,
      ]
    `);
  });
});
