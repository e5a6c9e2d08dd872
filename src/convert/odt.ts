import type { Block } from '#core/passages/block.ts';
import type { Reason, Result } from '#core/result.ts';
import { done, refused } from '#core/result.ts';
import { openArchive } from './archive.ts';
import type { Draft } from './converted.ts';
import { isoDay } from './day.ts';
import { usefulTitle } from './docx.ts';
import { TableRows } from './table-rows.ts';
import type { Attributes, XmlHandler } from './xml.ts';
import { readFields, readXml } from './xml.ts';

/**
 * OpenDocument text (ISO/IEC 26300). The file keeps deleted words in a section of their own,
 * which is left out: so all changes read as accepted. Numbers of lists are not computed.
 */
export function readOdt(bytes: Uint8Array): Result<Draft> {
  const opened = openArchive(bytes);
  if (!opened.ok) return opened;
  const archive = opened.value;
  const manifest = archive.read('META-INF/manifest.xml');
  if (manifest.ok && manifest.value && isEncrypted(manifest.value)) {
    return refused('encrypted-archive');
  }
  const content = archive.read('content.xml');
  if (!content.ok) return content;
  if (!content.value) return refused('damaged-archive');
  const body = new OdtBody();
  const read = readXml(content.value, prefixes, body);
  if (!read.ok) return read;
  const meta = archive.read('meta.xml');
  return done({
    ...properties(meta.ok ? meta.value : undefined),
    blocks: body.blocks,
    notes: body.notes(),
  });
}

const prefixes: Readonly<Record<string, string>> = {
  'urn:oasis:names:tc:opendocument:xmlns:office:1.0': 'office',
  'urn:oasis:names:tc:opendocument:xmlns:text:1.0': 'text',
  'urn:oasis:names:tc:opendocument:xmlns:table:1.0': 'table',
  'urn:oasis:names:tc:opendocument:xmlns:meta:1.0': 'meta',
  'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0': 'manifest',
  'urn:oasis:names:tc:opendocument:xmlns:drawing:1.0': 'draw',
  'urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0': 'svg',
  'http://purl.org/dc/elements/1.1/': 'dc',
};

function isEncrypted(manifest: Uint8Array): boolean {
  return new TextDecoder().decode(manifest).includes('encryption-data');
}

const dropped = new Set([
  ...['text:table-of-content', 'text:alphabetical-index', 'text:illustration-index'],
  ...['text:table-index', 'text:note-citation', 'text:ruby-text', 'office:scripts'],
  ...['office:forms', 'svg:title', 'svg:desc', 'draw:object'],
]);

interface Paragraph {
  readonly heading: number | undefined;
  text: string;
  readonly notes: string[];
}

class OdtBody implements XmlHandler {
  readonly #rows = new TableRows();
  readonly #paragraphs: Paragraph[] = [];
  #dropDepth = 0;
  #lists = 0;
  #inBody = false;
  /** Words of the note being read, which stands inside a paragraph. */
  #note: string[] | undefined;
  #changes = 0;
  #comments = 0;
  readonly #authors = new Set<string>();
  #inChanges = false;
  #creator: string | undefined;

  get blocks(): readonly Block[] {
    return this.#rows.blocks;
  }

