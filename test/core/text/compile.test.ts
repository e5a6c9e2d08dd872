import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildItems } from '#core/text/build.ts';
import { compile } from '#core/text/compile.ts';
import type { Compiled, Item } from '#core/text/compiled.ts';
import { diffTexts } from '#core/text/diff.ts';
import { applyHunks, editHunks } from '#core/text/hunks.ts';
import { parseNotation } from '#core/text/parse-notation.ts';
import { printItems } from '#core/text/print.ts';
import { reading } from '#core/text/reading.ts';
import { joinTokens, tokenise } from '#core/text/tokens.ts';
import { allReadings } from './all-readings.ts';
import { disputeOf } from './dispute.ts';
import { type Scene, scenes } from './random-versions.ts';

const runs = { numRuns: 4_000 };

function compiled({ base, versions }: Scene, grow = true): Compiled {
  const result = compile(base, versions, { grow });
  if (!result.ok) throw new Error(result.reason.code);
  return result.value;
}

function shuffled<T>(items: readonly T[], seed: number): T[] {
  return items
    .map((item, index) => ({ item, key: Math.imul(index + 1, seed | 1) >>> 0 }))
    .sort((one, other) => one.key - other.key)
    .map(({ item }) => item);
}

describe('laws of compiling, on random histories', () => {
  test('exact: everybody reads their version, nobody the base', () => {
    fc.assert(
      fc.property(scenes, fc.boolean(), (scene, grow) => {
        const made = compiled(scene, grow);
        expect(reading(made)).toBe(scene.base);
        for (const { party, text } of scene.versions) expect(reading(made, party)).toBe(text);
      }),
      runs,
    );
  });

  test('the order of versions does not matter', () => {
    fc.assert(
      fc.property(scenes, fc.integer(), (scene, seed) => {
        const other = { ...scene, versions: shuffled(scene.versions, seed) };
        expect(compiled(other)).toEqual(compiled(scene));
      }),
      runs,
    );
  });

  test('compiling what was compiled changes nothing, attributions included', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const made = compiled(scene);
        const versions = scene.versions.map(({ party }) => ({ party, text: reading(made, party) }));
        expect(compiled({ base: reading(made), versions })).toEqual(made);
      }),
      runs,
    );
  });

  test('equal versions never part', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const texts = new Map<string, string[]>();
        for (const { party, text } of scene.versions)
          texts.set(text, [...(texts.get(text) ?? []), party]);
        for (const item of compiled(scene).items) {
          if (typeof item === 'string' || item.mark !== 'alternative') continue;
          const named = new Set(item.stances.map(({ party }) => party));
          for (const together of texts.values()) {
            expect(new Set(together.map((party) => named.has(party))).size).toBe(1);
          }
        }
      }),
      runs,
    );
  });

  test('no bracket holds at its edge what every reading of all its alternatives shares', () => {
    fc.assert(
      fc.property(scenes, fc.boolean(), (scene, grow) => {
        for (const alternatives of choicesOf(compiled(scene, grow).items)) {
          const readings = alternatives.flatMap((items) => allReadings(items));
          for (const edge of [0, -1]) {
            expect(
              new Set(readings.map((tokens) => tokens.at(edge) ?? Symbol())).size,
            ).toBeGreaterThan(1);
          }
        }
      }),
      runs,
    );
  });

  test('the notation gives the compiled text back', () => {
    fc.assert(
      fc.property(scenes, fc.boolean(), (scene, grow) => {
        const made = compiled(scene, grow);
        const parsed = parseNotation(printItems(made.items));
        expect(parsed.ok && parsed.value.items).toEqual(made.items);
      }),
      runs,
    );
  });

  test('no more words in brackets than are in dispute', () => {
    fc.assert(
      fc.property(scenes, (scene) => {
        const { disputed, bracketed } = disputeOf(scene, compiled(scene, false).items);
        expect(bracketed).toBeLessThanOrEqual(disputed);
      }),
      runs,
    );
  });
});

