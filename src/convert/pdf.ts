import { getDocumentProxy } from 'unpdf';
import { withoutFurniture } from '#core/passages/furniture.ts';
import type { Reason, Result } from '#core/result.ts';
import { done, refused } from '#core/result.ts';
import type { Draft } from './converted.ts';
import { isoDay } from './day.ts';
import { usefulTitle } from './docx.ts';
import { blocksOf } from './pdf-blocks.ts';
import type { Line, Piece } from './pdf-lines.ts';
import { isRightToLeft, linesOf } from './pdf-lines.ts';

/**
 * PDF by its text layer. Positions give lines, lines paragraphs; what is printed on every page
 * (running heads, page numbers) is left out. Reasons: `encrypted-pdf`, `scanned-pdf`,
 * `damaged-pdf`.
 */
export async function readPdf(bytes: Uint8Array): Promise<Result<Draft>> {
  const opened = await open(bytes);
  if (!opened.ok) return opened;
  const document = opened.value;
  try {
    return await readDocument(document);
  } finally {
    await document.loadingTask.destroy();
  }
}

type Pdf = Awaited<ReturnType<typeof getDocumentProxy>>;
type Page = Awaited<ReturnType<Pdf['getPage']>>;

async function open(bytes: Uint8Array): Promise<Result<Pdf>> {
  try {
    // The reader takes the buffer over, so it gets its own.
    return done(await getDocumentProxy(bytes.slice(), { verbosity: 0 }));
  } catch (error) {
    const password = error instanceof Error && error.name === 'PasswordException';
    return refused(password ? 'encrypted-pdf' : 'damaged-pdf');
  }
}

async function readDocument(document: Pdf): Promise<Result<Draft>> {
  const pages: Line[][] = [];
  let broken = 0;
  for (let number = 1; number <= document.numPages; number++) {
    const lines = await readPage(document, number);
    if (!lines) broken++;
    pages.push(lines ?? []);
  }
  if (broken === pages.length) return refused('damaged-pdf');
  const empty = pages.flatMap((lines, at) => (lines.length === 0 ? [at + 1] : []));
  if (empty.length === pages.length) return refused('scanned-pdf', { pages: pages.length });
  const notes: Reason[] = [];
  if (empty.length > 0) {
    const numbers = empty.slice(0, 30).join(', ');
    notes.push({ code: 'pages-without-text', count: empty.length, pages: numbers });
  }
  if (pages.some((lines) => lines.some((line) => isRightToLeft(line.text)))) {
    notes.push({ code: 'pdf-right-to-left-order' });
  }
  return done({
    ...(await properties(document)),
    blocks: blocksOf(keptLines(pages)),
    notes,
  });
}

/** Undefined for a page that cannot be read; the others still can. */
async function readPage(document: Pdf, number: number): Promise<Line[] | undefined> {
  let page: Page | undefined;
  try {
    page = await document.getPage(number);
    const { width, transform } = page.getViewport({ scale: 1 });
    const { items } = await page.getTextContent();
    const pieces = items.flatMap((item) => ('str' in item ? pieceOf(item, transform) : []));
    return linesOf(pieces, width);
  } catch {
    return undefined; // damaged pages throw whatever their damage leads to
  } finally {
    page?.cleanup();
  }
}

interface Item {
  readonly str: string;
  readonly transform: readonly number[];
  readonly width: number;
}

/** Text that does not run along the line, such as a mark across the page, is left out. */
function pieceOf(item: Item, view: readonly number[]): Piece[] {
  if (item.str.trim() === '') return [];
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = item.transform;
  const [va = 1, vb = 0, vc = 0, vd = 1, ve = 0, vf = 0] = view;
  const along = a * va + b * vc;
  const across = a * vb + b * vd;
  if (Math.abs(across) > 0.2 * Math.abs(along)) return [];
  const x = e * va + f * vc + ve;
  const y = e * vb + f * vd + vf;
  const size = Math.hypot(c, d) || Math.hypot(a, b);
  if (![x, y, size, item.width].every(Number.isFinite) || size <= 0) return [];
  // Presentation forms and ligatures are shapes, not letters.
  const text = item.str.replace(/[\ufb00-\ufdff\ufe70-\ufefc]+/g, (shapes) =>
    shapes.normalize('NFKC'),
  );
  return [{ text, x, y, width: Math.abs(item.width), size }];
}

/** Core tells furniture by the words of lines; what it keeps comes back in order. */
function keptLines(pages: readonly (readonly Line[])[]): Line[][] {
  const kept = withoutFurniture(pages.map((lines) => lines.map((line) => line.text)));
  let next = 0;
  return pages.map((lines) =>
    lines.filter((line) => {
      const keep = line.text === kept[next];
      if (keep) next++;
      return keep;
    }),
  );
}

async function properties(document: Pdf): Promise<Omit<Draft, 'blocks'>> {
  const metadata: Record<string, string> = {};
  try {
    const { info } = await document.getMetadata();
    for (const name of ['Title', 'Author', 'Subject', 'Keywords', 'CreationDate', 'ModDate']) {
      const value: unknown = (info as Readonly<Record<string, unknown>>)[name];
      if (typeof value === 'string' && value.trim()) metadata[name] = value;
    }
  } catch {
    return { metadata }; // the text does not need them
  }
  return {
    title: usefulTitle(metadata['Title']),
    authors: metadata['Author']?.split(/\s*;\s*/),
    date: isoDay(metadata['ModDate'] ?? metadata['CreationDate']),
    metadata,
  };
}
