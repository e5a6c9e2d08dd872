import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { openArchive } from '#convert/archive.ts';
import { convertHere } from '#convert/convert-here.ts';
import { accepted, rejected, versionOf } from '#convert/docx-revisions/resolve-revisions.ts';
import type { Change } from '#convert/docx-revisions/revised-document.ts';
import type { ExportParagraph, ExportRun } from '#convert/export-paragraph.ts';
import { writeDocx } from '#convert/write-docx.ts';
import { readXml } from '#convert/xml.ts';
import { change, readBytes } from './revised-fixtures.ts';

const options = { title: 'On barges', date: '2026-03-01', author: 'River Group' };

const aChange: fc.Arbitrary<Change> = fc.record({
  author: fc.constantFrom('Reed Council', 'Barge & Lock "Co" <x>', 'مجلس القصب', ''),
  date: fc.constantFrom('2026-03-01T10:00:00Z', null),
});
const words = fc
  .array(
    fc.constantFrom(
      'barges ',
      ' shall',
      '&amp; ',
      '<locks>',
      ']]>',
      '水',
      ' قناة',
      '\t',
      '\n',
      '𝄞',
    ),
    { maxLength: 4 },
  )
  .map((parts) => parts.join(''));
const aRun: fc.Arbitrary<ExportRun> = fc.record(
  {
    text: words,
    ins: aChange,
    del: aChange,
    bold: fc.boolean(),
    italic: fc.boolean(),
    superscript: fc.boolean(),
  },
  { requiredKeys: ['text'] },
);
const aParagraph: fc.Arbitrary<ExportParagraph> = fc.record(
  {
    kind: fc.constantFrom(
      ...(['title', 'heading', 'chapeau', 'preambular', 'operative'] as const),
      ...(['paragraph', 'sub-paragraph', 'note'] as const),
    ),
    level: fc.integer({ min: 1, max: 6 }),
    label: fc.constantFrom('OP7 ter.', '(a)', '2.bis', 'PP1 & <2>', '1.'),
    runs: fc.array(aRun, { maxLength: 5 }),
    markIns: aChange,
    markDel: aChange,
  },
  { requiredKeys: ['kind', 'runs'] },
);
const someParagraphs = fc.array(aParagraph, { maxLength: 8 });

/** Each character with what is to become of it, which does not depend on how runs are cut. */
function fates(runs: readonly ExportRun[]): readonly (readonly unknown[])[] {
  return runs.flatMap(({ text, ins, del }) => [...text].map((sign) => [sign, ins, del]));
}

