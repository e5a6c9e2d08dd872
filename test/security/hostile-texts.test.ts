import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amend } from '#core/text/living/amend.ts';
import { mapAnchor } from '#core/text/living/anchors.ts';
import { applyChange } from '#core/text/living/apply.ts';
import { measure } from '#core/text/living/measure.ts';
import { notationOf } from '#core/text/living/notation-of.ts';
import { placedText } from '#core/text/living/placed-text.ts';
import { provisionsOf } from '#core/text/living/provisions.ts';
import { readingOf } from '#core/text/living/reading-of.ts';
import type { TextState } from '#core/text/living/state.ts';
import { tokenise } from '#core/text/tokens.ts';
import { baseText, deed, History } from '../core/text/living/history.ts';

function tabled(text: string): TextState {
  const payload = {
    number: 1,
    title: 'On tides',
    kind: 'paper',
    proponents: ['A'],
    tokeniser: 1,
    tokens: tokenise(text),
  } as const;
  return applyChange(undefined, { seq: 1, verb: 'text.tabled', payload });
}

function looksAt(state: TextState): void {
  measure(state);
  provisionsOf(state);
  placedText(state);
  notationOf(state);
  readingOf(state, 'A');
  for (const { anchor } of state.comments) mapAnchor(state, anchor);
}

test('an insertion of a hundred thousand paragraphs can be shown and taken away', () => {
  const state = tabled('One\nTwo\n');
  const text = `One\n${'a b\n'.repeat(100_000)}Two\n`;
  const amended = amend(state, state, { party: 'B', verb: 'propose', text, explanation: '' });
  if (!amended.ok) throw new Error(amended.reason.code);
  const after = applyChange(state, { seq: 2, verb: 'text.amended', payload: amended.value });
  expect(notationOf(after).length).toBeGreaterThan(400_000);
  expect(readingOf(after, 'B')).toBe(text);
});

/** Where the law has an entry withdrawn, those behind it are folded without it, and must go on. */
test('whichever entries were withdrawn, the rest of a record makes a text that can be shown', () => {
  const histories = fc.tuple(baseText, fc.array(deed, { minLength: 2, maxLength: 12 }));
  const without = fc.array(fc.nat({ max: 30 }), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(histories, without, ([text, deeds], gone) => {
      const history = new History(text);
      for (const each of deeds) history.do(each);
      let state: TextState | undefined;
      for (const [index, change] of history.changes.entries()) {
        if (index > 0 && gone.includes(index)) continue;
        // As it comes back from the database.
        state = JSON.parse(JSON.stringify(applyChange(state, change))) as TextState;
        looksAt(state);
      }
    }),
  );
});
