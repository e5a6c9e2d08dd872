import { describe, expect, it } from 'vitest';
import { convertHere } from '#convert/convert-here.ts';
import { linesOf } from '#convert/pdf-lines.ts';
import type { PdfLine } from './fixtures.ts';
import { pdf } from './fixtures.ts';

async function read(bytes: Uint8Array) {
  const result = await convertHere({ name: 'a.pdf', bytes });
  if (!result.ok) throw new Error(result.reason.code);
  return result.value;
}

const lines = (from: number, ...texts: string[]): PdfLine[] =>
  texts.map((text, at) => ({ text, y: from + at * 14 }));

describe('a PDF', () => {
  it('paragraphs, headings, list items; words parted at line ends', async () => {
    const page = [
      { text: 'The Charter of Erewhon', y: 80, size: 20 },
      ...lines(
        120,
        'The delegation of Erewhon wishes to recall that its In-',
        'ternet is for everyone, and that this sentence goes on to',
        'its end.',
      ),
      ...lines(180, 'A second paragraph follows (with \\ signs).'),
      ...lines(210, '1. A first item', '2. A second item'),
    ];
    const info = { Title: 'The Charter', Author: 'A. Scribe', CreationDate: 'D:20260301120000Z' };
    expect(await read(pdf([page], info))).toMatchObject({
      title: 'The Charter',
      authors: ['A. Scribe'],
      date: '2026-03-01',
      blocks: [
        { kind: 'heading', level: 1, text: 'The Charter of Erewhon' },
        {
          kind: 'paragraph',
          text: 'The delegation of Erewhon wishes to recall that its Internet is for everyone, and that this sentence goes on to its end.',
        },
        { kind: 'paragraph', text: 'A second paragraph follows (with \\ signs).' },
        { kind: 'list-item', text: '1. A first item' },
        { kind: 'list-item', text: '2. A second item' },
      ],
    });
  });

  it('a sentence runs on over pages, without what is printed on each', async () => {
    const page = (number: number, ...texts: string[]) => [
      { text: 'Erewhon on Rivers', y: 30, size: 8 },
      ...lines(100, ...texts),
      { text: `Page ${number} of 4`, y: 820, size: 8 },
    ];
    const { blocks } = await read(
      pdf([
        page(1, 'This is the first sentence of a page that ends here, whole.', 'The rivers of the'),
        page(2, 'country run to the', 'sea and'),
        page(3, 'do not', 'stop there'),
        page(4, 'at all.'),
      ]),
    );
    const words = blocks.map((block) => block.text).join('\n');
    expect(words).toContain(
      'The rivers of the country run to the sea and do not stop there at all.',
    );
    expect(words).not.toContain('Page');
    expect(words.match(/Erewhon on Rivers/g)?.length).toBe(1);
  });

  it('opens a file locked against changes only', async () => {
    const { blocks, title } = await read(pdf([lines(100, 'Open words.')], { Title: 'Words' }, ''));
    expect([title, blocks[0]?.text]).toEqual(['Words', 'Open words.']);
  });

  it('says which pages have no text', async () => {
    const { notes } = await read(pdf([[], lines(100, 'Words.'), []]));
    expect(notes).toEqual([{ code: 'pages-without-text', count: 2, pages: '1, 3' }]);
  });
});

describe('lines of a page', () => {
  const piece = (text: string, x: number, y: number, width = text.length * 5) => ({
    text,
    x,
    y,
    width,
    size: 10,
  });
  const texts = (pieces: ReturnType<typeof piece>[]) =>
    linesOf(pieces, 600).map((line) => line.text);

  it('pieces of one baseline, raised marks too', () => {
    const pieces = [piece('two', 75, 100), piece('one', 50, 100), piece('3', 91, 97, 3)];
    expect(texts(pieces)).toEqual(['one two3']);
  });

  it('two columns below a title: left before right', () => {
    const column = (name: string, x: number) =>
      Array.from({ length: 10 }, (_, at) =>
        piece(`${name}${at} and words to fill a column`, x, 100 + at * 12, 220),
      );
    const title = piece('A title across the whole of the page', 50, 60, 500);
    const read = texts([...column('r', 320), title, ...column('l', 50)]);
    expect(read.map((text) => text.slice(0, 2))).toEqual([
      'A ',
      ...Array.from({ length: 10 }, (_, at) => `l${at}`),
      ...Array.from({ length: 10 }, (_, at) => `r${at}`),
    ]);
  });

  it('a table is no columns', () => {
    const rows = Array.from({ length: 12 }, (_, at) => [
      piece(`Country ${at}`, 50, 100 + at * 12, 60),
      piece('What the country says of rivers, at some length', 320, 100 + at * 12, 220),
    ]);
    expect(texts(rows.flat())[0]).toBe('Country 0 What the country says of rivers, at some length');
  });

  it('right to left', () => {
    const pieces = [piece('الإنترنت', 50, 100, 40), piece('حوكمة', 95, 100, 30)];
    expect(texts(pieces)).toEqual(['حوكمة الإنترنت']);
  });
});
