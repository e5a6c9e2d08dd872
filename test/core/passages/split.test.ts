import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Block } from '#core/passages/block.ts';
import { longestPassage, splitPassages, splitText } from '#core/passages/split.ts';

function squeezed(text: string): string {
  return text.replace(/\s/g, '');
}

describe('laws', () => {
  const long = fc
    .array(
      fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.constantFrom('. Next ', ' ', '。', 'x'.repeat(900)),
      ),
      {
        maxLength: 40,
      },
    )
    .map((parts) => parts.join(''));

  test('no character is lost, and none is added', () => {
    fc.assert(
      fc.property(long, (text) => {
        const parts = splitText(text);
        expect(squeezed(parts.join(''))).toBe(squeezed(text));
        for (const part of parts) {
          expect(part.length).toBeLessThanOrEqual(longestPassage);
          expect(part.isWellFormed()).toBe(text.isWellFormed() || part.isWellFormed());
        }
      }),
    );
  });

  test('what fits is one passage', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: longestPassage }), (text) => {
        expect(splitText(text)).toEqual(text.trim() ? [text.trim()] : []);
      }),
    );
  });
});

describe('headings', () => {
  const blocks: readonly Block[] = [
    { kind: 'paragraph', text: 'Before any heading.' },
    { kind: 'heading', level: 1, text: 'Waters' },
    { kind: 'heading', level: 2, text: 'Ponds' },
    { kind: 'paragraph', text: 'Under both.' },
    { kind: 'heading', level: 2, text: 'Rivers' },
    { kind: 'paragraph', text: 'Under the second.' },
    { kind: 'heading', level: 1, text: 'Airs' },
    { kind: 'turn', text: 'I speak.', speaker: 'Heron', start: 12 },
  ];

  test('are passages themselves, and the path of what stands under them', () => {
    const passages = splitPassages(blocks);
    expect(passages.map(({ label, path }) => [label, path.join(' / ')])).toEqual([
      ['p1', ''],
      ['p2', ''],
      ['p3', 'Waters'],
      ['p4', 'Waters / Ponds'],
      ['p5', 'Waters'],
      ['p6', 'Waters / Rivers'],
      ['p7', ''],
      ['p8', 'Airs'],
    ]);
    expect(passages[7]).toMatchObject({ speaker: 'Heron', start: 12, kind: 'turn' });
  });
});

describe('cuts', () => {
  test('after a sentence where there is one', () => {
    const text = 'The heron waits at the edge of the pond until noon. '.repeat(60);
    for (const part of splitText(text)) expect(part).toMatch(/^The heron .* noon\.$/);
  });

  test('at a space where there is no sentence', () => {
    const parts = splitText('heron '.repeat(600));
    for (const part of parts) expect(part).toMatch(/^(heron ?)+$/);
  });

  test('a paragraph cut short by its converter is made whole', () => {
    const passages = splitPassages([
      { kind: 'paragraph', text: 'It was agreed that the council of' },
      { kind: 'paragraph', text: 'ponds shall meet twice.' },
    ]);
    expect(passages.map(({ text }) => text)).toEqual([
      'It was agreed that the council of ponds shall meet twice.',
    ]);
  });

  test.each([
    ['one word', 'a'.repeat(3_000_000)],
    ['words', 'word '.repeat(600_000)],
    ['sentences', 'Sent here. '.repeat(272_728)],
    ['points', '. '.repeat(1_500_000)],
    ['marks', `a${'\u0301'.repeat(3_000_000)}`],
    ['emoji', '👩‍👩‍👧'.repeat(375_000)],
  ])('three million characters of %s, in well under two seconds', (_, text) => {
    const began = performance.now();
    const passages = splitPassages([{ kind: 'paragraph', text }]);
    expect(performance.now() - began).toBeLessThan(2_000);
    expect(squeezed(passages.map((passage) => passage.text).join(''))).toBe(squeezed(text));
  });
});
