import { describe, expect, it } from 'vitest';
import { convertHere } from '#convert/convert-here.ts';
import { isoDay } from '#convert/day.ts';
import { bytesOf, latin1 } from './fixtures.ts';

async function read(name: string, text: string | Uint8Array) {
  const bytes = typeof text === 'string' ? bytesOf(text) : text;
  const result = await convertHere({ name, bytes });
  if (!result.ok) throw new Error(result.reason.code);
  return result.value;
}

/** `heading 2: Words`, one for each block. */
async function outline(name: string, text: string | Uint8Array) {
  const { blocks } = await read(name, text);
  return blocks.map(
    ({ kind, level, text: words }) => `${[kind, level ?? ''].join(' ').trim()}: ${words}`,
  );
}

describe('plain text', () => {
  it('joins wrapped lines into paragraphs', async () => {
    const text = 'The delegation of Erewhon wishes to\r\nspeak.\r\n\r\nIt speaks.\r\n';
    expect(await outline('a.txt', text)).toEqual([
      'paragraph: The delegation of Erewhon wishes to speak.',
      'paragraph: It speaks.',
    ]);
  });

  it('takes the facts of a head', async () => {
    const text =
      'On Rivers\nAuthor: A. Scribe; B. Clerk\nDate: 1 March 2026\nSector: Academia\n\nText.';
    expect(await read('a.txt', text)).toMatchObject({
      title: 'On Rivers',
      authors: ['A. Scribe', 'B. Clerk'],
      date: '2026-03-01',
      metadata: { Sector: 'Academia' },
      blocks: [{ kind: 'paragraph', text: 'Text.' }],
    });
  });
});

describe('Markdown', () => {
  it('blocks by their marks', async () => {
    const text = [
      '# On *Rivers* #',
      'A [link](http://erewhon.example/a_(b)) and `code` and **bold**',
      'on two lines.',
      '',
      'Under',
      '---',
      '- one',
      '  - two',
      '3. three',
      '> said\nso',
      '',
      '| a | b |',
      '|---|:-:|',
      '| 1 | x |',
      '```js',
      'let a_b = "<p>";',
      '```',
      '{:toc}',
      '[^1]: A note.',
      'snake_case_word 2*3*4',
    ].join('\n');
    expect(await outline('a.md', text)).toEqual([
      'heading 1: On Rivers',
      'paragraph: A link and code and bold\non two lines.',
      'heading 2: Under',
      'list-item 1: one',
      'list-item 2: two',
      'list-item 1: 3. three',
      'quote: said\nso',
      'table-row: a | b',
      'table-row: 1 | x',
      'quote: let a_b = "<p>";',
      'note: 1. A note.\nsnake_case_word 2*3*4',
    ]);
  });

  it('front matter', async () => {
    const text = '---\ntitle: "On Rivers"\nauthors:\n  - A\n  - B\ndate: 2026-03-01\n---\nText.';
    expect(await read('a.md', text)).toMatchObject({
      title: 'On Rivers',
      authors: ['A', 'B'],
      date: '2026-03-01',
      metadata: { authors: 'A; B' },
      blocks: [{ text: 'Text.' }],
    });
  });

  it('no tags', async () => {
    const text = 'One <script>alert(1)</script><b onclick="x()">two</b> \\<i> &amp; three';
    expect(await outline('a.md', text)).toEqual(['paragraph: One two <i> & three']);
  });
});