describe('laws', () => {
  test('what is written is read: words, changes, authors, labels, headings', () => {
    fc.assert(
      fc.property(someParagraphs, (paragraphs) => {
        const { bytes, notes } = writeDocx(paragraphs, options);
        expect(notes).toEqual([]);
        const doc = readBytes(bytes);
        const own = doc.paragraphs.map(({ runs, label, markIns, markDel }) => ({
          runs: fates(runs),
          ...{ label, markIns, markDel },
        }));
        const given = paragraphs.map(({ runs, label, markIns, markDel }) => ({
          runs: fates(runs),
          ...{ label, markIns, markDel },
        }));
        expect(own).toEqual(given.length > 0 ? given : [{ runs: [] }]);
        for (const [index, { kind, level = 1 }] of paragraphs.entries()) {
          const read = doc.paragraphs[index];
          expect(read?.kind === 'heading').toBe(kind === 'heading' || kind === 'title');
          if (kind === 'heading') expect(read?.level).toBe(level);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('a reading exported is that reading; the same input gives the same bytes', () => {
    fc.assert(
      fc.property(someParagraphs, fc.constantFrom('Reed Council', ''), (paragraphs, author) => {
        const first = writeDocx(paragraphs, options);
        expect(writeDocx(paragraphs, options)).toEqual(first);
        const doc = readBytes(first.bytes);
        for (const texts of [accepted(doc), rejected(doc), versionOf(doc, author)]) {
          const clean = texts.map((text): ExportParagraph => ({
            kind: 'paragraph',
            runs: [{ text }],
          }));
          const again = readBytes(writeDocx(clean, options).bytes);
          expect(accepted(again)).toEqual(texts.length > 0 ? texts : ['']);
          expect(again.authors).toEqual([]);
        }
      }),
      { numRuns: 100 },
    );
  });

  test('whatever the characters, every part is sound XML', () => {
    const any = fc.string({
      unit: fc.integer({ min: 0, max: 0xffff }).map((code) => String.fromCharCode(code)),
    });
    fc.assert(
      fc.property(any, any, any, (text, label, author) => {
        const runs = [{ text, ins: change(author) }];
        const { bytes } = writeDocx([{ kind: 'operative', label, runs }], {
          ...{ title: text, date: author, author, language: label },
        });
        const archive = openArchive(bytes);
        if (!archive.ok) throw new Error(archive.reason.code);
        for (const name of [
          'word/document.xml',
          'word/numbering.xml',
          'word/styles.xml',
          'docProps/core.xml',
        ]) {
          const part = archive.value.read(name);
          if (!part.ok || !part.value) throw new Error(name);
          const none = { open: () => undefined, close: () => undefined, text: () => undefined };
          expect([name, readXml(part.value, {}, none)]).toEqual([
            name,
            { ok: true, value: undefined },
          ]);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('cases', () => {
  it('what XML cannot hold is dropped, and said', () => {
    const runs = [{ text: 'a\u0000\u0001\u000b\ud800b\uffff𝄞', ins: change('Reed\u0002 Council') }];
    const { bytes, notes } = writeDocx([{ kind: 'paragraph', runs }], options);
    expect(notes).toEqual([{ code: 'docx-characters-dropped', count: 6 }]);
    expect(readBytes(bytes)).toMatchObject({
      paragraphs: [{ runs: [{ text: 'ab𝄞' }] }],
      authors: ['Reed Council'],
    });
  });

  const moments: readonly (readonly [string, string | null])[] = [
    ['2026-03-01T10:00:00Z', '2026-03-01T10:00:00Z'],
    ['2026-03-01T10:00:00.123+01:00', '2026-03-01T10:00:00+01:00'],
    ['2026-03-01', '2026-03-01T00:00:00Z'],
    ['2026-13-01', null],
    ['last Wednesday', null],
  ];
  it.each(moments)(
    'a change of %s is of %s, since Word opens no file with a false date',
    (given, read) => {
      const runs = [{ text: 'a', ins: change('Reed Council', given) }];
      const { bytes } = writeDocx([{ kind: 'paragraph', runs }], { ...options, date: given });
      expect(readBytes(bytes).paragraphs[0]?.runs[0]?.ins?.date).toBe(read);
    },
  );

  it('the library reads it, with its title, author and day', async () => {
    const paragraphs: readonly ExportParagraph[] = [
      { kind: 'title', runs: [{ text: 'On barges' }] },
      {
        kind: 'operative',
        label: '1.',
        runs: [{ text: 'Decides', italic: true }, { text: ' so.' }],
      },
    ];
    const { bytes } = writeDocx(paragraphs, options);
    expect(await convertHere({ name: 'a.docx', bytes })).toMatchObject({
      ok: true,
      value: {
        ...{ title: 'On barges', authors: ['River Group'], date: '2026-03-01' },
        blocks: [
          { kind: 'heading', level: 1, text: 'On barges' },
          { kind: 'list-item', level: 1, text: '1. Decides so.' },
        ],
      },
    });
  });

  it('a label that looks like a counter is shown as it is', () => {
    const { bytes } = writeDocx([{ kind: 'paragraph', label: '%1', runs: [] }], options);
    expect(readBytes(bytes).paragraphs[0]?.label).toBe('％1');
  });

  it('marks of direction and of tracking', () => {
    const part = (name: string, text: string, trackFurther: boolean) => {
      const paragraphs: readonly ExportParagraph[] = [{ kind: 'paragraph', runs: [{ text }] }];
      const archive = openArchive(writeDocx(paragraphs, { ...options, trackFurther }).bytes);
      const read = archive.ok ? archive.value.read(name) : archive;
      return new TextDecoder().decode(read.ok ? read.value : undefined);
    };
    expect(part('word/document.xml', '(1) قناة', false)).toMatch(/<w:bidi\/>.*<w:rtl\/>/);
    expect(part('word/document.xml', 'a قناة', false)).not.toMatch(/<w:bidi\/>/);
    expect(part('word/settings.xml', 'a', true)).toMatch(/<w:trackRevisions\/>/);
    expect(part('word/settings.xml', 'a', false)).not.toMatch(/<w:trackRevisions\/>/);
  });
});