describe('hunks', () => {
  const texts = fc
    .tuple(scenes, scenes)
    .map(([one, other]) => [tokenise(one.base), tokenise(other.base)] as const);

  test('make the version of the base, apart from each other, and share nothing at their edges', () => {
    fc.assert(
      fc.property(texts, ([base, version]) => {
        const hunks = editHunks(base, version);
        expect(applyHunks(base, hunks)).toEqual(version);
        hunks.forEach(({ from, to, insert }, index) => {
          if (index > 0) expect(from).toBeGreaterThan(hunks[index - 1]?.to ?? 0);
          if (from === to || insert.length === 0) return;
          expect(base[from]).not.toBe(insert[0]);
          expect(base[to - 1]).not.toBe(insert.at(-1));
        });
      }),
      runs,
    );
  });
});

const cases: readonly (readonly [
  name: string,
  base: string,
  versions: Readonly<Record<string, string>>,
  notation: string,
])[] = [
  [
    'one of',
    'Parties shall cooperate.',
    { A: 'Parties should cooperate.', C: 'Parties may cooperate.', D: 'Parties may cooperate.' },
    'Parties [shall / should – A / may – C, D] cooperate.',
  ],
  [
    'optional words',
    'Parties cooperate.',
    { A: 'Parties promptly cooperate.' },
    'Parties [promptly – A] cooperate.',
  ],
  ['words to delete', 'in extreme need', { C: 'in need' }, 'in [extreme – C delete] need'],
  [
    'rival insertions',
    'It covers wells.',
    { B: 'It covers in particular wells.', C: 'It covers inter alia wells.' },
    'It covers [in particular – B / inter alia – C] wells.',
  ],
  [
    'nested',
    'They agree to achieve its objective here.',
    { B: 'They agree to achieve the objective here.', C: 'They agree here.' },
    'They agree [to achieve [its / the – B] objective – C delete] here.',
  ],
  [
    'new and deleted provisions',
    '1. Notes.\n2. Urges.',
    { A: '1. Notes.\n1 bis. Recalls.\n2. Urges.', B: '1. Notes.' },
    '1. Notes.\n1 bis. {new – A} Recalls.\n2. {delete – B} Urges.',
  ],
  [
    'options of several provisions',
    'Recalls.\nFirst here.\nSecond too\nUrges.',
    { C: 'Recalls.\nOne instead\nUrges.', B: 'Recalls.\n\nUrges.' },
    'Recalls.\n{Option 1}\nFirst here.\nSecond too\n{Option 2 – C}\nOne instead\n{Option 3 – B: no text}\n{End of options}\nUrges.',
  ],
  ['equal changes are joint', 'a b c', { B: 'a x c', A: 'a x c' }, 'a [b / x – A, B] c'],
  [
    'crossing changes are cut and linked',
    'a b c d e',
    { A: 'a x e', B: 'a b c y' },
    'a [b c [d / y – B#1] / x – A] [e – B#1 delete]',
  ],
  [
    'numbers tell all cut proposals of a text apart, also those within others',
    'a b c d e\nIt acts.\n',
    {
      A: 'a x e\nIt acts.\n',
      B: 'a b c y\nIt acts.\n',
      C: 'a b c d e\nOf all one two three four five six seven eight nine ten.\nIt acts.\n',
      D: 'a b c d e\nOf all one two q six seven eight nine ten.\nIt acts.\n',
      E: 'a b c d e\nOf all one two three four r seven eight nine ten.\nIt acts.\n',
    },
    'a [b c [d / y – B#1] / x – A] [e – B#1 delete]\n{new – C, D, E} Of all one two [three four [five / r – E#2] / q – D] [six – E#2 delete] seven eight nine ten.\nIt acts.\n',
  ],
  [
    'phrases instead of confetti',
    'the big dog of the old man',
    { A: 'a small dog of a young man' },
    '[the big dog of the old / a small dog of a young – A] man',
  ],
  [
    'right to left',
    'يتعاون الأطراف فورا',
    { A: 'يتعاون جميع الأطراف فورا' },
    'يتعاون [جميع – A] الأطراف فورا',
  ],
  ['Chinese', '各方应合作。', { A: '各方可合作。' }, '各方[应 / 可 – A]合作。'],
  ['brackets that are in the text', 'a [b] c', { A: 'a [d] c' }, 'a \\[[b / d – A]\\] c'],
];

