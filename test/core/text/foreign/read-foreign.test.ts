import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readForeign } from '#core/text/foreign/read-foreign.ts';
import { checkForeign } from './laws.ts';

const pieces = [
  ...[
    '[',
    ']',
    '[',
    ']',
    '][',
    '] [',
    ' / ',
    '/',
    '{',
    '}',
    '(',
    ')',
    ' ',
    ' ',
    '\n',
    '\n\n',
    '\r\n',
    '\r',
  ],
  ...[
    ' - ',
    ' – ',
    ' -',
    ';',
    ',',
    '.',
    ':',
    '*',
    '**',
    '"',
    '#',
    '## ',
    '\\',
    '?',
    '∅',
    '^1',
    '###',
  ],
  ...[
    'shall',
    'should',
    'and',
    'a',
    'the',
    'G',
    'Alder Bank',
    'delete',
    'retain',
    'Agreed ad ref',
    'agreed',
  ],
  ...[
    'Option 1:',
    '**Option 2:** ',
    'Option (a):',
    'Option II',
    'No text',
    'End of options',
    'Placeholder',
  ],
  ...['1. ', '2.bis ', 'PP2 ', 'OP7 ter ', 'Article 2 bis ', '(a) ', '(i) ', 'A. ', '... ', '; '],
  ...['[x]: b/c.org', '](b/c.org)', '][x]', '[^1]', '---', '\u0000', '\u202e', '\u2028', '\ufeff'],
  ...['缔约方', '应', '缔', 'يجب', '\ud800', '\udc00', '𠀀', '😀', 'é', 'e\u0301', '\u200d', '２'],
];
const wild = fc.array(fc.constantFrom(...pieces), { maxLength: 60 }).map((parts) => parts.join(''));
const anything = fc.oneof(
  { weight: 4, arbitrary: wild },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
);
const named = fc.option(fc.subarray(['G', 'Alder Bank', 'A', 'the']), { nil: undefined });

