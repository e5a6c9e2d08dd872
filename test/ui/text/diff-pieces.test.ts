import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { diffTexts } from '#core/text/diff.ts';
import { changedParagraphs, diffPieces } from '#ui/text/diff-pieces.ts';

const line = fc
  .array(fc.constantFrom('river', 'gauge', 'shall', 'may', 'open', 'hour'), {
    minLength: 1,
    maxLength: 8,
  })
  .map((words) => words.join(' '));
const text = fc.array(line, { minLength: 1, maxLength: 6 }).map((lines) => `${lines.join('\n')}\n`);

function drawn(parts: Parameters<typeof diffPieces>[0], side: 'before' | 'after'): string {
  return diffPieces(parts, side)
    .map(({ space, text: words }) => space + words)
    .join('');
}

describe('what is drawn of a difference', () => {
  test('is the earlier text on its side, and the later one on the other', () => {
    fc.assert(
      fc.property(text, text, (earlier, later) => {
        const parts = diffTexts(earlier, later);
        expect(drawn(parts, 'after').replace(/ +/g, ' ')).toBe(later);
        if (parts.every(({ kind }) => !kind.startsWith('moved'))) {
          expect(drawn(parts, 'before').replace(/ +/g, ' ')).toBe(earlier);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('shows the changed paragraphs with their neighbours, and counts the others', () => {
    const before = ['one', 'two', 'three', 'four', 'five', 'six'].map((word) => `${word} river`);
    const after = before.with(3, 'four gauges');
    const { shown, skippedAtEnd } = changedParagraphs(
      diffTexts(`${before.join('\n')}\n`, `${after.join('\n')}\n`),
    );
    expect(shown.map(({ pieces }) => pieces.map(({ text: words }) => words).join('|'))).toEqual([
      'three river',
      'four|river|gauges',
      'five river',
    ]);
    expect([shown[0]?.skipped, skippedAtEnd]).toEqual([2, 1]);
  });

  test('shows nothing where nothing changed', () => {
    expect(changedParagraphs(diffTexts('one river\n', 'one river\n')).shown).toEqual([]);
  });
});