  notes(): Reason[] {
    const notes: Reason[] = [];
    if (this.#changes > 0) {
      const authors = [...this.#authors].slice(0, 20).join(', ') || '?';
      notes.push({ code: 'revisions-accepted', count: this.#changes, authors });
    }
    if (this.#comments > 0) notes.push({ code: 'comments-left-out', count: this.#comments });
    return notes;
  }

  open(name: string, attributes: Attributes): void {
    if (this.#dropDepth > 0) {
      this.#dropDepth++;
      return;
    }
    if (this.#inChanges) return this.#openChange(name);
    if (name === 'office:annotation') this.#comments++;
    if (dropped.has(name) || name === 'office:annotation') {
      this.#dropDepth = 1;
      return;
    }
    switch (name) {
      case 'office:text':
        this.#inBody = true;
        break;
      case 'text:tracked-changes':
        this.#inChanges = true;
        break;
      case 'text:h':
        this.#begin(Math.max(1, Number(attributes['text:outline-level'] ?? 1) || 1));
        break;
      case 'text:p':
        this.#begin(undefined);
        break;
      case 'text:list':
        this.#lists++;
        break;
      case 'text:s':
        this.#write(' ');
        break;
      case 'text:tab':
        this.#write('\t');
        break;
      case 'text:line-break':
        this.#write('\n');
        break;
      case 'text:note-body':
        this.#note = [];
        break;
      case 'table:table-row':
        this.#rows.openRow();
        break;
      case 'table:table-cell':
        this.#rows.openCell();
    }
  }

  close(name: string): void {
    if (this.#dropDepth > 0) {
      this.#dropDepth--;
      return;
    }
    switch (name) {
      case 'text:tracked-changes':
        this.#inChanges = false;
        break;
      case 'dc:creator':
        if (this.#creator?.trim()) this.#authors.add(this.#creator.trim());
        this.#creator = undefined;
        break;
      case 'text:h':
      case 'text:p':
        if (!this.#inChanges) this.#end();
        break;
      case 'text:list':
        this.#lists = Math.max(0, this.#lists - 1);
        break;
      case 'text:note-body':
        this.#paragraphs.at(-1)?.notes.push((this.#note ?? []).join('\n'));
        this.#note = undefined;
        break;
      case 'table:table-row':
        if (!this.#inChanges) this.#rows.closeRow();
    }
  }

  text(text: string): void {
    if (this.#dropDepth > 0) return;
    if (this.#creator !== undefined) this.#creator += text;
    // White space in the source is one space; spaces that count have an element (text:s).
    else if (!this.#inChanges) this.#write(text.replace(/\s+/g, ' '));
  }

  #openChange(name: string): void {
    if (name === 'text:changed-region') this.#changes++;
    if (name === 'dc:creator') this.#creator = '';
  }

  #begin(heading: number | undefined): void {
    if (this.#inBody) this.#paragraphs.push({ heading, text: '', notes: [] });
  }

  #write(text: string): void {
    const paragraph = this.#paragraphs.at(-1);
    if (paragraph) paragraph.text += text;
  }

  #end(): void {
    const paragraph = this.#paragraphs.pop();
    if (!paragraph) return;
    const text = paragraph.text.trim();
    if (this.#note) {
      this.#note.push(text);
      return;
    }
    if (text !== '') this.#rows.put(this.#block(paragraph.heading, text));
    for (const note of paragraph.notes) this.#rows.put({ kind: 'note', text: note });
  }

  #block(heading: number | undefined, text: string): Block {
    if (heading !== undefined) return { kind: 'heading', level: Math.min(6, heading), text };
    if (this.#lists > 0) return { kind: 'list-item', level: this.#lists, text };
    return { kind: 'paragraph', text };
  }
}

const wanted = new Set([
  ...['dc:title', 'dc:creator', 'dc:subject', 'dc:language', 'dc:date', 'dc:description'],
  ...['meta:initial-creator', 'meta:creation-date', 'meta:keyword'],
]);

function properties(bytes: Uint8Array | undefined): Omit<Draft, 'blocks'> {
  const fields = bytes ? readFields(bytes, prefixes, wanted) : new Map<string, string[]>();
  const metadata: Record<string, string> = {};
  for (const [name, values] of fields) {
    metadata[name.slice(name.indexOf(':') + 1)] = values.join(', ');
  }
  const author = fields.get('meta:initial-creator')?.[0] ?? fields.get('dc:creator')?.[0];
  return {
    title: usefulTitle(fields.get('dc:title')?.[0]),
    authors: author ? [author] : undefined,
    date: isoDay(fields.get('dc:date')?.[0] ?? fields.get('meta:creation-date')?.[0]),
    metadata,
  };
}
