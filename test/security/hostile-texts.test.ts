import fc from 'fast-check';
import { expect, test } from 'vitest';
import { amend } from '#core/text/living/amend.ts';
import { mapAnchor } from '#core/text/living/anchors.ts';
import { applyChange } from '#core/text/living/apply.ts';
import { comment } from '#core/text/living/comment.ts';
import { measure } from '#core/text/living/measure.ts';
import { notationOf } from '#core/text/living/notation-of.ts';
import { placedText } from '#core/text/living/placed-text.ts';
import { provisionsOf } from '#core/text/living/provisions.ts';
import { readingOf } from '#core/text/living/reading-of.ts';
import type { TextState } from '#core/text/living/state.ts';
import { mostBrackets, mostHeld, mostLines, unfitText } from '#core/text/living/unfit-text.ts';
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

test('an insertion of as many paragraphs as there may be can be shown and taken away', () => {
  const state = tabled('One\nTwo\n');
  const text = `One\n${'a b c d e f\n'.repeat(29_000)}Two\n`;
  const amended = amend(state, state, { party: 'B', verb: 'propose', text, explanation: '' });
  if (!amended.ok) throw new Error(amended.reason.code);
  const after = applyChange(state, { seq: 2, verb: 'text.amended', payload: amended.value });
  expect(notationOf(after).length).toBeGreaterThan(340_000);
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

const tooMuch = [
  { what: 'brackets', text: '['.repeat(mostBrackets + 1), code: 'text-too-many-brackets' },
  { what: 'lines', text: 'a\n'.repeat(mostLines + 1), code: 'text-too-many-lines' },
  { what: 'characters', text: 'a'.repeat(2_000_001), code: 'text-too-long' },
  { what: 'an override of direction', text: 'one\ntwo \u202eeerht', code: 'text-unfit' },
  { what: 'a NUL', text: 'one\0', code: 'text-unfit' },
];

test.each(tooMuch)('what has too much is no text: $what', ({ text, code }) => {
  expect(unfitText(text)?.reason.code).toBe(code);
});

test.each([
  ['nested', `${'['.repeat(mostBrackets)}a${']'.repeat(mostBrackets)}`],
  ['side by side', '[a] '.repeat(mostBrackets)],
  ['over lines', '[\n'.repeat(mostBrackets)],
  ['none', 'a\n'.repeat(mostLines)],
])('all brackets and lines that may be, %s, are read within seconds', (_what, text) => {
  expect(unfitText(text)).toBeUndefined();
  const begun = performance.now();
  looksAt(tabled(text));
  expect(performance.now() - begun).toBeLessThan(10_000);
});

test('nobody can fill a text until it cannot be read: what was withdrawn counts too', () => {
  let state = tabled('One\nTwo\n');
  let code = '';
  for (let round = 0; round < 8 && code === ''; round++) {
    const text = `One\n${`${'a b '.repeat(10_000)}\n`.repeat(25)}${round}\nTwo\n`;
    const amended = amend(state, state, { party: 'B', verb: 'propose', text, explanation: '' });
    if (!amended.ok) ({ code } = amended.reason);
    else {
      state = applyChange(state, {
        seq: round + 2,
        verb: 'text.amended',
        payload: amended.value,
      });
    }
  }
  expect(code).toBe('text-full');
  const held = state.hunks.reduce((sum, { insert }) => sum + insert.length, 0);
  expect(held).toBeLessThan(mostHeld);
});

test('a comment does not carry a whole long text with it', () => {
  const state = tabled(`${'a long provision '.repeat(2_000)}\n`);
  const said = { party: 'A', words: 'All of it.', from: 'base:0' };
  const wide = comment(state, { ...said, to: 'base:5999' });
  expect(wide.ok ? '' : wide.reason.code).toBe('comment-too-wide');
  expect(comment(state, { ...said, to: 'base:5' }).ok).toBe(true);
});
