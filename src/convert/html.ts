import { Parser } from 'htmlparser2';
import type { Block } from '#core/passages/block.ts';
import { oneLine } from './clean.ts';
import type { Draft } from './converted.ts';
import { isoDay } from './day.ts';
import { decode } from './encoding.ts';
import { TableRows } from './table-rows.ts';

/**
 * Web pages as text. Only words come out, so nothing in a page can run; what is not read by a
 * reader of the page (scripts, styles, navigation, forms' controls) is left out.
 */
export function readHtml(bytes: Uint8Array): Draft {
  const { text, encoding, guessed } = decodeHtml(bytes);
  const notes = guessed ? [{ code: 'encoding-guessed', encoding }] : [];
  return { encoding, ...readMarkup(text), notes };
}

/** The same for markup that is text already, as in mail. */
export function readMarkup(text: string): Draft {
  const reader = new HtmlReader();
  const parser = new Parser({
    onopentag: (name, attributes) => reader.open(name, attributes),
    ontext: (words) => reader.text(words),
    onclosetag: (name) => reader.close(name),
  });
  for (let at = 0; at < text.length; at += chunk) parser.write(text.slice(at, at + chunk));
  parser.end();
  return reader.draft();
}

const chunk = 1 << 18;

/** A page states its encoding itself; that counts only where the bytes do not settle it. */
function decodeHtml(bytes: Uint8Array) {
  const decoded = decode(bytes);
  if (/^utf-/.test(decoded.encoding)) return decoded;
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 2048));
  const label = /<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w-]{2,20})/i.exec(head)?.[1];
  if (label === undefined) return decoded;
  try {
    const decoder = new TextDecoder(label);
    return { text: decoder.decode(bytes), encoding: decoder.encoding, guessed: false };
  } catch {
    return decoded; // a label that names no encoding
  }
}

const dropped = new Set(
  (
    'script style nav noscript template svg math iframe object embed audio video canvas select ' +
    'button textarea datalist dialog map area'
  ).split(' '),
);
const parting = new Set(
  (
    'p div section article main header footer aside address ul ol dl dt dd li table tr td th ' +
    'caption figure figcaption blockquote pre hr form fieldset h1 h2 h3 h4 h5 h6 body html ' +
    'details summary center tbody thead tfoot legend option title head'
  ).split(' '),
);
const headings = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);

class HtmlReader {
  readonly #rows = new TableRows();
  readonly #metadata: Record<string, string> = {};
  #words = '';
  #title = '';
  #inTitle = false;
  #dropDepth = 0;
  #dropName = '';
  #heading: number | undefined;
  #quotes = 0;
  #items = 0;
  #pre = 0;
  /** One for each open list: the number of its next item, or undefined for bullets. */
  readonly #lists: (number | undefined)[] = [];
  #label = '';

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (this.#dropDepth > 0) {
      if (name === this.#dropName) this.#dropDepth++;
      return;
    }
    if (dropped.has(name)) {
      this.#dropDepth = 1;
      this.#dropName = name;
      return;
    }
    if (parting.has(name)) this.#flush();
    if (headings.has(name)) this.#heading = Number(name[1]);
    switch (name) {
      case 'br':
        this.#words += '\n';
        break;
      case 'title':
        this.#inTitle = true;
        break;
      case 'meta':
        this.#meta(attributes);
        break;
      case 'html':
        if (attributes['lang']) this.#metadata['language'] = attributes['lang'];
        break;
      case 'blockquote':
        this.#quotes++;
        break;
      case 'pre':
        this.#pre++;
        break;
      case 'ul':
        this.#lists.push(undefined);
        break;
      case 'ol':
        this.#lists.push(Number.parseInt(attributes['start'] ?? '1', 10) || 1);
        break;
      case 'li':
        this.#items++;
        this.#label = this.#nextLabel();
        break;
      case 'tr':
        this.#rows.openRow();
        break;
      case 'td':
      case 'th':
        this.#rows.openCell();
    }
  }

  close(name: string): void {
    if (this.#dropDepth > 0) {
      if (name === this.#dropName) this.#dropDepth--;
      return;
    }
    if (name === 'title') this.#inTitle = false;
    if (parting.has(name)) this.#flush();
    if (headings.has(name)) this.#heading = undefined;
    if (name === 'blockquote') this.#quotes = Math.max(0, this.#quotes - 1);
    if (name === 'pre') this.#pre = Math.max(0, this.#pre - 1);
    if (name === 'ul' || name === 'ol') this.#lists.pop();
    if (name === 'li') this.#items = Math.max(0, this.#items - 1);
    if (name === 'tr') this.#rows.closeRow();
  }

  text(words: string): void {
    if (this.#dropDepth > 0) return;
    if (this.#inTitle) this.#title += words;
    else this.#words += this.#pre > 0 ? words : words.replace(/\s+/g, ' ');
  }

  draft(): Draft {
    this.#flush();
    const { author, date } = this.#metadata;
    return {
      title: oneLine(this.#title) || undefined,
      authors: author ? [author] : undefined,
      date: isoDay(date),
      metadata: this.#metadata,
      blocks: this.#rows.blocks,
    };
  }

  #flush(): void {
    const text = this.#words.trim();
    this.#words = '';
    if (text === '' || this.#inTitle) return;
    this.#rows.put(this.#block(text));
    this.#label = '';
  }

  #block(text: string): Block {
    if (this.#heading !== undefined) return { kind: 'heading', level: this.#heading, text };
    if (this.#items > 0) {
      const level = Math.max(1, this.#lists.length);
      return { kind: 'list-item', level, text: this.#label ? `${this.#label} ${text}` : text };
    }
    return { kind: this.#quotes > 0 ? 'quote' : 'paragraph', text };
  }

  #nextLabel(): string {
    const number = this.#lists.at(-1);
    if (number === undefined) return '';
    this.#lists[this.#lists.length - 1] = number + 1;
    return `${number}.`;
  }

  #meta(attributes: Readonly<Record<string, string>>): void {
    const name = (attributes['name'] ?? attributes['property'] ?? '').toLowerCase();
    const field = metaNames[name];
    const content = attributes['content'] ?? '';
    if (field && content) this.#metadata[field] ??= content;
  }
}

const metaNames: Readonly<Record<string, string>> = {
  author: 'author',
  'dc.creator': 'author',
  'article:author': 'author',
  date: 'date',
  'dc.date': 'date',
  'dcterms.date': 'date',
  'article:published_time': 'date',
  description: 'description',
  'og:description': 'description',
  keywords: 'keywords',
};
