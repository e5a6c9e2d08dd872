import { expect, test } from 'vitest';
import { applyChange } from '#core/text/living/apply.ts';
import { tokenise } from '#core/text/tokens.ts';
import { isBracketedEdition } from '../../src/routes/g/[slug]/t/[number]/bracketed-edition.ts';

function tabled(words: string) {
  const payload = {
    number: 1,
    title: 'T',
    kind: 'paper',
    proponents: [],
    tokeniser: 1,
    tokens: tokenise(words),
  } as const;
  return applyChange(undefined, { seq: 1, verb: 'text.tabled', payload });
}

const parties = ['Guild of Ferries', 'Reeds'];
const standing = tabled('Ferries wait for the tide.');

test.each([
  ['Ferries [wait / stay – Guild of Ferries] for the tide.', true],
  ['Ferries wait [gladly – Reeds; Guild of Ferries oppose] for the tide.', true],
  ['Ferries wait [gladly] for the tide.', false],
  ['Ferries – Reeds – wait for the tide.', false],
  ['Ferries wait [2060 – 2080] for the tide.', false],
])('%s: %s', (text, is) => {
  expect(isBracketedEdition(text, standing, parties)).toBe(is);
});

test('what was tabled with such brackets may come back with them', () => {
  const words = 'Ferries [wait / stay – Reeds] for the tide.';
  expect(isBracketedEdition(words, tabled(words), parties)).toBe(false);
});
