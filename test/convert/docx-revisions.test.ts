import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { readRevisions } from '#convert/docx-revisions/read-revisions.ts';
import {
  accepted,
  by,
  rejected,
  resolveRevisions,
  versionOf,
} from '#convert/docx-revisions/resolve-revisions.ts';
import type { RevisedDocument } from '#convert/docx-revisions/revised-document.ts';
import { sharedData } from '../shared-data.ts';
import { bomb, bytesOf, docx, p, wordPart, zip } from './fixtures.ts';
import { change, element, readBody, readBytes, someParagraphs, xmlOf } from './revised-fixtures.ts';

describe('laws, on random documents', () => {
  const random = someParagraphs.map((paragraphs) => readBody(xmlOf(paragraphs)));

  test('what was written is read', () => {
    fc.assert(
      fc.property(someParagraphs, (paragraphs) => {
        const doc = readBody(xmlOf(paragraphs));
        expect(doc.paragraphs).toEqual(paragraphs);
        expect(JSON.parse(JSON.stringify(doc))).toEqual(doc);
        expect(new Set(doc.authors)).toEqual(authorsIn(doc));
      }),
      { numRuns: 300 },
    );
  });

  test('the sole author’s version is all accepted; nobody’s is the base', () => {
    fc.assert(
      fc.property(random, (doc) => {
        if (doc.authors.length === 1) {
          expect(versionOf(doc, doc.authors[0] ?? '')).toEqual(accepted(doc));
        }
        expect(versionOf(doc, 'A stranger')).toEqual(rejected(doc));
        const sole = JSON.parse(
          JSON.stringify(doc).replaceAll(/"author":"[^"]*"/g, '"author":"Reed Council"'),
        ) as RevisedDocument;
        expect(versionOf(sole, 'Reed Council')).toEqual(accepted(doc));
      }),
      { numRuns: 300 },
    );
  });

  test('a version settled and written holds no change, and reads as itself', () => {
    fc.assert(
      fc.property(random, fc.constantFrom('Reed Council', 'Barge Owners'), (doc, author) => {
        const settled = resolveRevisions(doc, by(author));
        const body = settled
          .map(({ text }) => ({ kind: 'paragraph', flow: 0, runs: [{ text }] }) as const)
          .map((paragraph) => xmlOf([paragraph]));
        const again = readBody(body.join(''));
        for (const settle of [accepted, rejected]) {
          expect(settle(again)).toEqual(settled.map(({ text }) => text));
        }
        const sources = settled.flatMap(({ sources }) => sources);
        expect(new Set(sources).size).toBe(sources.length);
      }),
      { numRuns: 200 },
    );
  });

  test('rejecting is accepting the opposite', () => {
    fc.assert(
      fc.property(
        someParagraphs.map((all) => all.map((one) => ({ ...one, runs: one.runs.filter(plain) }))),
        (paragraphs) => {
          const opposite = paragraphs.map(
            ({ markIns, markDel, rowIns, rowDel, runs, ...rest }) => ({
              ...rest,
              runs: runs.map(({ text, ins, del }) => ({
                text,
                ...(ins && { del: ins }),
                ...(del && { ins: del }),
              })),
              ...(!markDel && markIns && { markDel: markIns }),
              ...(!markIns && markDel && { markIns: markDel }),
              ...(!rowDel && rowIns && { rowDel: rowIns }),
              ...(!rowIns && rowDel && { rowIns: rowDel }),
              ...(markIns && markDel && { markIns, markDel }),
              ...(rowIns && rowDel && { rowIns, rowDel }),
            }),
          );
          expect(rejected(readBody(xmlOf(paragraphs)))).toEqual(
            accepted(readBody(xmlOf(opposite))),
          );
        },
      ),
      { numRuns: 200 },
    );
  });
});

function plain({ ins, del }: { ins?: unknown; del?: unknown }): boolean {
  return !(ins && del);
}

