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
    'UM',
    'R77',
    'ES',
    'Oxbow',
    'Millpond',
    'C',
    'Group of 12 and Sedgeland',
    'Low – Land',
  ];

  test.each(
    rows<object>([
      ['[extreme - UM; R77 delete]', { text: 'extreme', propose: ['UM'], delete: ['R77'] }],
      [
        '[, in accord with rules. -R77; UM, Oxbow, Millpond, ES delete.]',
        {
          text: ', in accord with rules.',
          propose: ['R77'],
          delete: ['UM', 'Oxbow', 'Millpond', 'ES'],
        },
      ],
      [
        '[retain – ES, R77 retain; C delete]',
        { text: 'retain', retain: ['ES', 'R77'], delete: ['C'] },
      ],
      ['[x; - ES;]', { text: 'x;', propose: ['ES'] }],
      ['[x - **ES**; *UM delete*]', { text: 'x', propose: ['ES'], delete: ['UM'] }],
      ['\\[x - ES\\]', { text: 'x', propose: ['ES'] }],
      ['[x — ES]', { text: 'x', propose: ['ES'] }],
      [
        '[x - ES; UM to delete, Millpond supports]',
        { text: 'x', propose: ['ES'], delete: ['UM'], support: ['Millpond'] },
      ],
      ['[x - ES and Oxbow oppose]', { text: 'x', oppose: ['ES', 'Oxbow'] }],
      ['[x - Group of 12 and Sedgeland]', { text: 'x', propose: ['Group of 12 and Sedgeland'] }],
      ['[x – "Low – Land"; um delete]', { text: 'x', propose: ['Low – Land'], delete: ['UM'] }],
      ['[x - ES reserves]', { text: 'x', reserve: ['ES'] }],
      ['[to [its] aim – C delete]', { text: 'to [its] aim', delete: ['C'] }, { text: 'its' }],
      ['[[its] – C delete]', { text: '[its]', delete: ['C'] }, { text: 'its' }],
      [
        '[shall / should – ES / may – C, UM]',
        { text: 'shall' },
        { text: 'should', propose: ['ES'] },
        { text: 'may', propose: ['C', 'UM'] },
      ],
      // No attributions.
      ['[2060 - 2080]', { text: '2060 - 2080' }],
      ['[low - carbon]', { text: 'low - carbon' }],
      ['[12 -18]', { text: '12 -18' }],
      ['[- UM]', { text: '- UM' }],
      ['[non-ES]', { text: 'non-ES' }],
      ['[x - Elsewhere]', { text: 'x - Elsewhere' }],
      ['[x - ES, and so on]', { text: 'x - ES, and so on' }],
    ]),
  )('with the parties known: $text', ({ text, expected }) => {
    const { choices, findings } = checkForeign(text, { parties });
    expect(choices.flatMap((choice) => choice.alternatives.map(stances))).toEqual(expected);
    expect(findings.filter(({ kind }) => kind === 'assumedParty')).toEqual([]);
  });

  test('a name that is not among the parties is said, and nothing is taken off', () => {
    const { choices, findings } = checkForeign('[x - ES; Elsewhere delete]', { parties });
    expect(choices[0]?.alternatives[0]?.text).toBe('x - ES; Elsewhere delete');
    expect(findings).toEqual([
      { kind: 'undetermined', offset: 1, line: 1, reason: 'unknown-party', party: 'Elsewhere' },
    ]);
  });

  test.each([
    ['[x - R77; Alder Bank delete]', ['R77', 'Alder Bank']],
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
