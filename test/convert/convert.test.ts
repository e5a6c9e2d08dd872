import { zipSync } from 'fflate';
import { afterAll, describe, expect, it } from 'vitest';
import { createConverter, maximumBytes } from '#convert/convert.ts';
import { readRevisions } from '#convert/docx-revisions/read-revisions.ts';
import { bomb, bytesOf, docx, latin1, odt, p, pdf, utf16, zip } from './fixtures.ts';

const converter = createConverter();
afterAll(() => converter.close());

const pages = [[{ text: 'The delegation of Erewhon speaks.', y: 100 }]];
const noise = Uint8Array.from({ length: 4000 }, (_, at) => (at * 7919 + (at >> 3)) & 255);
const cfb = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0, 0, 0);
const png = latin1('\x89PNG\r\n\x1a\n\0\0\0\rIHDR');
const exe = latin1('MZ\x90\0\x03\0\0\0');
const entities =
  '<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><w:document xmlns:w="x">&b;</w:document>';

/** A zip whose entries say that they are encrypted. */
function locked(): Uint8Array {
  const bytes = docx(p('secret'));
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 10 < bytes.length; at++) {
    if (view.getUint32(at, true) === 0x02014b50) bytes[at + 8] = (bytes[at + 8] ?? 0) | 1;
  }
  return bytes;
}

/** A Word file in which one letter is another than was packed. */
function altered(): Uint8Array {
  const parts = { 'word/document.xml': bytesOf('<w:document/>') };
  const bytes = zipSync(parts, { level: 0 });
  bytes[bytes.indexOf(0x3c) + 5] = 0x65;
  return bytes;
}

/** A bomb that declares to be small. */
function lyingBomb(): Uint8Array {
  const bytes = bomb(50_000_000);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 0; at + 46 < bytes.length; at++) {
    if (view.getUint32(at, true) === 0x02014b50) view.setUint32(at + 24, 1000, true);
  }
  return bytes;
}

describe('what is refused, and why', () => {
  const rows: readonly (readonly [string, string, Uint8Array, string])[] = [
    ['an empty file', 'a.txt', new Uint8Array(), 'empty-file'],
    ['a file of white space', 'a.txt', bytesOf(' \n\t\n '), 'no-text'],
    ['a binary named .txt', 'a.txt', noise, 'not-text'],
    ['a binary without a name', '', noise, 'not-text'],
    ['a program', 'paper.docx', exe, 'executable-file'],
    ['a picture', 'paper.pdf', png, 'image-file'],
    ['a zip bomb', 'a.docx', bomb(250_000_000), 'archive-too-large'],
    ['a zip bomb below the total', 'a.docx', bomb(20_000_000), 'archive-too-large'],
    ['a zip bomb that lies', 'a.docx', lyingBomb(), 'damaged-archive'],
    ['a part that is not what was packed', 'a.docx', altered(), 'damaged-archive'],
    ['an encrypted zip', 'a.docx', locked(), 'encrypted-archive'],
    ['an old or encrypted Word file', 'a.docx', cfb, 'encrypted-or-old-word'],
    ['another zip', 'a.zip', zip({ 'readme.txt': 'hello' }), 'archive-file'],
    [
      'a spreadsheet',
      'a.xlsx',
      zip({ '[Content_Types].xml': '', 'xl/workbook.xml': '' }),
      'spreadsheet-file',
    ],
    ['a truncated docx', 'a.docx', docx(p('x')).slice(0, 150), 'damaged-archive'],
    [
      'a docx without its end',
      'a.docx',
      zip({ 'word/document.xml': '<w:document><w:body>' }),
      'damaged-xml',
    ],
    ['entities of its own', 'a.docx', zip({ 'word/document.xml': entities }), 'xml-with-dtd'],
    ['an encrypted pdf', 'a.pdf', pdf(pages, {}, 'secret'), 'encrypted-pdf'],
    ['a scanned pdf', 'a.pdf', pdf([[], []]), 'scanned-pdf'],
    ['a truncated pdf', 'a.pdf', pdf(pages).slice(0, 200), 'damaged-pdf'],
    ['data for machines', 'a.json', bytesOf('{"a": 1}'), 'unknown-format'],
    ['XML of unknown kind', 'a', bytesOf('<?xml version="1.0"?><a>b</a>'), 'unknown-format'],
  ];
  it.each(rows)('%s', async (_, name, bytes, code) => {
    const result = await converter.convert({ name, bytes });
    expect(result).toMatchObject({ ok: false, reason: { code } });
  });

  it('a file over the limit, before anything is read', async () => {
    const bytes = { length: maximumBytes + 1 } as Uint8Array;
    const result = await converter.convert({ name: 'a.txt', bytes });
    expect(result).toEqual({
      ok: false,
      reason: { code: 'too-large', limit: maximumBytes, megabytes: 100 },
    });
  });
});

