import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { rapporteur } from './rapporteur.ts';

const folder = mkdtempSync(join(tmpdir(), 'text-'));
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const base = '\ufeffParties shall cooperate.\r\n\r\nNotes  it.\n';
const files = {
  base: file('base.txt', base),
  reeds: file('reeds.md', base.replace('shall', 'should')),
  ferries: file('ferries.md', base.replace('shall', 'may').replace(/Notes.*\n/, '')),
  empty: file('empty.txt', ''),
  other: file('other.txt', 'Les membres notent que tout autre chose est dite ici, en français.'),
};

describe('rapporteur text compile and reading', () => {
  test('one text comes out, and every version of it again, byte for byte', async () => {
    const compiled = await rapporteur(
      'text',
      'compile',
      files.base,
      files.reeds,
      files.ferries,
      '--parties',
      'Reeds, Ferries',
      '--json',
    );
    expect(compiled).toMatchObject({ code: 0, err: '' });
    const answer = JSON.parse(compiled.out) as { parties: string[]; measure: { choices: number } };
    expect(answer.parties).toEqual(['Ferries', 'Reeds']);
    expect(answer.measure.choices).toBe(2);
    const json = file('compiled.json', compiled.out);
    for (const [party, path] of [
      ['Reeds', files.reeds],
      ['Ferries', files.ferries],
    ] as const) {
      const read = await rapporteur('text', 'reading', json, '--party', party);
      expect(Buffer.from(read.out)).toEqual(readFileSync(path));
    }
    expect((await rapporteur('text', 'reading', json)).out).toBe(base);
  });

  test('without --json the notation is answered, and read as well', async () => {
    const { out } = await rapporteur('text', 'compile', files.base, files.reeds, files.ferries);
    expect(out).toContain('Parties [shall / may – ferries / should – reeds] cooperate.');
    const notation = file('compiled.txt', out);
    const read = await rapporteur('text', 'reading', notation, '--party', 'reeds', '--json');
    expect(JSON.parse(read.out)).toEqual({
      party: 'reeds',
      text: base.replace('shall', 'should'),
    });
    const theirs = await rapporteur('text', 'reading', notation, '--party', 'ferries');
    expect(Buffer.from(theirs.out)).toEqual(readFileSync(files.ferries));
  });

  test('names and words that a language gives a meaning of its own are as good as others', async () => {
    const odd = ['__proto__', 'constructor', 'toString', '0', 'oppose', 'A; B'];
    const versions = odd.map((name, index) =>
      file(`odd-${index}.txt`, base.replace('shall', `hasOwnProperty ${name}`)),
    );
    const named = ['--parties', odd.join(','), '--json'];
    const { out } = await rapporteur('text', 'compile', files.base, ...versions, ...named);
    const json = file('odd-names.json', out);
    for (const [index, party] of odd.entries()) {
      const read = await rapporteur('text', 'reading', json, '--party', party);
      expect(read.out).toBe(readFileSync(versions[index] ?? '', 'utf8'));
    }
  });

  const open = '{"mark":"choice","kind":"oneOf"}';
  const stance = '{"mark":"alternative","stances":[{"party":"A","verb":"propose"}]}';
  const broken: readonly string[] = [
    '{"mark":"alternative","stances":[null]}',
    '{"mark":"note"}',
    '{"mark":"choice"},{"mark":"alternative","stances":[]},{"mark":"end"}',
    `${open},{"mark":"alternative","stances":["A"]},{"mark":"end"}`,
    `${open},{"mark":"alternative","stances":[{"party":"A","verb":"wants"}]},{"mark":"end"}`,
    '{"mark":"end"}',
    stance,
    open,
    `${open},${stance}`,
    `${open},"a",${stance},{"mark":"end"}`,
    `${open},{"mark":"end"}`,
  ];
  test.each(broken)('a compiled text with %s is refused', async (items) => {
    const path = file('by-hand.json', `{"items":["a",${items}],"parties":["A"]}`);
    for (const command of [
      ['reading', path, '--party', 'A'],
      ['stats', path],
    ]) {
      const answer = await rapporteur('text', ...command);
      expect(answer).toMatchObject({ code: 1, out: '' });
      expect(answer.err).toMatch(/Compile the versions again/);
    }
  });

  test('an empty version and one of another text are taken, and said to be so', async () => {
    const { code, out, err } = await rapporteur(
      'text',
      'compile',
      files.base,
      files.empty,
      files.other,
      '--json',
    );
    expect(code).toBe(0);
    expect(err).toMatch(/“empty” has no words.*\n.*“other” has only \d+ % of its words/);
    expect((JSON.parse(out) as { notes: object[] }).notes).toHaveLength(2);
    const json = file('odd.json', out);
    expect((await rapporteur('text', 'reading', json, '--party', 'empty')).out).toBe('');
    expect((await rapporteur('text', 'reading', json, '--party', 'other')).out).toBe(
      readFileSync(files.other, 'utf8'),
    );
  });

  const refusals: readonly (readonly [
    name: string,
    args: readonly string[],
    code: number,
    words: RegExp,
  ])[] = [
    [
      'two parties with one name',
      ['compile', files.base, files.reeds, files.ferries, '--parties', 'A,A'],
      1,
      /Two versions are for “A”/,
    ],
    [
      'fewer parties than versions',
      ['compile', files.base, files.reeds, files.ferries, '--parties', 'A'],
      1,
      /1 party is named, but there are 2 versions/,
    ],
    [
      'a party without a name',
      ['compile', files.base, files.reeds, '--parties', ' '],
      1,
      /has no party/,
    ],
    ['no such file', ['compile', files.base, join(folder, 'none')], 1, /none/],
    ['no version', ['compile', files.base], 2, /versions/],
    [
      'what was not compiled',
      ['reading', file('no.json', '{"items": 3}'), '--party', 'A'],
      1,
      /Compile the versions again/,
    ],
    ['broken notation', ['reading', file('broken.txt', 'a [b'), '--party', 'A'], 1, /line 1/],
    [
      'a party that sent nothing',
      ['reading', file('none.txt', 'a [b – A]'), '--party', 'Z'],
      1,
      /“Z” sent no version. Those who did: A/,
    ],
  ];
  test.each(refusals)('%s', async (_name, args, code, words) => {
    const answer = await rapporteur('text', ...args);
    expect(answer).toMatchObject({ code, out: '' });
    expect(answer.err).toMatch(words);
  });
});

