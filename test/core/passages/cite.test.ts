import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cite, standing, type VersionChanges } from '#core/passages/cite.ts';

describe('a citation', () => {
  test('quotes the opening words and says where it stops', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,15}$/), { minLength: 1 }), (words) => {
        const text = words.join(' ');
        const { quote, cut } = cite({ label: 'p1', path: [], kind: 'paragraph', text }, 1);
        expect(text.startsWith(quote)).toBe(true);
        expect(cut).toBe(quote !== text);
        expect(quote.length).toBeLessThanOrEqual(160);
        if (cut) expect(text[quote.length]).toBe(' ');
      }),
    );
  });
});

describe('standing', () => {
  const history: readonly VersionChanges[] = [
    { version: 4, changed: [], removed: ['p2'] },
    { version: 2, changed: [{ label: 'p1', similarity: 0.9 }], removed: [] },
    { version: 3, changed: [{ label: 'p1', similarity: 0.8 }], removed: ['p9'] },
  ];

  test.each([
    ['p3', 1, { state: 'unchanged' }],
    ['p1', 1, { state: 'changed', since: 2, similarity: expect.closeTo(0.72, 9) as number }],
    ['p1', 2, { state: 'changed', since: 3, similarity: 0.8 }],
    ['p1', 3, { state: 'unchanged' }],
    ['p2', 1, { state: 'removed', since: 4 }],
  ])('%s cited from version %i', (label, version, expected) => {
    expect(standing(label, version, history)).toEqual(expected);
  });
});
