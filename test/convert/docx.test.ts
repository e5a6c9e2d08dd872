import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { convertHere } from '#convert/convert-here.ts';
import { formatNumber } from '#convert/docx-numbering.ts';
import { sharedData } from '../shared-data.ts';
import { coreProperties, docx, p, wordPart, zip } from './fixtures.ts';

async function read(bytes: Uint8Array) {
  const result = await convertHere({ name: 'a.docx', bytes });
  if (!result.ok) throw new Error(result.reason.code);
  return result.value;
}

async function outline(body: string, parts: Readonly<Record<string, string>> = {}) {
  const { blocks } = await read(docx(body, parts));
  return blocks.map(({ kind, level, text }) => `${[kind, level ?? ''].join(' ').trim()}: ${text}`);
}

const style = (id: string, name: string, inner = '') =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${inner}</w:style>`;
const styled = (id: string) => `<w:pStyle w:val="${id}"/>`;
const by = 'w:author="Ada" w:date="2026-03-01T00:00:00Z"';
const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const cell = (inner: string) => `<w:tc>${inner}</w:tc>`;

describe('headings', () => {
  const styles = wordPart(
    'styles',
    style('berschrift2', 'heading 2') +
      style('T1', 'Título 1') +
      style('Own', 'My Head', '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>') +
      style('Kid', 'Kid', '<w:basedOn w:val="Own"/>') +
      style('Loop', 'Loop', '<w:basedOn w:val="Loop"/>') +
      style('V1', 'toc 1'),
  );
  const rows: readonly (readonly [string, string, string[]])[] = [
    ['a built-in style with a foreign id', p('x', styled('berschrift2')), ['heading 2: x']],
    ['a localised name', p('x', styled('T1')), ['heading 1: x']],
    ['an outline level of a style', p('x', styled('Own')), ['heading 3: x']],
    ['inherited', p('x', styled('Kid')), ['heading 3: x']],
    ['of the paragraph itself', p('x', '<w:outlineLvl w:val="0"/>'), ['heading 1: x']],
    ['body text by level 9', p('x', `${styled('Own')}<w:outlineLvl w:val="9"/>`), ['paragraph: x']],
    ['a style based on itself', p('x', styled('Loop')), ['paragraph: x']],
    ['a table of contents', p('x 3', styled('V1')) + p('y'), ['paragraph: y']],
    [
      'a bold line, where no style says more',
      `<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Rivers</w:t></w:r></w:p>${p('They run.')}`,
      ['heading 2: Rivers', 'paragraph: They run.'],
    ],
  ];
  it.each(rows)('%s', async (_, body, expected) => {
    expect(await outline(body, { 'word/styles.xml': styles })).toEqual(expected);
  });
});

describe('lists', () => {
  const level = (depth: number, format: string, text: string) =>
    `<w:lvl w:ilvl="${depth}"><w:start w:val="1"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
  const numbering = wordPart(
    'numbering',
    `<w:abstractNum w:abstractNumId="0">${level(0, 'decimal', '%1.')}${level(1, 'lowerLetter', '(%2)')}${level(2, 'lowerRoman', '%1.%3')}</w:abstractNum>` +
      `<w:abstractNum w:abstractNumId="1">${level(0, 'bullet', '•')}</w:abstractNum>` +
      '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>' +
      '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>' +
      '<w:num w:numId="3"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num>',
  );
  const item = (list: number, depth: number, text: string) =>
    p(text, `<w:numPr><w:ilvl w:val="${depth}"/><w:numId w:val="${list}"/></w:numPr>`);

  it('counted as Word counts', async () => {
    const body = [
      item(1, 0, 'a'),
      item(1, 1, 'b'),
      item(1, 1, 'c'),
      item(1, 2, 'd'),
      item(1, 0, 'e'),
      item(1, 1, 'f'),
      item(2, 0, 'g'),
      item(3, 0, 'h'),
      item(3, 0, 'i'),
      item(0, 0, 'j'),
    ].join('');
    expect(await outline(body, { 'word/numbering.xml': numbering })).toEqual([
      'list-item 1: 1. a',
      'list-item 2: (a) b',
      'list-item 2: (b) c',
      'list-item 3: 1.i d',
      'list-item 1: 2. e',
      'list-item 2: (a) f',
      'list-item 1: g',
      'list-item 1: 7. h',
      'list-item 1: 8. i',
      'paragraph: j',
    ]);
  });

  const numbers: readonly (readonly [number, string, string])[] = [
    [4, 'upperRoman', 'IV'],
    [1999, 'lowerRoman', 'mcmxcix'],
    [27, 'lowerLetter', 'aa'],
    [3, 'upperLetter', 'C'],
    [3, 'decimalZero', '03'],
    [3, 'chicago', '3'],
  ];
  it.each(numbers)('%i as %s', (value, format, text) => {
    expect(formatNumber(value, format)).toBe(text);
  });
});

