import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { encodeBack } from '#cli/encode-back.ts';
import { decode } from '#convert/encoding.ts';
import { type Answered, rapporteur } from './rapporteur.ts';

let folder: string;

async function check(bytes: string | Uint8Array, ...args: readonly string[]): Promise<Answered> {
  const file = join(folder, 'text.md');
  await writeFile(file, bytes);
  return rapporteur('text', 'check', file, ...args);
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapporteur-text-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe('text check', () => {
  const text =
    '1. We [shall][should] act [now - G; H delete].] See [the map](http://example.org/map).\n';

  test('answers in JSON with the counts, choices and findings', async () => {
    const { code, out, err } = await check(text, '--json', '--parties', 'G, H');
    expect([code, err]).toEqual([0, '']);
    const answer: unknown = JSON.parse(out);
    expect(answer).toMatchObject({
      words: 16,
      open: 4,
      close: 5,
      pairs: 4,
      maxDepth: 1,
      unbalanced: [{ offset: 46, line: 1, kind: 'strayClose' }],
      negotiation: { open: 3, close: 4, pairs: 3, maxDepth: 1 },
      choices: [
        { kind: 'undetermined', suggests: 'oneOf', parent: null, reason: 'pure-modals' },
        { kind: 'optional', alternatives: [{ text: 'now', propose: ['G'], delete: ['H'] }] },
      ],
      labels: [{ label: '1', kind: 'number' }],
      options: [],
      statuses: [],
      placeholders: [],
      encoding: 'utf-8',
      roundTrip: true,
    });
    expect((answer as { findings: { kind: string }[] }).findings.map(({ kind }) => kind)).toEqual([
      'undetermined',
      'strayClose',
    ]);
  });

  test('answers a person in sentences with line numbers', async () => {
    const { code, out } = await check(`\n${text}`);
    expect(code).toBe(0);
    expect(out).toContain('Brackets: 4 opening, 5 closing, 4 pairs');
    expect(out).toMatch(/line 2 +\] has nothing to close/);
    expect(out).toMatch(/line 2 +only shall, should and the like; likely one of them/);
    expect(out).toContain('name the parties with --parties');
    expect(out).not.toMatch(/text-check\.|undefined|\{/);
  });

  test('has words for every kind of finding', async () => {
    const { code, out } = await check(
      'Part[y] [a ], [act to] to act [x - G] \u0000 of [from\n\nto] its [X] session, [?d], [e]/[f],\n' +
        'Option 1: a ] b\n\n[g][, h], [i - G][j - H], [a][b][c][d], [shall][may], [open\n\n# Next\n\n] [never',
    );
    expect(code).toBe(0);
    for (const words of [
      'is never closed',
      'has nothing to close',
      'from the middle of a line',
      'across a heading',
      'U+0000',
      'touches the bracket before it',
      '“to to”',
      'at the end',
      'name the parties',
      'Option 1 is the last',
      'a place kept',
      'a question mark',
      'a stroke',
      'likely several choices',
      'a proponent of its own',
      'likely one of them',
      'may stay or go',
    ]) {
      expect(out).toContain(words);
    }
    expect(out).not.toMatch(/text-check\.|undefined|\{/);
  });

  test('says so when there is no such file', async () => {
    expect(await rapporteur('text', 'check', join(folder, 'nowhere.md'))).toMatchObject({
      code: 1,
      out: '',
      err: `${join(folder, 'nowhere.md')} cannot be read.\n`,
    });
  });

  test.each([
    ['empty', new Uint8Array(), true],
    ['UTF-8 with a mark', Buffer.from('\ufeff[a] é'), true],
    ['UTF-16', Buffer.from('\ufeff[a] é', 'utf16le'), true],
    ['UTF-16, the other way', Buffer.from('\ufeff[a] é', 'utf16le').swap16(), true],
    ['Windows-1252', Buffer.from([0x5b, 0xe9, 0x81, 0x5d, 0x93]), true],
    ['UTF-16 that breaks off', Buffer.from([0xff, 0xfe, 0x5b, 0x00, 0x61]), false],
    [
      'UTF-8 with a mark and a broken byte',
      Buffer.from([0xef, 0xbb, 0xbf, 0x5b, 0xe9, 0x5d]),
      false,
    ],
    ['zeros', new Uint8Array(4), true],
  ])('tells the truth about the bytes of a file that is %s', async (_, bytes, roundTrip) => {
    const { code, out } = await check(bytes, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ roundTrip });
  });

  test('writes back what is not UTF-8, or says that it cannot', () => {
    const russian = Buffer.from([0x5b, 0xf1, 0xf2, 0xee, 0xf0, 0xee, 0xed, 0xfb, 0x5d]);
    const text = new TextDecoder('windows-1251').decode(russian);
    expect(encodeBack(text, 'windows-1251', russian)).toEqual(new Uint8Array(russian));
    expect(encodeBack('[漢]', 'big5', new Uint8Array())).toBeUndefined();
    expect(decode(russian).text).toHaveLength(9);
  });

  test('quotes the inner levels only, where ten thousand are nested', async () => {
    const depth = 10_000;
    const { code, out } = await check(`${'[a, '.repeat(depth)}b${']'.repeat(depth)}`, '--json');
    expect(code).toBe(0);
    expect(out.length).toBeLessThan(5_000_000);
    const { choices } = JSON.parse(out) as { choices: { alternatives: { text?: string }[] }[] };
    expect(choices[depth - 1]?.alternatives[0]?.text).toBe('a, b');
    expect(choices[0]?.alternatives[0]).toMatchObject({ offset: 1 });
    expect(choices[0]?.alternatives[0]).not.toHaveProperty('text');
  });
});