describe('reading a text as others wrote it', () => {
  test('loses nothing, counts right, nests choices and never fails', () => {
    fc.assert(
      fc.property(anything, named, (text, parties) => {
        checkForeign(text, parties ? { parties } : {});
      }),
      { numRuns: 3000 },
    );
  });

  test('finds the same pairs, choices and strays wherever the text stands in a longer one', () => {
    fc.assert(
      fc.property(wild, (text) => {
        const alone = readForeign(`x\n\n${text}`);
        const moved = readForeign(`xx\n\n${text}`);
        expect(moved.brackets.unbalanced.map(({ offset }) => offset - 1)).toEqual(
          alone.brackets.unbalanced.map(({ offset }) => offset),
        );
        expect(moved.choices.map(({ kind, reason }) => [kind, reason])).toEqual(
          alone.choices.map(({ kind, reason }) => [kind, reason]),
        );
      }),
    );
  });

  test.each([10_000, 100_000])('works at %i levels', (depth) => {
    const text = `${'[a, '.repeat(depth)}core${', b - G]'.repeat(depth)}`;
    const { brackets, choices, findings } = readForeign(text, { parties: ['G'] });
    expect(brackets).toMatchObject({ open: depth, close: depth, maxDepth: depth, unbalanced: [] });
    expect(choices).toHaveLength(depth);
    expect(choices[depth - 1]).toMatchObject({
      depth,
      parent: depth - 2,
      alternatives: [{ text: 'a, core, b', propose: ['G'] }],
    });
    expect(findings.slice(0, 3)).toEqual([]);
  });

  test('takes a time that grows with the length alone', () => {
    const page =
      'Parties [shall][should] [promptly - G; H delete] act, [in [full] accord]. '.repeat(50);
    const time = (text: string): number => {
      const before = performance.now();
      readForeign(text);
      return performance.now() - before;
    };
    time(page.repeat(20));
    const short = Math.min(time(page.repeat(20)), time(page.repeat(20)));
    const long = time(page.repeat(200));
    expect(long).toBeLessThan(Math.max(short, 5) * 40);
  });

  test.each([
    ['strays', '['],
    ['spaces at the end of an attribution', '[a - A', ' ', ']'],
    ['semicolons in one', '[a - ', ';,', ']'],
    ['spaces in a name', '[a - A', ' ', 'B]'],
    ['points in a name', '[a - A', '.', 'B]'],
    ['dashes', '[a', ' - ', ']'],
    ['a link without an end', '[a](', 'b/', ''],
    ['links without an end', '[a](b/'],
    ['strokes', '[', ' / ', ']'],
    ['options', 'Option 1:\n'],
    ['status marks', '[Agreed] .'],
    ['labels on one line', 'PP1 ', '... PP2 ', ''],
    ['braces', '{a '],
    ['definitions', '[a]: b.org\n'],
    ['blank lines', '\n'],
    ['asterisks', 'a*'],
  ])(
    'a hundred thousand %s take no more than a moment',
    (_, ...[first, middle, last]: string[]) => {
      const many = (middle ?? first ?? '').repeat(100_000);
      const text = middle === undefined ? many : `${first ?? ''}${many}${last ?? ''}`;
      const before = performance.now();
      readForeign(text);
      expect(performance.now() - before).toBeLessThan(5000);
    },
  );

  test.each([
    ['[', [0, 1, 'strayOpen']],
    [']', [0, 1, 'strayClose']],
    ['a\r\n[b\r\n', [3, 2, 'strayOpen']],
    ['[a]\rb]', [5, 2, 'strayClose']],
    ['\ud83d\ude00]', [2, 1, 'strayClose']],
  ] as const)('names the stray bracket of %j by offset and line', (text, [offset, line, kind]) => {
    const { brackets, findings } = checkForeign(text);
    expect(brackets.unbalanced).toEqual([{ offset, line, kind }]);
    expect(findings).toContainEqual({ offset, line, kind });
  });

  test.each([
    ['one two', 2],
    ['low-emission actions/efforts', 3],
    ['Party’s 1,000 or 2.5 per cent.', 6],
    ['缔约方应当', 5],
    ['カナ and かな', 5],
    ['يجب على الأطراف', 3],
    ['[a][b] – {c}', 3],
    ['', 0],
  ])('counts the words of %j', (text, words) => {
    expect(readForeign(text).words).toBe(words);
  });

  test.each([
    ['Look [here](http://example.org/a) and [there].', 1],
    ['Look [here][source] and [there].\n\n[source]: http://example.org/a', 1],
    ['![A map](map.png) [there]', 1],
    ['Look [here](/a/b "The map") and [there](#below).', 0],
    ['Look [here](<b>) and [there](a.org).', 0],
    ['A claim[^1] [there].\n\n[^1]: A note [with words].', 2],
    ['[source]\n\n[source]: <http://example.org/a>', 0],
    ['---\ntags: [one, two]\n---\n[there]', 1],
    // What looks like a link and is none.
    ['Part[y](ies) [shall](should)', 2],
    ['[actions](and/or) [efforts](see below.)', 2],
    ['[shall][should]', 2],
    ['[Chair]: proposes words', 1],
    ['\\[shall\\] [may]', 2],
  ])('sets Markdown’s own brackets of %j apart', (text, negotiated) => {
    const { negotiation, brackets } = checkForeign(text);
    expect(negotiation.pairs).toHaveLength(negotiated);
    expect(brackets.unbalanced).toEqual([]);
  });

  test('repairs nothing: a surplus and a missing bracket that meet are a suspect pair', () => {
    const text = 'To [recall the past,\n\n## Two\n\nTo act, now,]\n\n[Fine\n\nalso.]';
    const { findings, brackets } = checkForeign(text);
    expect(brackets.unbalanced).toEqual([]);
    expect(findings).toEqual([
      { kind: 'suspectPair', offset: 3, line: 1, why: 'heading', close: 42, closeLine: 5 },
    ]);
  });
});