function authorsIn(doc: RevisedDocument): Set<string> {
  const found = JSON.stringify(doc.paragraphs).matchAll(/"author":("(?:[^"\\]|\\.)*")/g);
  return new Set([...found].map((match) => JSON.parse(match[1] ?? '""') as string));
}

describe('real files', () => {
  const folder = sharedData('docx-revisions');
  const names = folder ? readdirSync(folder) : [];
  const revised = names.filter((name) => !/-(Accepted|Rejected)\.docx$/.test(name));

  it.skipIf(!folder)('are accepted and rejected as their published results', () => {
    expect(revised.length).toBe(14);
    for (const name of revised) {
      const read = (kind: string) =>
        readBytes(readFileSync(`${folder}/${name.replace('.docx', `${kind}.docx`)}`));
      const doc = read('');
      expect([name, accepted(doc)]).toEqual([name, accepted(read('-Accepted'))]);
      expect([name, rejected(doc)]).toEqual([name, accepted(read('-Rejected'))]);
      for (const kind of ['-Accepted', '-Rejected']) {
        expect(read(kind)).toMatchObject({ authors: [], ignored: { formatChanges: 0 } });
      }
      if (doc.authors.length > 0) expect(doc.authors).toEqual(['Eric White']);
    }
  });

  it.skipIf(!folder)('have numbers before and after their change', () => {
    const name = 'RP022-NumberingChange';
    const read = (kind: string) =>
      readBytes(readFileSync(`${folder}/${name}${kind}.docx`)).paragraphs.map(
        ({ label = '', labelBefore = label }) => ({ label, labelBefore }),
      );
    const [before, after] = [read('-Rejected'), read('-Accepted')];
    expect(read('').map(({ label }) => label)).toEqual(after.map(({ label }) => label));
    expect(read('').map(({ labelBefore }) => labelBefore)).toEqual(
      before.map(({ label }) => label),
    );
    expect(before).not.toEqual(after);
  });
});

const ada = change('Ada Reed');
const ben = change('Ben Lock');
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const gone = (text: string) => `<w:r><w:delText xml:space="preserve">${text}</w:delText></w:r>`;
const ins = (content: string, who = ada) => element('ins', who, content);
const del = (text: string, who = ada) => element('del', who, gone(text));
const ended = (name: 'ins' | 'del', who = ada) => `<w:rPr>${element(name, who)}</w:rPr>`;
const para = (content: string, properties = '') =>
  `<w:p><w:pPr>${properties}</w:pPr>${content}</w:p>`;
