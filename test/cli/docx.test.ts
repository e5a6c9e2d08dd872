import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { RevisedDocument } from '#convert/docx-revisions/revised-document.ts';
import { docx, p, wordPart } from '../convert/fixtures.ts';
import { rapporteur } from './rapporteur.ts';

const folder = mkdtempSync(join(tmpdir(), 'docx-'));
afterAll(() => rmSync(folder, { recursive: true }));

const by = (name: string) => `w:id="1" w:author="${name}" w:date="2026-03-01T10:00:00Z"`;
const run = (text: string, tag = 't') =>
  `<w:r><w:${tag} xml:space="preserve">${text}</w:${tag}></w:r>`;
const body =
  `<w:p>${run('Barges ')}<w:ins ${by('Reed Council')}>${run('shall')}</w:ins><w:del ${by('Author')}>${run('may', 'delText')}</w:del>${run(' [wait].')}</w:p>` +
  p('One', `<w:rPr><w:del ${by('Reed Council')}/></w:rPr>`) +
  `<w:p><w:commentRangeStart w:id="0"/><w:r><w:t>two</w:t><w:br/><w:t>lines</w:t></w:r><w:commentRangeEnd w:id="0"/></w:p>`;
const comments = wordPart(
  'comments',
  `<w:comment w:id="0" w:author="Ada">${p('Why?')}</w:comment>`,
);
const file = join(folder, 'a.docx');
writeFileSync(file, docx(body, { 'word/comments.xml': comments }));
const text = join(folder, 'a.txt');
writeFileSync(text, 'Barges carry grain.');
const broken = join(folder, 'broken.docx');
writeFileSync(broken, docx('<w:p><w:r>'));

describe('rapporteur docx', () => {
  test('read says who changed what', async () => {
    const { code, out, err } = await rapporteur('docx', 'read', file);
    expect(code).toBe(0);
    expect(out.split('\n')).toEqual([
      'Barges {+shall | Reed Council+}{-may | Author-} [wait].',
      'One{-¶ | Reed Council-}',
      'two lines',
      '# 3 “two lines” Ada: Why?',
      '',
    ]);
    expect(err).toMatch(/“Author”/);
  });

  test('read --json answers the document alone', async () => {
    const { code, out, err } = await rapporteur('docx', 'read', file, '--json');
    const doc = JSON.parse(out) as RevisedDocument;
    expect([code, err]).toEqual([0, '']);
    expect(doc.authors).toEqual(['Reed Council', 'Author']);
    expect(doc.paragraphs[0]?.runs[1]).toEqual({
      text: 'shall',
      ins: { author: 'Reed Council', date: '2026-03-01T10:00:00Z' },
    });
  });

  const settled: readonly (readonly [string, readonly string[]])[] = [
    ['accept', ['Barges shall [wait].', 'Onetwo\nlines']],
    ['reject', ['Barges may [wait].', 'One', 'two\nlines']],
  ];
  test.each(settled)('%s prints the paragraphs', async (verb, paragraphs) => {
    const plain = await rapporteur('docx', verb, file);
    expect(plain).toMatchObject({ code: 0, err: '' });
    expect(plain.out).toBe(paragraphs.map((one) => `${one.replace('\n', ' ')}\n`).join(''));
    const json = await rapporteur('docx', verb, file, '--json');
    expect(JSON.parse(json.out)).toEqual({ paragraphs });
  });

  const rows: readonly (readonly [string, string, RegExp])[] = [
    ['no such file', join(folder, 'none.docx'), /none\.docx cannot be read/],
    ['a folder', folder, /cannot be read/],
    ['another kind of file', text, /not a Word file/],
    ['broken XML', broken, /damaged/],
  ];
  test.each(rows)('%s is said, with exit code 1', async (_, path, words) => {
    for (const verb of ['read', 'accept', 'reject']) {
      const { code, out, err } = await rapporteur('docx', verb, path, '--json');
      expect([code, out]).toEqual([1, '']);
      expect(err).toMatch(words);
    }
  });

  test('without a file it is a usage error', async () => {
    expect((await rapporteur('docx', 'read')).code).toBe(2);
  });
});
