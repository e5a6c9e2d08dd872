import { expect, test } from 'vitest';
import { amend } from '#core/text/living/amend.ts';
import { applyChange } from '#core/text/living/apply.ts';
import { provisionsOf } from '#core/text/living/provisions.ts';
import { tokenise } from '#core/text/tokens.ts';
import type { RecordedChange } from '#store/text/readers.ts';
import {
  firstTouched,
  provisionHistory,
} from '../../src/routes/g/[slug]/t/[number]/p/[provision]/provision-history.ts';

/** The screen of the room is open to everybody, and asks where the last change was. */
test('where a change was is found in a long text at once, and as its history has it', () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `Line ${index} of the text`);
  const tabled = {
    number: 1,
    title: 'Long',
    kind: 'paper',
    proponents: ['A'],
    tokeniser: 1,
    tokens: tokenise(`${lines.join('\n')}\n`),
  } as const;
  const before = applyChange(undefined, { seq: 1, verb: 'text.tabled', payload: tabled });
  const wish = { party: 'B', verb: 'propose', explanation: '' } as const;
  const text = `${lines.with(19_000, 'Line 19000 of another text').join('\n')}\n`;
  const amended = amend(before, before, { ...wish, text });
  if (!amended.ok) throw new Error(amended.reason.code);
  const change = { seq: 2, verb: 'text.amended', payload: amended.value } as const;
  const state = applyChange(before, change);
  const recorded: RecordedChange = {
    ...change,
    at: new Date(0),
    actor: 'operator',
    actorName: null,
    onBehalf: null,
    undone: false,
  };
  const provisions = provisionsOf(state);
  const begun = performance.now();
  const at = firstTouched(state, recorded, provisions);
  expect(performance.now() - begun).toBeLessThan(2_000);
  expect(at).toBe(19_000);
  const history = (index: number) =>
    provisionHistory(state, [recorded], provisions[index]?.id ?? '').changes.length;
  expect([history(at - 1), history(at), history(at + 1)]).toEqual([0, 1, 0]);
});
