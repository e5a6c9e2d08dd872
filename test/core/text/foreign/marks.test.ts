import { describe, expect, test } from 'vitest';
import { checkForeign } from './laws.ts';

describe('marks that are the opposite of a dispute', () => {
  test.each([
    ['We act.\n\n[Agreed ad ref]', 'agreed-ad-referendum', 'before', 'We act.'],
    ['We act. [Agreed]', 'agreed', 'before', 'We act. '],
    ['We act. [agreed]', 'agreed', 'before', 'We act. '],
    ['4. [Agreed ad ref.] We act.', 'agreed-ad-referendum', 'after', ' We act.'],
    ['[Suggested for Closure] 4. We act.', 'suggested-for-closure', 'after', ' 4. We act.'],
    ['We act. [agreed in informals]', 'agreed-in-body', 'before', 'We act. '],
    ['We act. [Agreed in CoW]', 'agreed-in-body', 'before', 'We act. '],
    ['We act. [Agreed in principle]', 'agreed-in-principle', 'before', 'We act. '],
    ['We act. [Agreed pending Alder Bank]', 'agreed-pending', 'before', 'We act. '],
    ['We act. [Agreed, 12 February]', 'agreed', 'before', 'We act. '],
    ['We act. [Agreed 12 February]', 'agreed', 'before', 'We act. '],
    ['We act. {agreed ad ref, 12 February}', 'agreed-ad-referendum', 'before', 'We act. '],
    ['[Agreed]', 'agreed', 'before', ''],
    // Disputed words that happen to be the same.
    ['Rules [agreed] by all apply.', undefined],
    ['Rules [agreed by the parties] apply.', undefined],
    ['Rules [Agreed] by all apply.', undefined],
    ['As we have [agreed]', undefined],
  ] as const)('%s', (text, status, where?, words?) => {
    const { statuses, choices } = checkForeign(text);
    expect(statuses.map((one) => one.status)).toEqual(status ? [status] : []);
    expect(choices).toHaveLength(status ? 0 : 1);
    const [mark] = statuses;
    if (!mark) return;
    expect(mark.scope.where).toBe(where);
    expect(text.slice(mark.scope.offset, mark.scope.end)).toBe(words);
  });
});

describe('what is about the text', () => {
  test.each([
    ['[Placeholder for tolls]', 'placeholder'],
    ['[*Placeholder* for "tolls";]', 'placeholder'],
    ['*[placeholder: the [lower] reach]*', 'placeholder'],
    ['{Placement proposal: another article}', 'note'],
    ['{Placeholder for tolls}', 'placeholder'],
    ['*{Overlaps with\nparagraph 1}*', 'note'],
    ['Para. 68 [Para. 67 of Rev.3]', 'renumbering'],
    ['[Note: to be moved]', 'note'],
    ['Their ### is kept.', 'placeholder'],
  ])('%j is a %s', (text, kind) => {
    const { placeholders, choices } = checkForeign(text);
    expect(placeholders.map((one) => one.kind)).toEqual([kind]);
    expect(choices.map(({ parent }) => parent)).toEqual(
      text.includes('[lower]') ? [undefined] : [],
    );
  });

  test.each([
    '# Title\n{:.no_toc}',
    '{:toc}',
    '## Title {#name}',
    '### Title',
    'a } b { c',
    '{a\n\nb}',
  ])('%j is none', (text) => {
    expect(checkForeign(text).placeholders).toEqual([]);
  });

  test.each([
    ['[note] [noting] that', 2],
    ['[note that the tolls]', 1],
    ['[placed] here', 1],
    ['[Para. 4] applies', 1],
  ])('%j is disputed', (text, alternatives) => {
    const { placeholders, choices } = checkForeign(text);
    expect(placeholders).toEqual([]);
    expect(choices.flatMap((one) => one.alternatives)).toHaveLength(alternatives);
  });

  test.each([
    ['[Preamble]1 follows', [['digit', '1']]],
    ['States*, who', [['asterisk', '*']]],
    ['*Noting* the *tolls*, all', []],
    ['**Option 1:** r*ecalling* tolls', []],
    ['A claim[^2] here.\n\n[^2]: A note.', [['markdown', '[^2]']]],
    ['[40]–[70]% or [x]40-[y]70%', []],
  ])('the footnote marks of %j', (text, marks) => {
    expect(checkForeign(text).footnotes.map((one) => [one.kind, one.text])).toEqual(marks);
  });
});

describe('findings', () => {
  test.each<readonly [string, object]>([
    ['Part[y] acts', { kind: 'inWord', offset: 4, side: 'before' }],
    ['[countries]and', { kind: 'inWord', offset: 10, side: 'after' }],
    ['[a ] b', { kind: 'edgeSpace', offset: 0, edge: 'end' }],
    ['[ a ] b', { kind: 'edgeSpace', offset: 0, edge: 'both' }],
    ['[shall][agree to] to act', { kind: 'doubledWord', offset: 18, word: 'to' }],
    ['the [The] reach', { kind: 'doubledWord', offset: 5, word: 'the' }],
    ['[seek to - A][shall] to act', { kind: 'doubledWord', offset: 21, word: 'to' }],
    ['a\u202eb', { kind: 'controlCharacter', offset: 1, code: 'U+202E', count: 1 }],
    ['a\u0000\u0000b', { kind: 'controlCharacter', offset: 1, code: 'U+0000', count: 2 }],
    ['[from x\n\nto y] of', { kind: 'suspectPair', offset: 0, why: 'closes' }],
    ['We [from x\n\nto y]', { kind: 'suspectPair', offset: 3, why: 'opens' }],
    [
      '[shall][may]',
      { kind: 'undetermined', offset: 0, reason: 'pure-modals', suggests: 'oneOf', count: 2 },
    ],
  ])('%j', (text, finding) => {
    expect(checkForeign(text).findings).toContainEqual(expect.objectContaining(finding));
  });

  test.each([
    'The [holistic] nature, [in accord with rules,] holds.',
    '1. [From x\n\nto y.]',
    '**Option 1:** [From x\n\nto y;]\n\n**Option 2:** {End of options}'.replace(
      /\*\*Option.*/s,
      '',
    ),
    'يجب على [جميع] الأطراف',
    '缔约方[应]采取',
    'a\u200db \u200f',
    'had [had many] tolls',
  ])('nothing to see in %j', (text) => {
    expect(checkForeign(text).findings.filter(({ kind }) => kind !== 'doubledWord')).toEqual([]);
  });
});