describe('web pages', () => {
  it('blocks by their elements', async () => {
    const text =
      '<!doctype html><html lang="en"><head><title>On &amp; of Rivers</title>' +
      '<meta name=author content="A. Scribe"><meta name=date content=2026-03-01>' +
      '<style>p{}</style></head><body><nav><p>Menu</p></nav><h2>Rivers</h2>loose<p>One<br>two' +
      '<ul><li>bullet<ol start=4><li>four<li>five</ol></ul><blockquote><p>said</p></blockquote>' +
      '<table><tr><th>a<th>b<tr><td>1<td>2</table><noscript>no</noscript><template>t</template>' +
      '<table><tr><td><p>layout</p><p>only</p></table>';
    expect(await outline('a.html', text)).toEqual([
      'heading 2: Rivers',
      'paragraph: loose',
      'paragraph: One\ntwo',
      'list-item 1: bullet',
      'list-item 2: 4. four',
      'list-item 2: 5. five',
      'quote: said',
      'table-row: a | b',
      'table-row: 1 | 2',
      'paragraph: layout',
      'paragraph: only',
    ]);
    expect(await read('a.html', text)).toMatchObject({
      title: 'On & of Rivers',
      authors: ['A. Scribe'],
      date: '2026-03-01',
      metadata: { language: 'en' },
    });
  });

  it('nothing of scripts, however they are written', async () => {
    const text =
      '<html><p>a<script>alert("x</scr"+"ipt>")</script>b<svg><script>x()</script></svg>' +
      '<img src=x onerror=alert(1)><a href="javascript:x()">link</a>' +
      '<p><SCRIPT SRC=//erewhon.example/x.js></SCRIPT>&lt;script&gt;words&lt;/script&gt;';
    expect(await outline('a.html', text)).toEqual([
      'paragraph: ablink',
      'paragraph: <script>words</script>',
    ]);
  });

  it('the encoding it states, where the bytes leave it open', async () => {
    const text = latin1('<html><meta charset="iso-8859-2"><p>\xb3\xf3d\xbc in Erewhon, and so on');
    expect(await read('a.html', text)).toMatchObject({
      encoding: 'iso-8859-2',
      blocks: [{ text: 'łódź in Erewhon, and so on' }],
    });
  });
});

describe('rich text', () => {
  it('words, code pages, Unicode, tables, notes', async () => {
    const text =
      '{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Times;}}{\\*\\generator X;}' +
      '{\\info{\\title On Rivers}{\\author A. Scribe}{\\subject s}}\\pard\\outlinelevel0 Head\\par' +
      "\\pard Na\\'efve \\u8364?100\\endash  {\\b bold}{\\footnote A note.} \\{x\\}\\par" +
      '{\\header Run}{\\deleted gone}{\\v hidden}kept\\par' +
      '\\pard\\intbl a\\cell b\\cell\\row\\pard {\\listtext 1.}\\ls1\\ilvl0 item\\par' +
      '{\\pict\\bin5 }}}}}x}\\pard end}';
    expect(await outline('a.rtf', latin1(text))).toEqual([
      'heading 1: Head',
      'paragraph: Naïve €100– bold {x}',
      'note: A note.',
      'paragraph: kept',
      'table-row: a | b',
      'list-item 1: item',
      'paragraph: end',
    ]);
    expect(await read('a.rtf', latin1(text))).toMatchObject({
      title: 'On Rivers',
      authors: ['A. Scribe'],
      notes: [{ code: 'revisions-accepted', count: 1 }],
    });
  });

  it('letters of two bytes', async () => {
    const text = latin1("{\\rtf1\\ansicpg936 \\'d6\\'d0\\'ce\\'c4}");
    expect(await outline('a.rtf', text)).toEqual(['paragraph: 中文']);
  });
});

describe('mail', () => {
  const head =
    'From: =?utf-8?Q?Zo=C3=AB_Clerk?= <zoe@erewhon.example>\r\nTo: <group@laputa.example>\r\n' +
    'Subject: Re: Rivers\r\nDate: Sun, 01 Mar 2026 23:30:00 -0500\r\nMIME-Version: 1.0\r\n';

  it('text, quotes and signature', async () => {
    const body = 'We agree\r\nwith this.\r\n\r\n> You said\r\n> so.\r\n\r\n-- \r\nZoë, Erewhon\r\n';
    const mail = `${head}Content-Type: text/plain; charset=utf-8\r\n\r\n${body}`;
    expect(await outline('a.eml', mail)).toEqual([
      'paragraph: We agree with this.',
      'quote: You said so.',
      'paragraph: Zoë, Erewhon',
    ]);
    expect(await read('a.eml', mail)).toMatchObject({
      title: 'Re: Rivers',
      authors: ['Zoë Clerk'],
      date: '2026-03-01',
      metadata: { Subject: 'Re: Rivers', Date: 'Sun, 01 Mar 2026 23:30:00 -0500' },
    });
  });

  it('HTML where there is no text, and attachments apart', async () => {
    const parts = [
      'Content-Type: text/html\r\n\r\n<p>Hello <script>x()</script></p>',
      'Content-Type: text/plain; name="a.txt"\r\nContent-Disposition: attachment; filename="../a.txt"\r\n\r\nPaper',
    ];
    const mail = `${head}Content-Type: multipart/mixed; boundary=B\r\n\r\n--B\r\n${parts.join('\r\n--B\r\n')}\r\n--B--\r\n`;
    const value = await read('a.eml', mail);
    expect(value.blocks).toEqual([{ kind: 'paragraph', text: 'Hello' }]);
    expect(value.notes).toEqual([{ code: 'attachments-apart', count: 1, names: '.._a.txt' }]);
    const [attachment] = value.attachments ?? [];
    expect(attachment?.name).toBe('.._a.txt');
    expect(new TextDecoder().decode(attachment?.bytes).trim()).toBe('Paper');
  });
});

