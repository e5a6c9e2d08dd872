import { describe, expect, test } from 'vitest';
import type { ForeignAlternative, ForeignChoice } from '#core/text/foreign/foreign-text.ts';
import { checkForeign } from './laws.ts';

/** A text, and what is expected of it, one after the other. */
type Row<Expected> = readonly [string, ...Expected[]];

function rows<Expected>(
  given: readonly Row<Expected>[],
): readonly { readonly text: string; readonly expected: readonly Expected[] }[] {
  return given.map(([text, ...expected]) => ({ text, expected }));
}

/** A choice in short: its kind, what it suggests, why, and its alternatives. */
function brief({ kind, suggests, reason, alternatives }: ForeignChoice): readonly unknown[] {
  return [kind, suggests, reason, alternatives.map(({ text }) => text)];
}

/** An alternative in short: its words, and the stances that somebody takes. */
function stances({ text, offset: _, end: __, ...held }: ForeignAlternative): object {
  const taken = Object.entries(held).filter(([, who]) => who.length > 0);
  return { text, ...Object.fromEntries(taken) };
}

describe('what a run of brackets is', () => {
  test.each(
    rows<readonly unknown[]>([
      ['the [holistic] nature', ['optional', undefined, 'single', ['holistic']]],
      [
        'a [b] c [d]',
        ['optional', undefined, 'single', ['b']],
        ['optional', undefined, 'single', ['d']],
      ],
      ['[shall][should] act', ['undetermined', 'oneOf', 'pure-modals', ['shall', 'should']]],
      [
        '[shall] [should] [may not]',
        ['undetermined', 'oneOf', 'pure-modals', ['shall', 'should', 'may not']],
      ],
      ['[shall][pier]', ['undetermined', undefined, 'neighbours', ['shall', 'pier']]],
      ['[a / / b]', ['oneOf', undefined, 'written-alternatives', ['a', '', 'b']]],
      ['[ / b]', ['oneOf', undefined, 'written-alternatives', ['', 'b']]],
      ['[quay][pier] of', ['undetermined', undefined, 'neighbours', ['quay', 'pier']]],
      ['[quay][, pier] of', ['undetermined', 'optional', 'comma-or-and', ['quay', ', pier']]],
      ['[quay] [and pier] of', ['undetermined', 'optional', 'comma-or-and', ['quay', 'and pier']]],
      ['[quay][andesite] of', ['undetermined', undefined, 'neighbours', ['quay', 'andesite']]],
      ['[a][b][c][d]', ['undetermined', undefined, 'several-in-sequence', ['a', 'b', 'c', 'd']]],
      ['[quay]/[pier]', ['undetermined', 'oneOf', 'slash-series', ['quay', 'pier']]],
      ['[quay] / [pier]', ['undetermined', 'oneOf', 'slash-series', ['quay', 'pier']]],
      ['[quay - A][pier - B]', ['undetermined', 'oneOf', 'rival-proposals', ['quay', 'pier']]],
      [
        '[quay - A][pier - B; C delete]',
        ['undetermined', undefined, 'neighbours', ['quay', 'pier']],
      ],
      [
        '[quay\nof stone][pier]',
        ['undetermined', undefined, 'neighbours', ['quay\nof stone', 'pier']],
      ],
      ['of [quay]\n[pier] of', ['undetermined', undefined, 'neighbours', ['quay', 'pier']]],
      ['[quay / pier] of', ['oneOf', undefined, 'written-alternatives', ['quay', 'pier']]],
      [
        '[/or] and [and/or]',
        ['optional', undefined, 'single', ['/or']],
        ['optional', undefined, 'single', ['and/or']],
      ],
      ['[?quay] of', ['undetermined', undefined, 'marked-undetermined', ['quay']]],
      ['its [X] session', ['undetermined', undefined, 'blank', ['X']]],
      ['[?] tolls', ['undetermined', undefined, 'blank', ['?']]],
      ['\\[shall\\] \\[may\\]', ['undetermined', 'oneOf', 'pure-modals', ['shall', 'may']]],
      ['**[shall]** **[may]**', ['undetermined', 'oneOf', 'pure-modals', ['shall', 'may']]],
      ['\\[quay / pier\\]', ['oneOf', undefined, 'written-alternatives', ['quay', 'pier']]],
      ['[ ] tolls', ['undetermined', undefined, 'blank', [' ']]],
      ['by 20[30][35]', ['undetermined', undefined, 'neighbours', ['30', '35']]],
      ['缔约方[应][应当]采取', ['undetermined', undefined, 'neighbours', ['应', '应当']]],
      ['[, pier ] of', ['optional', undefined, 'single', [', pier ']]],
    ]),
  )('$text', ({ text, expected }) => {
    expect(checkForeign(text).choices.map(brief)).toEqual(expected);
  });

  test.each([
    ['[a]\n\n[b]', 2],
    ['1. [a]\n2. [b]', 2],
    ['[a]; [b]', 2],
    ['[a] and [b]', 2],
    ['[a]//[b]', 2],
    ['[a] [Agreed ad ref]', 1],
    ['[a][^1][b]\n\n[^1]: Note.', 2],
    ['[a / b][c]', 2],
  ])('what lies between parts them: %j', (text, count) => {
    expect(checkForeign(text).choices).toHaveLength(count);
  });

  test('nesting is by depth and parent', () => {
    const { choices } = checkForeign('[to achieve [its][the] objective [of [all]]] and [more]');
    expect(choices.map(({ depth, parent }) => [depth, parent])).toEqual([
      [1, undefined],
      [2, 0],
      [2, 0],
      [3, 2],
      [1, undefined],
    ]);
  });
});