/** Words that no vocabulary of another number holds. */
function words(count: number, each: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => each(index)).join(' ');
}

describe('time grows with what there is, not with its square', () => {
  /** Far more than any of these takes, and far less than its square would. */
  const soon = 6_000;

  test(
    'a long paragraph with every third word changed',
    () => {
      const base = words(40_000, (index) => `w${index}`);
      const text = words(40_000, (index) => `${index % 3 === 0 ? 'x' : 'w'}${index}`);
      const made = compiled({ base, versions: [{ party: 'A', text }] });
      expect(reading(made, 'A')).toBe(text);
      const parts = diffTexts(base, text);
      const later = parts.filter(({ kind }) => kind !== 'removed').flatMap(({ tokens }) => tokens);
      expect(joinTokens(later)).toBe(text);
    },
    soon,
  );

  test(
    'a thousand long insertions at one place, none like another',
    () => {
      const versions = Array.from({ length: 1_000 }, (_, party) => ({
        party: `P${party}`,
        text: `Base.\nOf ${words(60, (index) => `w${(party * 7 + index * index * 31) % 5_000}`)}`,
      }));
      const made = compiled({ base: 'Base.\n', versions });
      for (const { party, text } of versions.slice(0, 20)) expect(reading(made, party)).toBe(text);
    },
    soon,
  );
});

describe('cases', () => {
  test.each(cases)('%s', (_name, base, texts, notation) => {
    const versions = Object.entries(texts).map(([party, text]) => ({ party, text }));
    const made = compiled({ base, versions });
    expect(printItems(made.items)).toBe(notation);
    for (const { party, text } of versions) expect(reading(made, party)).toBe(text);
  });

  test('a piece that is cut off holds at its edge nothing that stands there anyway', () => {
    const hunk = (party: string, from: number, to: number, insert: string) => {
      const stances = [{ party, verb: 'propose' }] as const;
      return { from, to, insert: tokenise(insert), stances };
    };
    const crossing = [hunk('A', 1, 3, 'x'), hunk('B', 2, 5, 'y c')];
    expect(printItems(buildItems(tokenise('a b c d e f'), crossing))).toBe(
      'a [b [y – B#1] c / x – A] [d e – B#1 delete] f',
    );
  });

  test('two parties with one name, and a party without, are refused', () => {
    const twice = [
      { party: 'A', text: 'a' },
      { party: 'A', text: 'b' },
    ];
    expect(compile('c', twice)).toMatchObject({
      ok: false,
      reason: { code: 'party-twice', party: 'A' },
    });
    expect(compile('c', [{ party: ' ', text: 'a' }])).toMatchObject({
      ok: false,
      reason: { code: 'party-without-name' },
    });
  });

  test('long rivals that are much the same become one, with choices within', () => {
    const one =
      'Calls upon all members to share what they measure at every gauge with all others each day.';
    const other = one.replace('each day', 'each week').replace('all others', 'the others');
    const made = compiled({
      base: 'Recalls.',
      versions: [
        { party: 'A', text: `Recalls.\n${one}` },
        { party: 'B', text: `Recalls.\n${other}` },
      ],
    });
    expect(printItems(made.items)).toBe(
      'Recalls.\n{new – A, B} Calls upon all members to share what they measure at every gauge with [all others each day / the others each week – B].',
    );
  });

  test('two thousand nested deletions are compiled, read, printed and parsed', () => {
    const words = Array.from({ length: 4_001 }, (_, index) => `w${index}`);
    const versions = Array.from({ length: 2_000 }, (_, index) => ({
      party: `P${index}`,
      text: words.toSpliced(index, words.length - 2 * index).join(' '),
    })).filter((_, index) => index % 2 === 0 || index > 1_990);
    const made = compiled({ base: words.join(' '), versions });
    for (const { party, text } of versions.slice(-20)) expect(reading(made, party)).toBe(text);
    const parsed = parseNotation(printItems(made.items));
    expect(parsed.ok && parsed.value.items).toEqual(made.items);
  });

  test('the notation takes 10,000 brackets in each other', () => {
    const deep = `${'[a '.repeat(10_000)}b${' – A]'.repeat(10_000)}`;
    const parsed = parseNotation(deep);
    expect(parsed.ok && printItems(parsed.value.items).length).toBeGreaterThan(deep.length / 2);
  });

  test('a million words are compiled', () => {
    const lines = Array.from({ length: 20_000 }, (_, line) =>
      Array.from({ length: 50 }, (_, at) => `w${(line * 31 + at * 7) % 9973}`).join(' '),
    );
    const text = lines.with(777, `${lines[777]} more`).toSpliced(12_345, 1).join('\n');
    const made = compiled({ base: lines.join('\n'), versions: [{ party: 'A', text }] });
    expect(reading(made, 'A')).toBe(text);
  });

  test('tokens make their text again, whatever it is', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          scenes.map(({ base }) => base),
        ),
        (text) => {
          expect(joinTokens(tokenise(text))).toBe(text);
        },
      ),
      runs,
    );
  });
});