describe('tables, notes, fields, breaks', () => {
  it('rows by cells; layout tables as they are', async () => {
    const row = (...cells: string[]) => `<w:tr>${cells.map(cell).join('')}</w:tr>`;
    const inner = `<w:tbl>${row(p('x'), p('y'))}</w:tbl>${p('')}`;
    const body = `<w:tbl>${row(p('a') + p('b'), p('c'), p(''))}${row(p('one') + p('two'), p(''))}${row(p('k'), inner)}</w:tbl>`;
    expect(await outline(body)).toEqual([
      'table-row: a b | c',
      'paragraph: one',
      'paragraph: two',
      'table-row: k | x | y',
    ]);
  });

  it('notes behind their paragraph', async () => {
    const footnotes = wordPart(
      'footnotes',
      `<w:footnote w:type="separator" w:id="-1">${p('---')}</w:footnote><w:footnote w:id="2">${p('A note.')}${p('More.')}</w:footnote>`,
    );
    const body = `<w:p>${run('Words')}<w:r><w:footnoteReference w:id="2"/></w:r>${run(' go on.')}</w:p>`;
    expect(await outline(body, { 'word/footnotes.xml': footnotes })).toEqual([
      'paragraph: Words go on.',
      'note: A note.\nMore.',
    ]);
  });

  it('results of fields, words of links, breaks and signs', async () => {
    const field = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
    const body =
      `<w:p>${field('begin')}<w:r><w:instrText>PAGE</w:instrText></w:r>${field('separate')}${run('7')}${field('end')}` +
      `<w:hyperlink>${run(' link')}</w:hyperlink><w:r><w:tab/><w:t>tab</w:t><w:br/><w:t>line</w:t><w:noBreakHyphen/><w:sym w:char="F0FE"/></w:r></w:p>`;
    expect(await outline(body)).toEqual(['paragraph: 7 link tab\nline-☒']);
  });

  it('a text box once, with its two drawings', async () => {
    const box = `<w:txbxContent>${p('boxed')}</w:txbxContent>`;
    const body = `<w:p>${run('around')}<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice>${box}</mc:Choice><mc:Fallback>${box}</mc:Fallback></mc:AlternateContent></w:r></w:p>`;
    expect(await outline(body)).toEqual(['paragraph: boxed', 'paragraph: around']);
  });

  it('whatever the prefix of the namespace', async () => {
    const bytes = zip({
      'word/document.xml':
        '<n:document xmlns:n="http://purl.oclc.org/ooxml/wordprocessingml/main"><n:body><n:p><n:r><n:t>x</n:t></n:r></n:p></n:body></n:document>',
    });
    expect((await read(bytes)).blocks).toEqual([{ kind: 'paragraph', text: 'x' }]);
  });
});

describe('tracked changes', () => {
  const ended = `<w:rPr><w:del ${by}/></w:rPr>`;
  const rows: readonly (readonly [string, string, string[]])[] = [
    [
      'insertions stay, deletions go',
      `<w:p>${run('a ')}<w:ins ${by}>${run('b')}</w:ins><w:del ${by}><w:r><w:delText>c</w:delText></w:r></w:del></w:p>`,
      ['paragraph: a b'],
    ],
    [
      'moves are read where they went',
      `<w:p><w:moveFrom ${by}>${run('x')}</w:moveFrom>${run('a')}<w:moveTo ${by}>${run('x')}</w:moveTo></w:p>`,
      ['paragraph: ax'],
    ],
    ['a deleted end joins paragraphs', p('a', ended) + p('b', ended) + p('c'), ['paragraph: abc']],
    [
      'a deleted end before a table',
      p('a', ended) + `<w:tbl><w:tr>${cell(p('x'))}${cell(p('y'))}</w:tr></w:tbl>`,
      ['paragraph: a', 'table-row: x | y'],
    ],
    [
      'a deleted row',
      `<w:tbl><w:tr><w:trPr><w:del ${by}/></w:trPr>${cell(p('x'))}${cell(p('y'))}</w:tr></w:tbl>${p('z')}`,
      ['paragraph: z'],
    ],
    [
      'a former style',
      p('a', `<w:pPrChange ${by}><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:pPrChange>`),
      ['paragraph: a'],
    ],
  ];
  it.each(rows)('%s', async (_, body, expected) => {
    expect(await outline(body)).toEqual(expected);
  });

  it('are counted, with their authors; comments too', async () => {
    const body = `<w:p><w:ins ${by}>${run('b')}</w:ins><w:del w:author="Bob"><w:r><w:delText>c</w:delText></w:r></w:del></w:p>`;
    const comments = wordPart('comments', `<w:comment w:id="1">${p('?')}</w:comment>`);
    const { notes } = await read(docx(body, { 'word/comments.xml': comments }));
    expect(notes).toEqual([
      { code: 'revisions-accepted', count: 2, authors: 'Ada, Bob' },
      { code: 'comments-left-out', count: 1 },
    ]);
  });

  const folder = sharedData('docx-revisions');
  const names = folder ? readdirSync(folder) : [];
  const revised = names.filter((name) => names.includes(name.replace('.docx', '-Accepted.docx')));
  it.skipIf(!folder)('in real files read as Word accepts them', async () => {
    expect(revised.length).toBe(14);
    for (const name of revised) {
      const ours = await read(readFileSync(`${folder}/${name}`));
      const word = await read(readFileSync(`${folder}/${name.replace('.docx', '-Accepted.docx')}`));
      expect([name, ours.blocks]).toEqual([name, word.blocks]);
    }
  });
});

it('what the file says of itself', async () => {
  const core = { 'docProps/core.xml': coreProperties('On Rivers', 'A; B', '2026-03-01T10:00:00Z') };
  expect(await read(docx(p('x'), core))).toMatchObject({
    title: 'On Rivers',
    authors: ['A', 'B'],
    date: '2026-03-01',
    metadata: { title: 'On Rivers', creator: 'A; B', modified: '2026-03-01T10:00:00Z' },
  });
  const placeholder = { 'docProps/core.xml': coreProperties('Microsoft Word - x.doc', 'A', '') };
  expect((await read(docx(p('x'), placeholder))).title).toBeUndefined();
});