const cell = (content: string, properties = '') =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${content}</w:tc>`;
const row = (content: string, properties = '') =>
  `<w:tr><w:trPr>${properties}</w:trPr>${content}</w:tr>`;
const field = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const instruction = (text: string) => `<w:r><w:instrText>${text}</w:instrText></w:r>`;

describe('what becomes of the paragraphs', () => {
  const rows: readonly {
    readonly name: string;
    readonly body: string;
    readonly yes: readonly string[];
    readonly no: readonly string[];
    readonly ada?: readonly string[];
    readonly ben?: readonly string[];
  }[] = [
    {
      name: 'a deletion in another’s insertion',
      body: para(run('a') + ins(run('b') + del('c', ben)) + run('d')),
      yes: ['abd'],
      no: ['ad'],
      ada: ['abcd'],
      ben: ['ad'],
    },
    {
      name: 'an insertion in another’s deletion',
      body: para(run('a') + element('del', ben, gone('b') + element('ins', ada, gone('c')))),
      yes: ['a'],
      no: ['ab'],
      ada: ['abc'],
      ben: ['a'],
    },
    {
      name: 'a deleted end, whose paragraph takes the kind of the next',
      body: para(run('a'), ended('del')) + p('b', '<w:outlineLvl w:val="0"/>'),
      yes: ['ab'],
      no: ['a', 'b'],
    },
    {
      name: 'ends of several people',
      body: para(run('a'), ended('del')) + para(run('b'), ended('ins', ben)) + para(run('c')),
      yes: ['ab', 'c'],
      no: ['a', 'bc'],
      ada: ['abc'],
      ben: ['a', 'b', 'c'],
    },
    {
      name: 'a paragraph deleted whole before a table is gone, with words it stays',
      body:
        para(del('a'), ended('del')) +
        `<w:tbl>${row(cell(p('x')))}</w:tbl>` +
        para(run('b'), ended('del')) +
        `<w:tbl>${row(cell(p('y')))}</w:tbl>` +
        para(del('c'), ended('del')),
      yes: ['x', 'b', 'y', ''],
      no: ['a', 'x', 'b', 'y', 'c'],
    },
    {
      name: 'a last paragraph inserted with its end',
      body: p('a') + para(ins(run('b')), ended('ins')),
      yes: ['a', 'b'],
      no: ['a'],
    },
    {
      name: 'a cell keeps a paragraph, and joins none outside',
      body: `<w:tbl>${row(cell(para(del('x'), ended('del'))) + cell(p('y')))}</w:tbl>${p('z')}`,
      yes: ['', 'y', 'z'],
      no: ['x', 'y', 'z'],
    },
    {
      name: 'rows and cells',
      body: `<w:tbl>${row(cell(p('a')), element('ins', ben))}${row(
        cell(p('b')) +
          cell(p('c'), element('cellDel', ada)) +
          cell(p('d'), element('cellIns', ben)),
        element('del', ada),
      )}${row(cell(p('e')) + cell(p('f'), element('cellDel', ada)))}</w:tbl>`,
      yes: ['a', 'e'],
      no: ['b', 'c', 'e', 'f'],
      ada: ['e'],
      ben: ['a', 'b', 'c', 'd', 'e', 'f'],
    },
    {
      name: 'a table in a deleted row goes with it',
      body: `<w:tbl>${row(cell(`<w:tbl>${row(cell(p('in')))}</w:tbl>${p('out')}`), element('del', ada))}</w:tbl>`,
      yes: [],
      no: ['in', 'out'],
    },
    {
      name: 'a text box in a deleted cell goes with it',
      body: `<w:tbl>${row(
        cell(p('a')) +
          cell(
            para(`<w:r><w:txbxContent>${p('in')}</w:txbxContent></w:r>${run('out')}`),
            element('cellDel', ada),
          ),
      )}</w:tbl>`,
      yes: ['a'],
      no: ['a', 'in', 'out'],
    },
    {
      name: 'controls and custom markup are unwrapped',
      body: para(
        `<w:sdt><w:sdtPr><w:alias w:val="no"/></w:sdtPr><w:sdtContent>${ins(run('a'))}</w:sdtContent></w:sdt>` +
          `<w:smartTag>${run('b')}</w:smartTag><w:customXml>${del('c')}</w:customXml><w:hyperlink>${run('d')}</w:hyperlink>`,
      ),
      yes: ['abd'],
      no: ['bcd'],
    },
    {
      name: 'formulas, tabs, breaks, hyphens and signs',
      body: para(
        `<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r>${ins('<m:t>2</m:t>')}</m:r><m:r><m:t>π</m:t></m:r></m:oMath>` +
          '<w:r><w:tab/><w:br/><w:cr/><w:noBreakHyphen/><w:softHyphen/><w:sym w:char="F0FE"/></w:r>',
        '<w:tabs><w:tab w:val="left" w:pos="1"/></w:tabs>',
      ),
      yes: ['2π\t\n\n-☒'],
      no: ['π\t\n\n-☒'],
    },
    {
      name: 'a text box of its own flow, gone with its deleted drawing',
      body: para(
        run('around') +
          element(
            'del',
            ada,
            `<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice><w:txbxContent>${para(run('boxed'), ended('del', ben))}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${p('twice')}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>`,
          ),
      ),
      yes: ['around'],
      no: ['boxed', 'around'],
      ben: ['boxed', 'around'],
    },
    {
      name: 'deleted text outside a deletion is no text',
      body: para(run('a') + gone('b')),
      yes: ['a'],
      no: ['a'],
    },
    {
      name: 'format changes are no text',
      body: para(
        `<w:r><w:rPr><w:rPrChange w:id="1"><w:rPr><w:b/></w:rPr></w:rPrChange></w:rPr><w:t>a</w:t></w:r>`,
        `<w:numPr>${element('ins', ada)}</w:numPr><w:sectPr><w:sectPrChange w:id="2"/></w:sectPr><w:pPrChange w:id="3"><w:pPr/></w:pPrChange>`,
      ),
      yes: ['a'],
      no: ['a'],
    },
  ];
  it.each(rows)('$name', ({ body, yes, no, ...versions }) => {
    const doc = readBody(body);
    expect(accepted(doc)).toEqual(yes);
    expect(rejected(doc)).toEqual(no);
    if (versions.ada) expect(versionOf(doc, 'Ada Reed')).toEqual(versions.ada);
    if (versions.ben) expect(versionOf(doc, 'Ben Lock')).toEqual(versions.ben);
  });

  it('what touches no word is counted', () => {
    const last = rows.at(-1);
    const ranges =
      '<w:customXmlDelRangeStart w:id="1" w:author="Ada Reed"/><w:customXmlDelRangeEnd w:id="1"/>';
    const sign =
      '<m:r xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:ctrlPr><w:ins w:id="1"/></m:ctrlPr></m:r>';
    const { ignored, authors } = readBody(`${last?.body}${ranges}${ranges}${para(sign)}`);
    expect(ignored).toEqual({ formatChanges: 4, contentControls: 1, other: 1 });
    expect(authors).toEqual([]);
  });

  it('joined paragraphs name the file’s', () => {
    const doc = readBody(para(run('a'), ended('del')) + p('b', '<w:outlineLvl w:val="0"/>'));
    expect(resolveRevisions(doc, () => true)).toEqual([
      { kind: 'heading', level: 1, text: 'ab', sources: [0, 1] },
    ]);
  });
});

describe('fields', () => {
  const rows: readonly (readonly [string, string, string, string, number])[] = [
    [
      'a change in the result',
      `${field('begin')}${instruction('REF x')}${field('separate')}${run('a')}${ins(run('b'))}${field('end')}${run('c')}`,
      'abc',
      'ac',
      1,
    ],
    [
      'a change in the result of a simple one',
      `<w:fldSimple w:instr="DATE">${del('a')}${ins(run('b'))}</w:fldSimple>${run('c')}`,
      'bc',
      'ac',
      2,
    ],
    [
      'a deleted instruction',
      `${field('begin')}${element('del', ada, '<w:r><w:delInstrText>DATE</w:delInstrText></w:r>')}${field('separate')}${run('a')}${field('end')}`,
      'a',
      'a',
      0,
    ],
    [
      'one in the instruction of another',
      `${field('begin')}${instruction('IF ')}${field('begin')}${instruction('x')}${field('separate')}${ins(run('hidden'))}${field('end')}${field('separate')}${run('a')}${field('end')}`,
      'a',
      'a',
      0,
    ],
    [
      'one in the result of another',
      `${field('begin')}${field('separate')}${field('begin')}${instruction('x')}${field('separate')}${ins(run('a'))}${field('end')}${run('b')}${field('end')}${ins(run('c'))}`,
      'abc',
      'b',
      1,
    ],
    ['parts without their others', `${field('end')}${field('separate')}${run('a')}`, 'a', 'a', 0],
    ['a beginning without end', `${field('begin')}${run('a')}${ins(run('b'))}`, 'ab', 'a', 0],
  ];
  it.each(rows)('%s', (_, content, yes, no, count) => {
    const doc = readBody(para(content) + p('next'));
    expect(accepted(doc)).toEqual([yes, 'next']);
    expect(rejected(doc)).toEqual([no, 'next']);
    const notes = count === 0 ? [] : [{ code: 'docx-change-in-field', count }];
    expect(doc.notes).toEqual(notes);
  });
});

describe('notes, numbers, comments', () => {
  const note = (id: number, content: string) =>
    `<w:footnote w:id="${id}">${para(`<w:r><w:footnoteRef/></w:r>${run(' ')}${content}`)}</w:footnote>`;
  const reference = (id: number) => `<w:r><w:footnoteReference w:id="${id}"/></w:r>`;

  it('notes stand last and fall with their mark', () => {
    const footnotes = wordPart(
      'footnotes',
      `<w:footnote w:type="separator" w:id="-1">${p('---')}</w:footnote>${note(3, run('three'))}${note(2, del('two') + ins(run('due')))}${note(9, run('nobody refers to it'))}`,
    );
    const body =
      para(run('a') + reference(2)) + para(element('del', ben, gone('b') + reference(3)));
    const doc = readBody(body, { 'word/footnotes.xml': footnotes });
    expect(accepted(doc)).toEqual(['a', '', 'due']);
    expect(rejected(doc)).toEqual(['a', 'b', 'two', 'three']);
    expect(doc.paragraphs.slice(2)).toMatchObject([
      { kind: 'note', note: 'footnote 2', label: '1' },
      { kind: 'note', note: 'footnote 3', label: '2', frameDel: ben },
    ]);
    expect(doc.paragraphs[0]?.runs).toEqual([{ text: 'a' }, { text: '', note: 'footnote 2' }]);
  });

  it('numbers before and after', () => {
    const numbering = wordPart(
      'numbering',
      '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    );
    const item = (content: string, properties = '') =>
      para(content, `<w:numPr><w:numId w:val="1"/></w:numPr>${properties}`);
    const doc = readBody(
      item(run('a')) +
        item(ins(run('new')), ended('ins')) +
        item(run('b')) +
        item(del('c'), ended('del')) +
        item(run('d')),
      { 'word/numbering.xml': numbering },
    );
    expect(doc.paragraphs.map(({ label, labelBefore }) => [label, labelBefore])).toEqual([
      ['1.', undefined],
      ['2.', undefined],
      ['3.', '2.'],
      ['3.', undefined],
      ['4.', undefined],
    ]);
    const numbers = resolveRevisions(doc, () => false).map(({ label, text }) => label + text);
    expect(numbers).toEqual(['1.a', '2.newb', '3.c', '4.d'].map((text) => text.replace('new', '')));
  });

  it('comments with their place and words', () => {
    const comments = wordPart(
      'comments',
      `<w:comment w:id="0" w:author="Ada Reed" w:date="2026-03-01T10:00:00Z">${p('Why?')}${p('Say.')}</w:comment><w:comment w:id="1" w:author="Ben Lock">${p('Gone')}</w:comment><w:comment w:id="7">${p('Adrift')}</w:comment>`,
    );
    const range = (id: number, content: string) =>
      `<w:commentRangeStart w:id="${id}"/>${content}<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`;
    const body =
      p('x') +
      para(range(0, run('one ') + ins(run('two')) + del(' no'))) +
      para(range(1, del('old')));
    expect(readBody(body, { 'word/comments.xml': comments }).comments).toEqual([
      {
        ...{ id: '0', author: 'Ada Reed', date: '2026-03-01T10:00:00Z', text: 'Why?\nSay.' },
        ...{ paragraph: 1, quote: 'one two' },
      },
      { id: '1', author: 'Ben Lock', date: null, text: 'Gone', paragraph: 2, quote: 'old' },
      { id: '7', author: '', date: null, text: 'Adrift', paragraph: null, quote: '' },
    ]);
  });
});

test('what is moved has the name of the innermost range that is still open', () => {
  const edge = (at: 'Start' | 'End', id: number) =>
    `<w:moveFromRange${at} w:id="${id}"${at === 'Start' ? ` w:name="m${id}"` : ''}/>`;
  const away = (text: string) => element('moveFrom', ada, run(text));
  const { paragraphs } = readBody(
    para(
      edge('Start', 1) + edge('Start', 2) + away('a') + edge('End', 2) + away('b') + edge('End', 1),
    ) + para(away('c')),
  );
  const names = paragraphs.flatMap(({ runs }) => runs.map(({ text, move }) => [text, move?.name]));
  expect(names).toEqual([
    ['a', 'm2'],
    ['b', 'm1'],
    ['c', ''],
  ]);
});

describe('what a person should look at', () => {
  const rows: readonly (readonly [string, string, object[]])[] = [
    ['nothing', para(ins(run('a [b] c')) + del('[d]')), []],
    [
      'a change without author',
      para(ins(run('a'), change('')) + element('del', change('', null), gone('b'))),
      [{ code: 'docx-change-without-author', count: 2 }],
    ],
    [
      'the name that Word writes in place of names',
      para(ins(run('a'), change('Author'))),
      [{ code: 'docx-author-hidden', count: 1 }],
    ],
    [
      'half a move',
      para('<w:moveFromRangeStart w:id="1" w:name="m"/>' + element('moveFrom', ada, run('a'))),
      [{ code: 'docx-move-unpaired', count: 1 }],
    ],
    [
      'half a bracket deleted',
      p('[x]') + para(run('the ') + del('[') + run('holistic] nature')),
      [{ code: 'docx-bracket-half-changed', count: 1, paragraph: 2 }],
    ],
    [
      'a bracket opened by one and closed by another',
      para(ins(run('[')) + run('holistic') + ins(run(']'), ben)),
      [{ code: 'docx-bracket-half-changed', count: 1, paragraph: 1 }],
    ],
  ];
  it.each(rows)('%s', (_, body, notes) => {
    expect(readBody(body).notes).toEqual(notes);
  });

  it('a part that is damaged', () => {
    expect(readBody(p('a'), { 'word/footnotes.xml': '<w:footnotes>' })).toMatchObject({
      paragraphs: [{ runs: [{ text: 'a' }] }],
      notes: [{ code: 'docx-part-damaged', part: 'footnotes.xml' }],
    });
  });
});

describe('bad input is refused', () => {
  const rows: readonly (readonly [string, Uint8Array, string])[] = [
    ['nothing', new Uint8Array(), 'empty-file'],
    ['plain text', bytesOf('Barges carry grain.'), 'not-docx'],
    ['a picture', bytesOf('\x89PNG\r\n\x1a\n'), 'not-docx'],
    ['a zip of something else', zip({ 'a.txt': 'x' }), 'not-docx'],
    ['a zip cut short', docx(p('a')).subarray(0, 120), 'damaged-archive'],
    ['broken XML', docx('<w:p><w:r>'), 'damaged-xml'],
    ['a control character', docx(p('a\u0001b')), 'damaged-xml'],
    [
      'entities of its own',
      zip({ 'word/document.xml': '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>' }),
      'xml-with-dtd',
    ],
    ['a bomb', bomb(150_000_000), 'archive-too-large'],
  ];
  it.each(rows)('%s', (_, bytes, code) => {
    expect(readRevisions(bytes)).toMatchObject({ ok: false, reason: { code } });
  });

  it('ten thousand levels are read', () => {
    const levels = 10_000;
    const open = (name: string) => `<w:${name} w:author="Ada Reed">`.repeat(levels);
    const deep = open('ins') + run('a') + '</w:ins>'.repeat(levels);
    const controls = '<w:sdt>'.repeat(levels) + run('b') + '</w:sdt>'.repeat(levels);
    const fields = field('begin').repeat(levels) + field('end').repeat(levels) + run('c');
    const tables =
      '<w:tbl><w:tr><w:tc>'.repeat(levels) + p('d') + '</w:tc></w:tr></w:tbl>'.repeat(levels);
    const boxes =
      '<w:p><w:txbxContent>'.repeat(levels) + p('e') + '</w:txbxContent></w:p>'.repeat(levels);
    const doc = readBody(para(deep + controls + fields) + tables + boxes);
    expect(accepted(doc).filter(Boolean)).toEqual(['abc', 'd', 'e']);
    expect(rejected(doc).filter(Boolean)).toEqual(['bc', 'd', 'e']);
  });
});