test('what is no dispute hands on the choice it stands in', () => {
  const { choices } = checkForeign('[to [Placeholder: [its] aim] act]');
  expect(choices.map(({ depth, parent }) => [depth, parent])).toEqual([
    [1, undefined],
    [2, 0],
  ]);
});

describe('who wants what', () => {
  const parties = [
    'US',
    'G77',
    'EU',
    'Canada',
    'Japan',
    'C',
    'Group of 77 and China',
    'Low – Land',
  ];

  test.each(
    rows<object>([
      ['[extreme - US; G77 delete]', { text: 'extreme', propose: ['US'], delete: ['G77'] }],
      [
        '[, in accord with rules. -G77; US, Canada, Japan, EU delete.]',
        {
          text: ', in accord with rules.',
          propose: ['G77'],
          delete: ['US', 'Canada', 'Japan', 'EU'],
        },
      ],
      [
        '[retain – EU, G77 retain; C delete]',
        { text: 'retain', retain: ['EU', 'G77'], delete: ['C'] },
      ],
      ['[x; - EU;]', { text: 'x;', propose: ['EU'] }],
      ['[x - **EU**; *US delete*]', { text: 'x', propose: ['EU'], delete: ['US'] }],
      ['\\[x - EU\\]', { text: 'x', propose: ['EU'] }],
      ['[x — EU]', { text: 'x', propose: ['EU'] }],
      [
        '[x - EU; US to delete, Japan supports]',
        { text: 'x', propose: ['EU'], delete: ['US'], support: ['Japan'] },
      ],
      ['[x - EU and Canada oppose]', { text: 'x', oppose: ['EU', 'Canada'] }],
      ['[x - Group of 77 and China]', { text: 'x', propose: ['Group of 77 and China'] }],
      ['[x – "Low – Land"; us delete]', { text: 'x', propose: ['Low – Land'], delete: ['US'] }],
      ['[x - EU reserves]', { text: 'x', reserve: ['EU'] }],
      ['[to [its] aim – C delete]', { text: 'to [its] aim', delete: ['C'] }, { text: 'its' }],
      ['[[its] – C delete]', { text: '[its]', delete: ['C'] }, { text: 'its' }],
      [
        '[shall / should – EU / may – C, US]',
        { text: 'shall' },
        { text: 'should', propose: ['EU'] },
        { text: 'may', propose: ['C', 'US'] },
      ],
      // No attributions.
      ['[2060 - 2080]', { text: '2060 - 2080' }],
      ['[low - carbon]', { text: 'low - carbon' }],
      ['[12 -18]', { text: '12 -18' }],
      ['[- US]', { text: '- US' }],
      ['[non-EU]', { text: 'non-EU' }],
      ['[x - Elsewhere]', { text: 'x - Elsewhere' }],
      ['[x - EU, and so on]', { text: 'x - EU, and so on' }],
    ]),
  )('with the parties known: $text', ({ text, expected }) => {
    const { choices, findings } = checkForeign(text, { parties });
    expect(choices.flatMap((choice) => choice.alternatives.map(stances))).toEqual(expected);
    expect(findings.filter(({ kind }) => kind === 'assumedParty')).toEqual([]);
  });

  test('a name that is not among the parties is said, and nothing is taken off', () => {
    const { choices, findings } = checkForeign('[x - EU; Elsewhere delete]', { parties });
    expect(choices[0]?.alternatives[0]?.text).toBe('x - EU; Elsewhere delete');
    expect(findings).toEqual([
      { kind: 'undetermined', offset: 1, line: 1, reason: 'unknown-party', party: 'Elsewhere' },
    ]);
  });

  test.each([
    ['[x - G77; Alder Bank delete]', ['G77', 'Alder Bank']],
    ['[x - Friends of the Lower Reach]', ['Friends of the Lower Reach']],
    ['[x - A, B and C]', ['A', 'B', 'C']],
    ['[x - the lower reach]', []],
    ['[x - Parties to the old treaty of the river]', []],
    ['[x - Article 5]', []],
    ['[in the period 2060 - 2080]', []],
    ['[global low - carbon change]', []],
    ['[x - Alder of]', []],
  ])('without known parties, what looks like a name is assumed, and said: %s', (text, names) => {
    const { findings } = checkForeign(text);
    const assumed = findings.filter(({ kind }) => kind === 'assumedParty');
    expect(assumed.map(({ party }) => party)).toEqual(names);
  });
});
