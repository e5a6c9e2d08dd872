import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import type { Block } from '#core/passages/block.ts';
import { unwrapLines } from '#core/passages/unwrap.ts';
import type { Reason, Result } from '#core/result.ts';
import { done, refused } from '#core/result.ts';
import { cleanText, oneLine } from './clean.ts';
import type { Attachment, Draft } from './converted.ts';
import { isoDay } from './day.ts';
import { readMarkup } from './html.ts';

/**
 * A mail (RFC 5322): the text part, or the HTML part where there is none. Replies quoted with `>`
 * are quotes; the signature stays, since it often says for whom somebody writes. Attachments are
 * handed over, not read: the importer decides.
 */
export async function readEml(bytes: Uint8Array): Promise<Result<Draft>> {
  const mail = await parse(bytes);
  if (!mail) return refused('damaged-mail');
  const attachments = mail.attachments.flatMap(attachmentOf);
  const notes: Reason[] = [];
  if (attachments.length > 0) {
    const names = attachments.map((each) => each.name).join(', ');
    notes.push({ code: 'attachments-apart', count: attachments.length, names });
  }
  const sender = mail.from?.name || mail.from?.address;
  return done({
    title: mail.subject,
    authors: sender ? [sender] : undefined,
    date: isoDay(header(mail, 'date')),
    metadata: headers(mail),
    blocks: bodyOf(mail),
    notes,
    attachments,
  });
}

async function parse(bytes: Uint8Array): Promise<Email | undefined> {
  try {
    return await PostalMime.parse(bytes, { attachmentEncoding: 'arraybuffer' });
  } catch {
    return undefined; // the parser's only way to refuse nesting or headers beyond its limits
  }
}

const shownHeaders = ['From', 'To', 'Cc', 'Date', 'Subject', 'Message-ID', 'In-Reply-To'];

function headers(mail: Email): Record<string, string> {
  const pairs = shownHeaders.map((name) => [name, header(mail, name) ?? ''] as const);
  return Object.fromEntries(pairs.filter(([, value]) => value !== ''));
}

function header(mail: Email, name: string): string | undefined {
  return mail.headers.find((each) => each.key === name.toLowerCase())?.value;
}

function bodyOf(mail: Email): readonly Block[] {
  const text = cleanText(mail.text ?? '');
  return text.trim() === '' ? readMarkup(mail.html ?? '').blocks : quotedParts(text);
}

function quotedParts(text: string): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let quoted = false;
  const flush = () => {
    const part = unwrapLines(lines);
    blocks.push(...(quoted ? part.map(({ text }): Block => ({ kind: 'quote', text })) : part));
    lines = [];
  };
  for (const line of text.split('\n')) {
    const isQuote = /^\s{0,2}(>|\|\s)/.test(line);
    if (isQuote !== quoted || line === '-- ') flush();
    quoted = isQuote;
    if (line !== '-- ') lines.push(isQuote ? line.replace(/^\s*([>|]\s?)+/, '') : line);
  }
  flush();
  return blocks;
}

function attachmentOf(part: Email['attachments'][number], index: number): Attachment[] {
  // Pictures inside the text are no papers.
  if (part.related && part.mimeType.startsWith('image/')) return [];
  const { content } = part;
  const bytes =
    typeof content === 'string' ? new TextEncoder().encode(content) : new Uint8Array(content);
  const name = oneLine(part.filename ?? '').replace(/[\\/]/g, '_');
  return [{ name: name || `attachment-${index + 1}`, bytes }];
}