describe('captions', () => {
  it('WebVTT: voices, joined by speaker', async () => {
    const text = [
      'WEBVTT - Third meeting',
      '',
      'NOTE made by machine',
      '',
      'STYLE',
      '::cue { color: red }',
      '',
      '1',
      '00:01.500 --> 00:03.000 align:start',
      '<v Ada Chair>The meeting is <i>open</i>.</v>',
      '',
      '00:03.000 --> 00:05.000',
      '<v Ada Chair>Who asks for',
      'the floor?',
      '',
      '00:05.000 --> 00:07.000',
      '<v.loud Erewhon>We do &amp; wait.</v>',
      '',
      '01:00:20.000 --> 01:00:22.000',
      'Still us.',
    ].join('\n');
    const value = await read('a.vtt', text);
    expect(value.title).toBe('Third meeting');
    expect(value.blocks).toEqual([
      {
        kind: 'turn',
        speaker: 'Ada Chair',
        start: 1.5,
        text: 'The meeting is open. Who asks for the floor?',
      },
      { kind: 'turn', speaker: 'Erewhon', start: 5, text: 'We do & wait.' },
      { kind: 'turn', speaker: 'Erewhon', start: 3620, text: 'Still us.' },
    ]);
  });

  it('SubRip: speakers before a colon, counters left out', async () => {
    const text =
      '1\r\n00:00:01,000 --> 00:00:02,000\r\nCHAIR: Order.\r\n\r\n' +
      '2\r\n00:00:02,000 --> 00:00:03,000\r\n2026 begins.\r\n3\r\n00:00:03,000 --> 00:00:04,000\r\n>> EREWHON: Thank you.\r\n';
    expect((await read('a.srt', text)).blocks).toEqual([
      { kind: 'turn', speaker: 'CHAIR', start: 1, text: 'Order. 2026 begins.' },
      { kind: 'turn', speaker: 'EREWHON', start: 3, text: 'Thank you.' },
    ]);
  });

  it('parts a long speech at the end of a sentence', async () => {
    const cues = Array.from({ length: 40 }, (_, at) => {
      const time = `00:${String(at).padStart(2, '0')}.000`;
      return `${time} --> ${time}\n${'word '.repeat(9)}${at % 2 ? 'end.' : 'on'}\n`;
    });
    const { blocks } = await read('a.vtt', `WEBVTT\n\n${cues.join('\n')}`);
    expect(blocks.length).toBeGreaterThan(2);
    for (const { text } of blocks) expect(text.length).toBeLessThan(800);
    for (const { text } of blocks) expect(text).toMatch(/end\.$/);
  });
});

describe('days', () => {
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['2026-03-01T23:59:00-05:00', '2026-03-01'],
    ["D:20260301120000+01'00'", '2026-03-01'],
    ['Sun, 1 Mar 2026 23:30:00 -0500', '2026-03-01'],
    ['March 1st, 2026', '2026-03-01'],
    ['2026-02-30', undefined],
    ['soon', undefined],
  ];
  it.each(rows)('%s', (text, day) => expect(isoDay(text)).toBe(day));
});
