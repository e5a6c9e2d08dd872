import fc from 'fast-check';
import { readRevisions } from '#convert/docx-revisions/read-revisions.ts';
import type {
  Change,
  RevisedDocument,
  RevisedParagraph,
  RevisedRun,
} from '#convert/docx-revisions/revised-document.ts';
import { docx } from './fixtures.ts';

/** Random revised documents, and their XML as Word writes it. All words and parties are invented. */

type Fate = Pick<RevisedRun, 'ins' | 'del' | 'move'>;

export function change(author: string, date: string | null = '2026-03-01T10:00:00Z'): Change {
  return { author, date };
}

const authors = ['Reed Council', 'Barge Owners', 'Mill & Lock <Co>', ''];
const aChange: fc.Arbitrary<Change> = fc.record({
  author: fc.constantFrom(...authors),
  date: fc.constantFrom('2026-03-01T10:00:00Z', null),
});
const words = fc
  .array(
    fc.constantFrom('barges ', 'shall', ' & ', '<locks>', '水', ' قناة', '\t', '\n', 'tolls'),
    {
      minLength: 1,
      maxLength: 4,
    },
  )
  .map((parts) => parts.join(''));

const aFate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  { weight: 3, arbitrary: aChange.map((ins) => ({ ins })) },
  { weight: 3, arbitrary: aChange.map((del) => ({ del })) },
  { weight: 1, arbitrary: fc.record({ ins: aChange, del: aChange }) },
  {
    weight: 1,
    arbitrary: fc.tuple(aChange, fc.boolean()).map(([by, to]): Fate => {
      const move = { name: 'move1', role: to ? 'to' : 'from' } as const;
      return to ? { ins: by, move } : { del: by, move };
    }),
  },
);
const aRun: fc.Arbitrary<RevisedRun> = fc
  .tuple(words, aFate)
  .map(([text, fate]) => ({ text, ...fate }));

type Drawn = Pick<RevisedParagraph, 'runs' | 'markIns' | 'markDel' | 'rowIns' | 'rowDel'> & {
  readonly inTable: boolean;
};
const aParagraph: fc.Arbitrary<Drawn> = fc.record(
  {
    runs: fc.array(aRun, { maxLength: 5 }).map(joined),
    inTable: fc.boolean(),
    markIns: aChange,
    markDel: aChange,
    rowIns: aChange,
    rowDel: aChange,
  },
  { requiredKeys: ['runs', 'inTable'] },
);

/** Paragraphs and tables of one column, as the reader gives them. */
export const someParagraphs: fc.Arbitrary<readonly RevisedParagraph[]> = fc
  .array(aParagraph, { minLength: 1, maxLength: 8 })
  .map((drawn) => {
    let flow = 0;
    let next = 1;
    let tables = 0;
    let row = 0;
    return drawn.map(({ inTable, rowIns, rowDel, ...own }, index): RevisedParagraph => {
      if (!inTable) {
        if (row > 0) flow = next++;
        row = 0;
        const table = drawn[index + 1]?.inTable;
        return { kind: 'paragraph', flow, ...(table && { beforeTable: true }), ...own };
      }
      if (row === 0) tables++;
      const cell = { table: tables, row: ++row, column: 1 };
      const rowChanges = { ...(rowIns && { rowIns }), ...(rowDel && { rowDel }) };
      return { kind: 'table-cell', flow: next++, cell, ...own, ...rowChanges };
    });
  });

/** Neighbours of one fate are one run, as the reader gives them. */
function joined(runs: readonly RevisedRun[]): readonly RevisedRun[] {
  const done: RevisedRun[] = [];
  for (const run of runs) {
    const last = done.at(-1);
    const { text, ...fate } = run;
    if (last && JSON.stringify(fate) === JSON.stringify({ ...last, text: undefined })) {
      done[done.length - 1] = { ...run, text: last.text + text };
    } else done.push(run);
  }
  return done;
}

export function xmlOf(paragraphs: readonly RevisedParagraph[]): string {
  let table = 0;
  let xml = '';
  for (const paragraph of paragraphs) {
    const place = paragraph.cell?.table ?? 0;
    if (place !== table && table > 0) xml += '</w:tbl>';
    if (place !== table && place > 0) xml += '<w:tbl>';
    table = place;
    xml += place > 0 ? rowXml(paragraph) : paragraphXml(paragraph);
  }
  return table > 0 ? `${xml}</w:tbl>` : xml;
}

function rowXml(paragraph: RevisedParagraph): string {
  const { rowIns, rowDel } = paragraph;
  const changes = element('ins', rowIns) + element('del', rowDel);
  return `<w:tr><w:trPr>${changes}</w:trPr><w:tc>${paragraphXml(paragraph)}</w:tc></w:tr>`;
}

function paragraphXml({ runs, markIns, markDel }: RevisedParagraph): string {
  const mark = element('ins', markIns) + element('del', markDel);
  return `<w:p><w:pPr><w:rPr>${mark}</w:rPr></w:pPr>${runs.map(runXml).join('')}</w:p>`;
}

function runXml({ text, ins, del, move }: RevisedRun, index: number): string {
  const tag = del && !move ? 'delText' : 't';
  const content = text
    .split(/([\t\n])/)
    .map((part) => {
      if (part === '\t') return '<w:tab/>';
      if (part === '\n') return '<w:br/>';
      return part && `<w:${tag} xml:space="preserve">${escaped(part)}</w:${tag}>`;
    })
    .join('');
  let xml = `<w:r>${content}</w:r>`;
  if (move) {
    const name = move.role === 'from' ? 'moveFrom' : 'moveTo';
    const range = `w:${name}Range`;
    return `<${range}Start w:id="${index}" w:name="${move.name}"/>${element(name, ins ?? del, xml)}<${range}End w:id="${index}"/>`;
  }
  if (del) xml = element('del', del, xml);
  return ins ? element('ins', ins, xml) : xml;
}

export function element(name: string, by: Change | undefined, content = ''): string {
  if (!by) return '';
  const author = by.author === '' ? '' : ` w:author="${escaped(by.author)}"`;
  const date = by.date === null ? '' : ` w:date="${by.date}"`;
  return `<w:${name} w:id="1"${author}${date}>${content}</w:${name}>`;
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}

/** Reads a body given as XML; a refusal fails the test. */
export function readBody(
  body: string,
  parts: Readonly<Record<string, string>> = {},
): RevisedDocument {
  return readBytes(docx(body, parts));
}

export function readBytes(bytes: Uint8Array): RevisedDocument {
  const read = readRevisions(bytes);
  if (!read.ok) throw new Error(JSON.stringify(read.reason));
  return read.value;
}