const unfit: readonly (readonly [notation: string, code: string])[] = [
  ['a [b', 'notation-bracket-open'],
  ['a ] b', 'notation-bracket-stray'],
  ['a {b', 'notation-brace-open'],
  ['a [b – ] c', 'notation-stances'],
  ['a \\|  b', 'notation-space-open'],
];

test('options nested in the lines of an option, and brackets in them, are read back', () => {
  const notation = [
    '1. Notes.',
    '{Option 1 – D retain}',
    '2. Urges [all / some – A] members / – to act.',
    '3. Ends.',
    '{Option 2 – C, E}',
    '2. Begins \\{Option 1\\}.',
    '{Option 3 – B: no text}',
    '{End of options}',
    '4. Decides.',
  ].join('\n');
  const parsed = parseNotation(notation);
  expect(parsed.ok && printItems(parsed.value.items)).toBe(notation);
  const items = parsed.ok ? parsed.value.items : [];
  expect(reading({ items }, 'C')).toBe('1. Notes.\n2. Begins {Option 1}.\n4. Decides.');
  expect(reading({ items }, 'B')).toBe('1. Notes.\n\n4. Decides.');
  const windows = parseNotation(notation.replaceAll('\n', '\r\n'));
  const read = windows.ok ? reading(windows.value, 'C') : '';
  expect(read).toBe('1. Notes.\r\n2. Begins {Option 1}.\r\n4. Decides.');
});

describe('what is no notation is refused, with its place', () => {
  test.each(unfit)('%s', (notation, code) => {
    expect(parseNotation(notation)).toMatchObject({ ok: false, reason: { code } });
  });
});

/** The alternatives of every choice, at whatever depth. */
function choicesOf(items: readonly Item[]): Item[][][] {
  const found: Item[][][] = [];
  const open: { alternatives: Item[][] }[] = [];
  for (const item of items) {
    const ends = typeof item === 'object' && item.mark === 'end';
    const begins = typeof item === 'object' && item.mark === 'alternative';
    if (ends) found.push(open.pop()?.alternatives ?? []);
    else if (begins) open.at(-1)?.alternatives.push([]);
    const outer = begins || ends ? open.slice(0, begins ? -1 : undefined) : open;
    for (const { alternatives } of outer) alternatives.at(-1)?.push(item);
    if (typeof item === 'object' && item.mark === 'choice') open.push({ alternatives: [] });
  }
  return found;
}
