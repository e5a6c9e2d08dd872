import { describe, expect, test } from 'vitest';
import { checkForeign } from './laws.ts';

/** Options in short: `group label level`, with what is known of each. */
function brief(text: string): readonly string[] {
  return checkForeign(text).options.map(
    ({ group, label, level, noText, endKnown }) =>
      `${group} ${label} ${level}${noText ? ' no text' : ''}${endKnown ? '' : ' …'}`,
  );
}

describe('options', () => {
  test.each<readonly [string, readonly string[]]>([
    ['Option 1: a\n\nOption 2: b', ['0 1 1', '0 2 1 …']],
    [
      '**Option 1:** a\n\n    **Option 2**: b\n\n**Option 3**\n\nNo text',
      ['0 1 1', '0 2 1', '0 3 1 no text …'],
    ],
    ['2. **Option 1:** a\n\n    **Option 2:** [No text.]', ['0 1 1', '0 2 1 no text …']],
    ['**Option1**: a\n\n**Option 2**. b', ['0 1 1', '0 2 1 …']],
    ['[Option (a): x\n\nOption (b): y]', ['0 (a) 2', '0 (b) 2 …']],
    ['Option I: a\n\nOption II: b\n\nOption III: c', ['0 I 1', '0 II 1', '0 III 1 …']],
    ['OPTION A\n\na\n\nOPTION B\n\nb', ['0 A 1', '0 B 1 …']],
    // One series after another, and one in another.
    [
      'Option 1: a\n\nOption 2: b\n\nOption 1: c\n\nOption 2: d',
      ['0 1 1', '0 2 1 …', '1 1 1', '1 2 1 …'],
    ],
    [
      'Option I: a\n\nOption 1: b\n\nOption 2: c\n\nOption II: d\n\nOption 1: e',
      ['0 I 1', '1 1 2', '1 2 2 …', '0 II 1 …', '2 1 2 …'],
    ],
    [
      'Option 1: a\n\nOption 1: b\n\nOption 2: c\n\nOption 3: d\n\nOption 2: e',
      ['0 1 1', '1 1 1', '1 2 1', '1 3 1', '1 2 1'].map(
        (_, at) => ['0 1 1', '1 1 2', '1 2 2', '1 3 2 …', '0 2 1 …'][at] ?? '',
      ),
    ],
    ['Option 1: a\n\n## Next\n\nOption 2: b', ['0 1 1 …', '1 2 1 …']],
    ['Option 1: a\n\nOption 3: c', ['0 1 1 …', '1 3 1 …']],
    // Within a line, behind a bracket or what ends a sentence.
    ['A. [[Preamble]1 [Option 1: {Placeholder} Option 2: [b,]', ['0 1 1', '0 2 1 …']],
    // Our own notation says where the last one ends.
    [
      '{Option 1}\na\n{Option 2 – C}\nb\n{Option 3 – B: no text}\n{End of options}',
      ['0 1 1', '0 2 1', '0 3 1 no text'],
    ],
    // Sentences that speak of options.
    ['Option 1 was preferred by all.', []],
    ['Options 1: and 2', []],
    ['as in paragraph 2 (option 2 (a)) above', []],
    ['We looked at Option 2: it was dear.', []],
    ['We looked [well]. Option 2 was dear.', []],
    ['Optional 1: words', []],
  ])('%j', (text, expected) => {
    expect(brief(text)).toEqual(expected);
  });

  test('where the last option of a group ends is not known, and said', () => {
    const text = 'To hold the flow\n\nOption 1: low,\n\nOption 2: high,\nso that all may pass.';
    expect(checkForeign(text).findings).toEqual([
      { kind: 'optionEndUnknown', offset: text.indexOf('Option 2'), line: 5, label: '2', group: 0 },
    ]);
  });

  test('our own marks of options are no notes', () => {
    const { placeholders } = checkForeign(
      '{Option 1}\na\n{Option 2 – C}\n{End of options}\n{Note}',
    );
    expect(placeholders.map(({ text }) => text)).toEqual(['{Note}']);
  });

  test('an outer series outlasts many inner ones', () => {
    const inner = 'Option 1: a\n\nOption 2: b\n\n'.repeat(40);
    const { options } = checkForeign(`Option I: x\n\n${inner}Option II: y\n\n${inner}`);
    expect(new Set(options.map(({ group }) => group)).size).toBe(81);
    expect(options.filter(({ group }) => group === 0).map(({ label }) => label)).toEqual([
      'I',
      'II',
    ]);
  });
});
