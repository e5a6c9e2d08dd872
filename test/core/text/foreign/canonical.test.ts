import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalItems } from '#core/text/foreign/canonical.ts';
import { readForeign } from '#core/text/foreign/read-foreign.ts';
import { parseNotation } from '#core/text/parse-notation.ts';
import { printItems } from '#core/text/print.ts';
import { sharedData } from '#test/shared-data.ts';

function canonical(text: string): string {
  return printItems(canonicalItems(readForeign(text)));
}

const cases: readonly (readonly [foreign: string, notation: string])[] = [
  [
    'keep all from [sudden - Reeds; Wells delete] floods',
    'keep all from [sudden – Reeds; Wells delete] floods',
  ],
  ['the [wide] river', 'the [wide] river'],
  ['In [search][want] of it', 'In [?search] [?want] of it'],
  ['[shall / should] act', '[shall / should] act'],
  ['We act. [Agreed ad ref]', 'We act. {Agreed ad ref}'],
  ['{Placeholder for the preamble} It', '{Placeholder for the preamble} It'],
  ['to [reach [its] bank] here', 'to [reach [its] bank] here'],
  ['a ] stray [ pair', 'a \\] stray \\[ pair'],
  ['1. Members [, where they can,] act', '1. Members [, where they can,] act'],
  ['Boat[s] pass, [un]laden', 'Boat [\\||s] pass, [un\\||] laden'],
];

test.each(cases)('%s', (foreign, notation) => {
  expect(canonical(foreign)).toBe(notation);
});

const pieces = fc.constantFrom(
  '[',
  ']',
  '[',
  ']',
  'shall',
  ' ',
  ' ',
  ' / ',
  ' – Reeds',
  '; Wells delete',
  '{',
  '}',
  '\n',
  'Option 1: ',
  '(a) ',
  ',',
  '[Agreed]',
  '\\',
  '水',
  '"',
);
const texts = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));

describe('laws', () => {
  test('what is printed is read back, whatever the foreign text', () => {
    fc.assert(
      fc.property(texts, (text) => {
        const items = canonicalItems(readForeign(text));
        const parsed = parseNotation(printItems(items));
        expect(parsed.ok && printItems(parsed.value.items)).toBe(printItems(items));
      }),
      { numRuns: 5_000 },
    );
  });

  test('ten thousand levels are no matter', () => {
    const deep = `${'[a '.repeat(10_000)}b${']'.repeat(10_000)}`;
    expect(canonical(deep)).toBe(deep);
  });
});

describe('real drafts', () => {
  const drafts = [
    'negotiating-texts/paris-2015-10-23.md',
    'negotiating-texts/paris-2015-12-09.md',
  ].map(sharedData);
  test.skipIf(drafts.includes(undefined))('are written in one notation, and read back', () => {
    for (const draft of drafts) {
      const items = canonicalItems(readForeign(readFileSync(draft ?? '', 'utf8')));
      const printed = printItems(items);
      const parsed = parseNotation(printed);
      expect(parsed.ok && printItems(parsed.value.items)).toBe(printed);
    }
  });
});
