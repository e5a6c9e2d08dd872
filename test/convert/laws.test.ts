import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { convertHere } from '#convert/convert-here.ts';
import { formats } from '#convert/formats.ts';
import { bytesOf, docx, latin1, odt, p, pdf, utf16, wordPart } from './fixtures.ts';

const names = formats.flatMap((each) => each.extensions).map((extension) => `a${extension}`);

const forbidden = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/;

/** Every law of a result, for one file. */
async function check(name: string, bytes: Uint8Array): Promise<void> {
  const result = await convertHere({ name, bytes });
  if (!result.ok) {
    expect(result.reason.code).toMatch(/^[a-z][a-z-]+$/);
    return;
  }
  const { blocks, metadata, title, authors = [], notes, date } = result.value;
  expect(blocks.length).toBeGreaterThan(0);
  for (const block of blocks) expect(block.text).toBe(block.text.trim());
  for (const block of blocks) expect(block.text).not.toBe('');
  const words = JSON.stringify([blocks, metadata, title, authors, notes]);
  const all = [...blocks.flatMap((each) => [each.text, each.speaker ?? '']), title ?? ''];
  all.push(...authors, ...Object.entries(metadata).flat());
  for (const text of all) {
    expect(forbidden.test(text)).toBe(false);
    expect(text.isWellFormed()).toBe(true);
  }
  expect(words).not.toContain('\\u0000');
  if (date !== undefined) expect(date).toMatch(/^\d{4}-\d\d-\d\d$/);
}

const whole: readonly (readonly [string, Uint8Array])[] = [
  [
    'a.txt',
    bytesOf('A title\nRegion: Erewhon\nSector: Academia\n\nAbstract\nShort.\nDocument\nLong.'),
  ],
  ['a.txt', utf16('Señor ﷺ 😀 text', 'le', true)],
  ['a.md', bytesOf('---\ntitle: T\n---\n# H\n\n- a **b**\n\n| a | b |\n|--|--|\n\n> q\n')],
  [
    'a.html',
    bytesOf('<html><title>T</title><table><tr><td>a<td>b</table><script>x()</script><p>w'),
  ],
  ['a.docx', docx(p('One') + p('Two'), { 'word/styles.xml': wordPart('styles', '') })],
  ['a.odt', odt('<text:h text:outline-level="2">One</text:h><text:p>Two</text:p>')],
  ['a.pdf', pdf([[{ text: 'One line of words', y: 90 }]], { Title: 'Of words' })],
  ['a.rtf', latin1("{\\rtf1\\ansi{\\info{\\title T}}One \\'e9 \\u8364?{\\b two}\\par three}")],
  [
    'a.eml',
    bytesOf(
      'From: A <a@erewhon.example>\r\nMIME-Version: 1.0\r\nSubject: S\r\n\r\nHello\r\n> you\r\n',
    ),
  ],
  ['a.vtt', bytesOf('WEBVTT\n\n00:01.000 --> 00:02.000\n<v Chair>Hello\n')],
  ['a.srt', bytesOf('1\n00:00:01,000 --> 00:00:02,000\nCHAIR: Hello\n')],
];

describe('for any bytes and any name', () => {
  it('random bytes', async () => {
    const bytes = fc.uint8Array({ maxLength: 400 });
    await fc.assert(fc.asyncProperty(fc.constantFrom(...names), bytes, check), { numRuns: 300 });
  });

  it('random text, with control characters and half pairs', async () => {
    const text = fc.string({ unit: 'binary', maxLength: 300 }).map(bytesOf);
    await fc.assert(fc.asyncProperty(fc.constantFrom(...names), text, check), { numRuns: 300 });
  });

  it('text of marks that formats know', async () => {
    const marks =
      '# - > | ` * _ [ ] ( ) < > / \\ { } : --> & ; \n \r \t = 1. a b \u0000 \u0085 \ud800';
    const text = fc.array(fc.constantFrom(...marks.split(' ')), { maxLength: 120 });
    const bytes = text.map((parts) => bytesOf(parts.join('')));
    await fc.assert(fc.asyncProperty(fc.constantFrom(...names), bytes, check), { numRuns: 400 });
  });

  it.each(whole)('%s whole', check);

  it('whole files with flipped bytes', async () => {
    const flips = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...whole), flips, async ([name, bytes], changes) => {
        const changed = bytes.slice();
        for (const [at, value] of changes) changed[at % changed.length] = value;
        await check(name, changed);
      }),
      { numRuns: 400 },
    );
  });

  it('whole files cut off', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...whole), fc.nat(), async ([name, bytes], cut) => {
        await check(name, bytes.slice(0, cut % bytes.length));
      }),
      { numRuns: 300 },
    );
  });

  it('Word files with any markup inside', async () => {
    const tags = ['w:p', 'w:r', 'w:t', 'w:del', 'w:ins', 'w:tbl', 'w:tr', 'w:tc', 'w:pPr', 'w:rPr'];
    const tree = fc.letrec<{ node: string }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 6 },
        fc.constantFrom('words', '<w:tab/>', '<w:cellDel/>', '<w:del/>', '<w:b/>'),
        fc
          .tuple(fc.constantFrom(...tags), fc.array(tie('node'), { maxLength: 4 }))
          .map(([tag, inner]) => `<${tag}>${inner.join('')}</${tag}>`),
      ),
    }));
    await fc.assert(fc.asyncProperty(tree.node, (body) => check('a.docx', docx(body))));
  });
});
