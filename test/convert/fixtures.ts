import { createHash } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';

/** Files made in code, so that every byte of a test is legible. All words are invented. */

const word = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function zip(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const entries = Object.entries(parts).map(([name, part]) => [
    name,
    typeof part === 'string' ? strToU8(part) : part,
  ]);
  return zipSync(Object.fromEntries(entries) as Record<string, Uint8Array>);
}

/** A Word file with the given body markup and further parts. */
export function docx(body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array {
  return zip({
    '[Content_Types].xml': '<Types/>',
    'word/document.xml': `<?xml version="1.0"?><w:document xmlns:w="${word}"><w:body>${body}</w:body></w:document>`,
    ...parts,
  });
}

/** A further part of a Word file: `wordPart('styles', …)`. */
export function wordPart(root: string, content: string): string {
  return `<w:${root} xmlns:w="${word}">${content}</w:${root}>`;
}

/** A paragraph of one run; `properties` is markup for its properties. */
export function p(text: string, properties = ''): string {
  return `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`;
}

export function coreProperties(title: string, creator: string, modified: string): string {
  return (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"' +
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">' +
    `<dc:title>${title}</dc:title><dc:creator>${creator}</dc:creator>` +
    `<dcterms:modified>${modified}</dcterms:modified></cp:coreProperties>`
  );
}

const openDocument = [
  ['office', 'office'],
  ['text', 'text'],
  ['table', 'table'],
  ['meta', 'meta'],
]
  .map(([prefix, name]) => `xmlns:${prefix}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .concat('xmlns:dc="http://purl.org/dc/elements/1.1/"')
  .join(' ');

export function odt(body: string, meta = ''): Uint8Array {
  return zip({
    mimetype: 'application/vnd.oasis.opendocument.text',
    'content.xml': `<office:document-content ${openDocument}><office:body><office:text>${body}</office:text></office:body></office:document-content>`,
    'meta.xml': `<office:document-meta ${openDocument}><office:meta>${meta}</office:meta></office:document-meta>`,
  });
}

export interface PdfLine {
  readonly text: string;
  readonly x?: number;
  readonly y: number;
  readonly size?: number;
}

/** A PDF of A4 pages in Helvetica; a page without lines has only a picture's rectangle. */
export function pdf(
  pages: readonly (readonly PdfLine[])[],
  info: Readonly<Record<string, string>> = {},
  password?: string,
): Uint8Array {
  const key = password === undefined ? undefined : new PdfKey(password);
  const objects: string[] = [];
  const kids = pages.map((_, at) => `${4 + at * 2} 0 R`).join(' ');
  const literal = (text: string, number: number) =>
    key ? `<${hex(key.encrypt(text, number))}>` : `(${text.replace(/[()\\]/g, '\\$&')})`;
  const facts = Object.entries(info).map(([name, text]) => `/${name} ${literal(text, 3)}`);
  objects.push('<< /Type /Catalog /Pages 2 0 R >>');
  objects.push(`<< /Type /Pages /Kids [${kids}] /Count ${pages.length} >>`);
  objects.push(`<< ${facts.join(' ')} >>`);
  for (const [at, lines] of pages.entries()) {
    const number = 4 + at * 2;
    const font =
      '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>';
    const resources = `<< /Font << /F1 ${font} >> >>`;
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources ${resources} /Contents ${number + 1} 0 R >>`,
    );
    const draw = lines.map(
      ({ text, x = 72, y, size = 11 }) =>
        `BT /F1 ${size} Tf 1 0 0 1 ${x} ${842 - y} Tm (${text.replace(/[()\\]/g, '\\$&')}) Tj ET`,
    );
    const plain = lines.length === 0 ? '10 10 200 300 re f' : draw.join('\n');
    const content = key ? key.encrypt(plain, number + 1) : latin1(plain);
    objects.push(`<< /Length ${content.length} >>\nstream\n${fromLatin1(content)}\nendstream`);
  }
  if (key) objects.push(key.dictionary());
  let file = '%PDF-1.4\n';
  const offsets: number[] = [];
  for (const [at, object] of objects.entries()) {
    offsets.push(file.length);
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
  }
  const start = file.length;
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n`;
  for (const offset of offsets) file += `${String(offset).padStart(10, '0')} 00000 n \n`;
  const encrypt = key ? ` /Encrypt ${objects.length} 0 R /ID [<${key.id}> <${key.id}>]` : '';
  file += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R /Info 3 0 R${encrypt} >>\n`;
  return latin1(`${file}startxref\n${start}\n%%EOF\n`);
}

/** The standard security handler, revision 2: RC4 with 40 bits (PDF 1.4, 3.5). */
class PdfKey {
  readonly id = '00112233445566778899aabbccddeeff';
  readonly #owner: Uint8Array;
  readonly #key: Uint8Array;

  constructor(password: string) {
    const padded = pad(password);
    this.#owner = rc4(md5(padded).subarray(0, 5), padded);
    const permissions = Uint8Array.of(0xfc, 0xff, 0xff, 0xff);
    const id = Buffer.from(this.id, 'hex');
    this.#key = md5(Buffer.concat([padded, this.#owner, permissions, id])).subarray(0, 5);
  }

  encrypt(text: string, object: number): Uint8Array {
    const number = Uint8Array.of(object & 255, (object >> 8) & 255, 0, 0, 0);
    return rc4(md5(Buffer.concat([this.#key, number])).subarray(0, 10), latin1(text));
  }

  dictionary(): string {
    const user = rc4(this.#key, pad(''));
    return `<< /Filter /Standard /V 1 /R 2 /P -4 /O <${hex(this.#owner)}> /U <${hex(user)}> >>`;
  }
}

function pad(password: string): Uint8Array {
  const filler = '28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a';
  return Buffer.concat([latin1(password), Buffer.from(filler, 'hex')]).subarray(0, 32);
}

function md5(bytes: Uint8Array): Uint8Array {
  return createHash('md5').update(bytes).digest();
}

function rc4(key: Uint8Array, bytes: Uint8Array): Uint8Array {
  const box = Uint8Array.from({ length: 256 }, (_, at) => at);
  const swap = (a: number, b: number) => {
    const kept = box[a] ?? 0;
    box[a] = box[b] ?? 0;
    box[b] = kept;
  };
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + (box[i] ?? 0) + (key[i % key.length] ?? 0)) & 255;
    swap(i, j);
  }
  let i = 0;
  let j = 0;
  return bytes.map((byte) => {
    i = (i + 1) & 255;
    j = (j + (box[i] ?? 0)) & 255;
    swap(i, j);
    return byte ^ (box[((box[i] ?? 0) + (box[j] ?? 0)) & 255] ?? 0);
  });
}

export function latin1(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

function fromLatin1(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('latin1');
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}

export function utf16(text: string, order: 'le' | 'be', mark: boolean): Uint8Array {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');
  return new Uint8Array(order === 'be' ? bytes.swap16() : bytes);
}

/** A zip whose one part inflates to `size` zero bytes, with the parts that make it a Word file. */
export function bomb(size: number): Uint8Array {
  return zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': new Uint8Array(size) });
}
