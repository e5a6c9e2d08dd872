import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type DiffPart, diffTexts } from '#core/text/diff.ts';
import { joinTokens, paragraphEnd } from '#core/text/tokens.ts';
import { scenes } from './random-versions.ts';

const pairs = scenes.map(({ base, versions }) => [base, versions[0]?.text ?? ''] as const);

function side(parts: readonly DiffPart[], without: readonly DiffPart['kind'][]): string {
  return joinTokens(
    parts.filter(({ kind }) => !without.includes(kind)).flatMap(({ tokens }) => tokens),
  );
}

describe('laws', () => {
  test('both texts can be had back from what is told', () => {
    fc.assert(
      fc.property(pairs, ([earlier, later]) => {
        const parts = diffTexts(earlier, later);
        expect(side(parts, ['added', 'movedTo'])).toBe(earlier);
        expect(side(parts, ['removed', 'movedFrom'])).toBe(later);
      }),
      { numRuns: 4_000 },
    );
  });

  test('what moved is a whole paragraph, and is told in two places', () => {
    fc.assert(
      fc.property(pairs, ([earlier, later]) => {
        const moved = diffTexts(earlier, later).filter(({ move }) => move !== undefined);
        const places = Map.groupBy(moved, ({ move }) => move);
        for (const [, parts] of places)
          expect(parts.map(({ kind }) => kind).sort()).toEqual(['movedFrom', 'movedTo']);
        for (const { tokens } of moved) expect(tokens).not.toContain(paragraphEnd);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a text does not differ from itself', () => {
    fc.assert(
      fc.property(pairs, ([text]) => {
        expect(diffTexts(text, text).filter(({ kind }) => kind !== 'same')).toEqual([]);
      }),
    );
  });
});

/** `-gone-`, `+come+`, `<1 moved from>`, `>1 moved to<`, as short marks. */
function told(parts: readonly DiffPart[]): string {
  return parts
    .map(({ kind, text, move, turns }) => {
      const words = text.replaceAll('\n', '¶');
      const turned = turns ? `(${turns})` : '';
      if (kind === 'same') return words;
      if (kind === 'movedFrom' || kind === 'movedTo') return `<${kind} ${move}: ${words}>`;
      return kind === 'removed' ? `-${words}-${turned}` : `+${words}+${turned}`;
    })
    .join(' ');
}

const cases: readonly (readonly [name: string, earlier: string, later: string, told: string])[] = [
  ['one word', 'Parties shall act.', 'Parties should act.', 'Parties -shall- +should+ act.'],
  [
    'phrases, not confetti',
    'to be used by all the states',
    'to serve as well for the regions',
    'to -be used by all the states- +serve as well for the regions+',
  ],
  ['Chinese', '各方应合作。', '各方可合作。', '各方 -应- +可+ 合作。'],
  ['Arabic', 'يتعاون الأطراف', 'يتعاون جميع الأطراف', 'يتعاون +جميع+ الأطراف'],
  [
    'a paragraph split',
    'They meet. They part.',
    'They meet.\n2. They part.',
    'They meet. +¶2.+(split) They part.',
  ],
  [
    'paragraphs merged',
    'They meet.\nThey part.',
    'They meet. They part.',
    'They meet. -¶-(merged) They part.',
  ],
  [
    'a blank line gone',
    'They meet.\n\nThey part.',
    'They meet.\nThey part.',
    'They meet. -¶- ¶They part.',
  ],
  [
    'a blank line come',
    'They meet.\nThey part.',
    'They meet.\n\nThey part.',
    'They meet. +¶+ ¶They part.',
  ],
  ['a last line end', 'They meet.', 'They meet.\n', 'They meet. +¶+'],
  [
    'a paragraph of one word gone',
    'They meet.\nHere\nThey part.',
    'They meet.\nThey part.',
    'They meet. -¶Here- ¶They part.',
  ],
  [
    'two paragraphs made of two others',
    'They meet. They part.\nThen they rest.',
    'They meet.\nThey part. Then they rest.',
    'They meet. +¶+(split) They part. -¶-(merged) Then they rest.',
  ],
  [
    'paragraphs that have little in common did not move',
    'Alpha beta gamma delta.\nThe middle stays here.',
    'The middle stays here.\nAlpha is what they said before.',
    '-Alpha beta gamma delta.¶- The middle stays here. +¶Alpha is what they said before.+',
  ],
  [
    'a paragraph moved',
    'Alpha beta gamma delta.\nThe middle stays here.\nThe end stays too.',
    'The middle stays here.\nThe end stays too.\nAlpha beta gamma delta.',
    '<movedFrom 1: Alpha beta gamma delta.> -¶- The middle stays here.¶The end stays too. +¶+ <movedTo 1: Alpha beta gamma delta.>',
  ],
];

test.each(cases)('%s', (_name, earlier, later, expected) => {
  expect(told(diffTexts(earlier, later))).toBe(expected);
});