describe('rapporteur text diff and stats', () => {
  test('diff tells changes by words, and paragraphs that moved', async () => {
    const one = file('one.txt', 'The first of them goes away.\nParties shall cooperate.\nThe end.');
    const two = file('two.txt', 'Parties should cooperate.\nThe end.\nThe first of them goes up.');
    expect((await rapporteur('text', 'diff', one, two)).out).toContain(
      'Parties [-shall-] {+should+} cooperate.',
    );
    const { parts, moves } = JSON.parse(
      (await rapporteur('text', 'diff', one, two, '--json')).out,
    ) as { parts: { kind: string; text: string }[]; moves: number };
    expect(moves).toBe(1);
    expect(parts.filter(({ kind }) => kind === 'movedTo')).toMatchObject([
      { text: 'The first of them goes up.', move: 1 },
    ]);
  });

  test('stats count what is agreed and what is not, in a compiled text and in a foreign one', async () => {
    const { out } = await rapporteur(
      'text',
      'compile',
      files.base,
      files.reeds,
      files.ferries,
      '--json',
    );
    const compiled = await rapporteur('text', 'stats', file('stats.json', out), '--json');
    expect(JSON.parse(compiled.out)).toMatchObject({
      choices: 2,
      wordsAgreed: 2,
      wordsDisputed: 5,
      byParty: [
        { party: 'ferries', choices: 2 },
        { party: 'reeds', choices: 1, words: 1 },
      ],
      provisions: [
        { number: 1, choices: 1 },
        { number: 2, choices: 1 },
      ],
    });
    const foreign = await rapporteur(
      'text',
      'stats',
      file('foreign.txt', '1. Parties [shall][should] act.'),
      '--json',
    );
    expect(JSON.parse(foreign.out)).toMatchObject({
      choices: 2,
      wordsDisputed: 2,
      provisions: [{ label: '1' }],
    });
    expect(
      (await rapporteur('text', 'stats', file('foreign.txt', '1. Parties [shall][should] act.')))
        .out,
    ).toMatch(/2 words in dispute/);
  });
});
