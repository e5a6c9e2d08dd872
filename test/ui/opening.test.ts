import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openingOf } from '#ui/opening.ts';

test('no word is lost or said twice', () => {
  const paragraphs = fc.array(fc.string({ minLength: 1, maxLength: 400 }), { maxLength: 12 });
  fc.assert(
    fc.property(paragraphs, (texts) => {
      const text = texts.join('\n\n');
      const { opening, rest } = openingOf(text);
      const letters = (some: string): string => some.replace(/\s/g, '');
      expect(letters(opening) + letters(rest)).toBe(letters(text));
    }),
  );
});

test('a short text is whole, a long one is cut between paragraphs', () => {
  const paragraph = 'word '.repeat(40).trim();
  expect(openingOf(paragraph).rest).toBe('');
  const long = Array.from({ length: 6 }, () => paragraph).join('\n\n');
  expect(openingOf(long).opening).toBe(`${paragraph}\n\n${paragraph}`);
});
