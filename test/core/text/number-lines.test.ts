import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { numberLines } from '#core/text/number-lines.ts';

const texts = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.constantFrom('\n', ' ', 'gauge', '水位共享', 'نهر'),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(' '));

describe('laws', () => {
  test('no word is lost, no line is numbered twice, none is too long that could be shorter', () => {
    fc.assert(
      fc.property(texts, fc.integer({ min: 8, max: 80 }), (text, width) => {
        const lines = numberLines(text, width);
        expect(
          lines
            .map(({ words }) => words)
            .join('')
            .replace(/\s/g, ''),
        ).toBe(text.replace(/\s/g, ''));
        expect(lines.map(({ line }) => line)).toEqual(lines.map((_, index) => index + 1));
        for (const { words } of lines)
          if ([...words].length > width) expect(words).not.toMatch(/\S\s+\S/);
      }),
      { numRuns: 2_000 },
    );
  });
});

test('paragraphs are counted at their first line', () => {
  const lines = numberLines('One two three four.\n\nFive six seven eight nine.', 12);
  expect(lines).toEqual([
    { line: 1, paragraph: 1, words: 'One two' },
    { line: 2, paragraph: null, words: 'three four.' },
    { line: 3, paragraph: 2, words: 'Five six' },
    { line: 4, paragraph: null, words: 'seven eight' },
    { line: 5, paragraph: null, words: 'nine.' },
  ]);
});