describe('what is read as what it is', () => {
  const text = 'The delegation of Erewhon speaks.';
  const rows: readonly (readonly [string, Uint8Array, string, boolean])[] = [
    ['a.pdf', docx(p(text)), 'docx', true],
    ['a.docx', pdf(pages), 'pdf', true],
    ['a.txt', odt(`<text:p>${text}</text:p>`), 'odt', true],
    ['a.pdf', bytesOf(text), 'txt', true],
    ['a.txt', bytesOf(`<!doctype html><p>${text}</p>`), 'html', true],
    ['a.doc', latin1(`{\\rtf1 ${text}}`), 'rtf', true],
    ['a.docx', docx(p(text)), 'docx', false],
    ['A.PDF', pdf(pages), 'pdf', false],
    ['a', bytesOf(text), 'txt', false],
    ['a.v1', utf16(text, 'le', true), 'txt', false],
    ['a.txt', utf16(text, 'be', false), 'txt', false],
  ];
  it.each(rows)('%s', async (name, bytes, kind, renamed) => {
    const result = await converter.convert({ name, bytes });
    expect(result).toMatchObject({ ok: true, value: { converter: kind, blocks: [{ text }] } });
    const codes = result.ok ? result.value.notes.map((note) => note.code) : [];
    expect(codes.includes('renamed-file')).toBe(renamed);
  });
});

describe('what is large or deep', () => {
  it('a line of three million characters', async () => {
    const line = 'consensus '.repeat(300_000).trim();
    const result = await converter.convert({ name: 'a.txt', bytes: bytesOf(line) });
    expect(result).toMatchObject({ ok: true, value: { blocks: [{ text: line }] } });
  });

  const depth = 100_000;
  const rows: readonly (readonly [string, string, Uint8Array])[] = [
    ['html', 'a.html', bytesOf(`<html>${'<div>'.repeat(depth)}deep`)],
    ['lists in html (a quarter)', 'a.html', bytesOf(`<html>${'<ul><li>'.repeat(depth / 4)}deep`)],
    [
      'tables in html (a fifth)',
      'a.html',
      bytesOf(`<html>${'<table><tr><td>'.repeat(depth / 5)}deep`),
    ],
    ['docx', 'a.docx', docx(`${'<w:sdt>'.repeat(depth)}${p('deep')}${'</w:sdt>'.repeat(depth)}`)],
    [
      'odt',
      'a.odt',
      odt(
        `${'<text:section>'.repeat(depth)}<text:p>deep</text:p>${'</text:section>'.repeat(depth)}`,
      ),
    ],
    ['rtf', 'a.rtf', latin1(`{\\rtf1 ${'{'.repeat(depth)}deep${'}'.repeat(depth)}}`)],
    ['quotes in Markdown', 'a.md', bytesOf(`${'> '.repeat(depth)}deep`)],
  ];
  it.each(rows)('100,000 levels of %s', async (_, name, bytes) => {
    const result = await converter.convert({ name, bytes });
    const blocks = result.ok ? result.value.blocks : result.reason;
    expect(blocks).toMatchObject([{ text: 'deep' }]);
  });
});

describe('the limits of a conversion', () => {
  const script = (source: string) => new URL(`data:text/javascript,${encodeURIComponent(source)}`);
  const wait = "import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => {";
  const file = { name: 'a.docx', bytes: docx(p('x')) };

  it('ends what takes too long, and goes on with the next', async () => {
    const answer = "parentPort.postMessage({ ok: true, value: 'read' })";
    const workerUrl = script(
      `${wait} }); parentPort.on('message', ({ name }) => { while (name === 'slow'); ${answer}; });`,
    );
    const one = createConverter({ workerUrl, timeLimit: 1000, workers: 1 });
    const both = await Promise.all([one.convert({ ...file, name: 'slow' }), one.convert(file)]);
    await one.close();
    const reason = { code: 'conversion-too-slow', seconds: 1 };
    expect(both).toEqual([
      { ok: false, reason },
      { ok: true, value: 'read' },
    ]);
  });

  it('ends what takes too much memory', async () => {
    const workerUrl = script(
      `${wait} const all = []; for (;;) all.push(new Array(1e5).fill(0)); });`,
    );
    const greedy = createConverter({ workerUrl, memoryLimit: 32 });
    const result = await greedy.convert(file);
    await greedy.close();
    expect(result).toEqual({
      ok: false,
      reason: { code: 'conversion-out-of-memory', megabytes: 32 },
    });
  });

  it('answers when a thread dies', async () => {
    const dying = createConverter({ workerUrl: script(`${wait} process.exit(1); });`) });
    const result = await dying.convert(file);
    await dying.close();
    expect(result).toEqual({ ok: false, reason: { code: 'conversion-failed' } });
  });

  it('holds for tracked changes too, read as they are on the calling thread', async () => {
    const here = readRevisions(file.bytes);
    expect(here.ok).toBe(true);
    expect(await converter.readRevisions(file)).toEqual(here);
    const broken = { name: 'a.docx', bytes: docx('<w:p>') };
    expect(await converter.readRevisions(broken)).toEqual(readRevisions(broken.bytes));
    const large = { name: 'a.docx', bytes: new Uint8Array(maximumBytes + 1) };
    expect(await converter.readRevisions(large)).toMatchObject({ reason: { code: 'too-large' } });
  });

  it('leaves the caller its bytes', async () => {
    const { bytes } = file;
    const before = bytes.slice();
    await converter.convert(file);
    expect(bytes).toEqual(before);
  });
});
