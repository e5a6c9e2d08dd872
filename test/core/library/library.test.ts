import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { describeFrom, readSymbol } from '#core/library/describe-from.ts';
import { joinForm } from '#core/library/join-form.ts';
import { pairFiles } from '#core/library/pair-files.ts';
import { readMetadataCsv, rowFor } from '#core/library/read-metadata-csv.ts';
import { readDescription } from '#core/library/read-description.ts';

describe('pairing files', () => {
  const name = fc.stringMatching(/^[a-c0-2/]{1,4}[abAB]?\.(txt|md)$/);

  test('leaves out no file and uses none twice', () => {
    fc.assert(
      fc.property(fc.uniqueArray(name), (names) => {
        const used = pairFiles(names, () => true).flatMap(({ text, form }) =>
          form === undefined ? [text] : [text, form],
        );
        expect([...used].sort()).toEqual([...names].sort());
      }),
    );
  });

  const rows: readonly (readonly [string[], string[]])[] = [
    [['001A.txt', '001B.txt'], ['001B.txt+001A.txt']],
    [['001a.txt', '001b.txt'], ['001b.txt+001a.txt']],
    [
      ['001A.txt', '001B.pdf'],
      ['001A.txt', '001B.pdf'],
    ],
    [
      ['x/1A.txt', 'y/1B.txt'],
      ['x/1A.txt', 'y/1B.txt'],
    ],
    [
      ['annex-a.txt', 'annex-b.txt'],
      ['annex-a.txt', 'annex-b.txt'],
    ],
  ];
  test.each(rows)('%j', (names, pairs) => {
    const isForm = (each: string): boolean => !each.startsWith('annex');
    expect(
      pairFiles(names, isForm).map(({ text, form }) => (form ? `${text}+${form}` : text)),
    ).toEqual(pairs);
  });
});

describe('what files say of a document', () => {
  const rows: readonly (readonly [Record<string, string>, object])[] = [
    [
      { Organization: 'Guild of Ferries', Sector: 'Civil Society', Region: 'Upper Vale' },
      { authors: ['Guild of Ferries'], stakeholderGroup: 'civil-society', region: 'Upper Vale' },
    ],
    [{ sector: 'Academia' }, { stakeholderGroup: 'technical-academic' }],
    [{ sector: 'Other' }, { metadata: { sector: 'Other' } }],
    [{ Title: 'From the form', title: 'From the table' }, { title: 'From the table' }],
    [{ date: '8 March 2026' }, { date: '2026-03-08' }],
    [{ date: 'March 8, 2026' }, { date: '2026-03-08' }],
    [{ date: '2026-02-30' }, { metadata: { date: '2026-02-30' } }],
    [{ keywords: 'tolls, locks; tolls' }, { keywords: ['tolls', 'locks'] }],
    [{ language: 'French' }, { language: 'fr' }],
    [{ language: 'pt-BR' }, { language: 'pt' }],
    [{ 'Comment on': 'P3' }, { relations: [{ kind: 'comment-on', targetSymbol: 'P3' }] }],
    [{ symbol: '../../x' }, { metadata: { symbol: '../../x' } }],
    [{ Area: 'Roadmap' }, { metadata: { Area: 'Roadmap' } }],
  ];
  test.each(rows)('%j', (fields, described) => {
    expect(describeFrom(fields)).toEqual({ metadata: {}, ...described });
  });

  test('loses no value', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.stringMatching(/^[a-z]{3,12}$/)), (fields) => {
        const said = JSON.stringify(describeFrom(fields));
        const known = ['title', 'subject', 'author', 'from', 'body'];
        for (const [key, value] of Object.entries(fields)) {
          if (!known.includes(key.trim().toLowerCase())) expect(said).toContain(value);
        }
      }),
    );
  });

  test('a symbol fits into an address', () => {
    for (const good of ['C1', 'E/CN.16/2014/1', 'WG-3(a)']) expect(readSymbol(good)).toBe(good);
    for (const bad of ['', '/x', 'x/', 'a//b', 'a/../b', 'a b', 'a?b', 'a#b', '<b>']) {
      expect(readSymbol(bad)).toBeUndefined();
    }
  });
});

describe('a form beside its text', () => {
  const paragraph = (text: string) => ({ kind: 'paragraph' as const, text });
  test('adds what the text does not say, and only that', () => {
    const text = [paragraph('The locks of the vale are kept by the guild and by nobody else.')];
    const form = [
      { kind: 'heading' as const, text: 'Abstract' },
      paragraph('We ask for shared tolls, which the paper itself never mentions at all.'),
      { kind: 'heading' as const, text: 'Document' },
      paragraph('The locks of the vale are kept by the guild'),
    ];
    expect(joinForm(form, text).map((block) => block.text)).toEqual([
      'Abstract',
      'We ask for shared tolls, which the paper itself never mentions at all.',
      'The locks of the vale are kept by the guild and by nobody else.',
    ]);
  });
});

describe('a table of metadata', () => {
  test('is read by its file column, and found by whole, bare and stem name', () => {
    const read = readMetadataCsv([
      ['File', 'Title', ''],
      ['a.txt', ' On locks ', 'x'],
      ['', 'no file', ''],
    ]);
    if (!read.ok) throw new Error(read.reason.code);
    expect(rowFor(read.value, 'sub/a.txt')).toEqual({ Title: 'On locks' });
    expect(rowFor(read.value, 'b.txt')).toBeUndefined();
  });

  test.each([
    [[['title'], ['x']], 'csv-without-column'],
    [[['file'], ['a'], ['a']], 'csv-duplicate-file'],
    [[], 'csv-without-column'],
  ])('%j is refused as %s', (rows, code) => {
    expect(readMetadataCsv(rows)).toMatchObject({ ok: false, reason: { code } });
  });
});

describe('a register sheet filled in by hand', () => {
  const sheet = { title: 'On locks', kind: 'paper', language: 'en' };
  test.each([
    [{ ...sheet, title: ' ' }, 'title'],
    [{ ...sheet, kind: 'poem' }, 'kind'],
    [{ ...sheet, date: 'soon' }, 'date'],
    [{ ...sheet, language: 'english!' }, 'language'],
    [{ ...sheet, relations: 'beside P3' }, 'relations'],
  ])('%j is refused at %s', (fields, field) => {
    expect(readDescription(fields)).toMatchObject({ ok: false, reason: { field } });
  });

  test('keeps lists without repeats', () => {
    const read = readDescription({ ...sheet, authors: 'A\nB\nA', relations: 'annex-to P3' });
    expect(read).toMatchObject({
      ok: true,
      value: { authors: ['A', 'B'], relations: [{ kind: 'annex-to', targetSymbol: 'P3' }] },
    });
  });
});
