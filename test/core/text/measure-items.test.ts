import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compile } from '#core/text/compile.ts';
import { type ItemsMeasure, measureItems } from '#core/text/measure-items.ts';
import { parseNotation } from '#core/text/parse-notation.ts';
import { isWord, tokenise } from '#core/text/tokens.ts';
import { scenes } from './random-versions.ts';

function measured(notation: string): ItemsMeasure {
  const parsed = parseNotation(notation);
  if (!parsed.ok) throw new Error(parsed.reason.code);
  return measureItems(parsed.value.items);
}

describe('laws', () => {
  test('every word and every choice is in one provision; without proposals all is agreed', () => {
    fc.assert(
      fc.property(scenes, ({ base, versions }) => {
        const made = compile(base, versions);
        if (!made.ok) throw new Error(made.reason.code);
        const { provisions, ...whole } = measureItems(made.value.items);
        const sum = (key: 'wordsAgreed' | 'wordsDisputed' | 'choices'): number =>
          provisions.reduce((total, provision) => total + provision[key], 0);
        expect(sum('wordsAgreed')).toBe(whole.wordsAgreed);
        expect(sum('wordsDisputed')).toBe(whole.wordsDisputed);
        // Choices of signs alone, behind the last word, are in none.
        expect(sum('choices')).toBeLessThanOrEqual(whole.choices);
        const alone = measureItems(tokenise(base));
        expect(alone).toMatchObject({ wordsDisputed: 0, choices: 0, byParty: [] });
        expect(alone.wordsAgreed).toBe(tokenise(base).filter(isWord).length);
      }),
      { numRuns: 1_000 },
    );
  });
});

const cases: readonly (readonly [notation: string, expected: object])[] = [
  ['', { wordsAgreed: 0, wordsDisputed: 0, choices: 0, maxDepth: 0, byParty: [], provisions: [] }],
  [
    'Parties [shall / may – A; B support] act, now.',
    {
      wordsAgreed: 3,
      wordsDisputed: 2,
      choices: 1,
      byParty: [
        { party: 'A', choices: 1, words: 1 },
        { party: 'B', choices: 1, words: 1 },
      ],
    },
  ],
  ['a [b [c / d – A] / e – B] f', { wordsAgreed: 2, wordsDisputed: 4, choices: 2, maxDepth: 2 }],
  [
    '1. Notes.\n2. [Urges – A] them.\n\n3. Ends.',
    {
      provisions: [
        { number: 1, label: '1', wordsAgreed: 2, wordsDisputed: 0, choices: 0 },
        { number: 2, label: '2', wordsAgreed: 2, wordsDisputed: 1, choices: 1 },
        { number: 3, label: '3', wordsAgreed: 2, wordsDisputed: 0, choices: 0 },
      ],
    },
  ],
  [
    // A choice counts where its first word is, not in the line it opens at the end of.
    '1. Notes.\n2. {delete – C} Urges.\n3. Ends.',
    { provisions: [{ choices: 0 }, { number: 2, choices: 1, wordsDisputed: 2 }, { choices: 0 }] },
  ],
  [
    '1. Notes.\n1 bis. {new – A} Recalls.\n2. Urges.',
    {
      provisions: [
        { number: 1, choices: 1, wordsDisputed: 3 },
        { number: 2, choices: 0 },
      ],
    },
  ],
  [
    '1. Notes.\n[— – A]\n2. Urges.',
    { choices: 1, provisions: [{ choices: 0 }, { number: 2, choices: 1 }] },
  ],
];

test.each(cases)('%j', (notation, expected) => {
  expect(measured(notation)).toMatchObject(expected);
});
