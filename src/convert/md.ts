import type { Block } from '#core/passages/block.ts';
import { cleanText } from './clean.ts';
import type { Draft } from './converted.ts';
import type { Decoded } from './encoding.ts';
import { readMarkup } from './html.ts';
import { readMetadataHead } from './metadata-head.ts';
import { facts } from './txt.ts';

/**
 * Markdown (CommonMark, with tables), as text: blocks by their marks, the marks themselves gone.
 * Line by line and without nesting of blocks in blocks, which a reader of passages does not see.
 */
export function readMd(decoded: Decoded): Draft {
  const { fields, body } = frontMatter(cleanText(decoded.text));
  const reader = new MarkdownReader();
  for (const line of body.split('\n')) reader.line(line);
  const title = fields['title'] ?? fields['Title'];
  return { title, ...facts({ fields }), metadata: fields, blocks: reader.blocks() };
}

/** YAML between lines of `---`, of which the plain `key: value` lines are taken. */
function frontMatter(text: string): { fields: Record<string, string>; body: string } {
  const found = /^---[ \t]*\n([\s\S]{0,20000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)/.exec(text);
  if (!found) {
    const { title, fields, body } = readMetadataHead(text);
    return Object.keys(fields).length > 0
      ? { fields: { ...(title ? { title } : {}), ...fields }, body }
      : { fields: {}, body: text };
  }
  const fields: Record<string, string> = {};
  let key: string | undefined;
  for (const line of (found[1] ?? '').split('\n')) {
    const pair = /^([\p{L}_][\p{L}\p{N} _-]{0,40}):\s*(.*)$/u.exec(line);
    const item = /^\s+-?\s*(.+)$|^-\s+(.+)$/.exec(line);
    if (pair) {
      key = pair[1] ?? '';
      fields[key] = unquoted(pair[2] ?? '');
    } else if (item && key !== undefined) {
      const before = fields[key];
      const more = unquoted(item[1] ?? item[2] ?? '');
      fields[key] = before && !/^[|>]/.test(before) ? `${before}; ${more}` : more;
    }
  }
  return { fields, body: text.slice(found[0].length) };
}

function unquoted(value: string): string {
  const list = /^\[(.*)\]$/.exec(value.trim());
  if (list) return (list[1] ?? '').split(',').map(unquoted).join('; ');
  return value.trim().replace(/^(["'])(.*)\1$/, '$2');
}

class MarkdownReader {
  readonly #blocks: Block[] = [];
  #lines: string[] = [];
  #current: Omit<Block, 'text'> = { kind: 'paragraph' };
  #fence: string | undefined;

  blocks(): readonly Block[] {
    this.#flush();
    return this.#blocks;
  }

  line(line: string): void {
    const fence = /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1];
    if (this.#fence !== undefined) {
      if (fence?.startsWith(this.#fence)) this.#closeFence();
      else this.#lines.push(line);
      return;
    }
    if (fence !== undefined) {
      this.#flush();
      this.#fence = fence;
      return;
    }
    // An attribute line of kramdown is no text.
    if (line.trim() === '' || /^\{:[^{}]*\}\s*$/.test(line)) return this.#flush();
    this.#marked(line);
  }

  #marked(line: string): void {
    const heading = /^ {0,3}(#{1,6})(?:[ \t]+|$)(.*?)(?:[ \t]+#+)?[ \t]*$/.exec(line);
    if (heading) return this.#put({ kind: 'heading', level: heading[1]?.length ?? 1 }, heading[2]);
    const underline = /^ {0,3}(=+|-+)[ \t]*$/.exec(line)?.[1];
    if (underline && this.#lines.length > 0 && this.#current.kind === 'paragraph') {
      this.#current = { kind: 'heading', level: underline.startsWith('=') ? 1 : 2 };
      return this.#flush();
    }
    if (/^ {0,3}([-*_])[ \t]*(\1[ \t]*){2,}$/.test(line)) return this.#flush();
    const item = /^([ \t]*)([-*+]|\d{1,9}[.)])[ \t]+(.*)$/.exec(line);
    if (item) return this.#item(item[1] ?? '', item[2] ?? '', item[3] ?? '');
    if (/^\s*\|.*\|\s*$/.test(line)) return this.#row(line);
    const note = /^ {0,3}\[\^([^\]]{1,40})\]:[ \t]*(.*)$/.exec(line);
    if (note) return this.#begin({ kind: 'note' }, `${note[1] ?? ''}. ${note[2] ?? ''}`);
    if (/^ {0,3}\[[^\]]{1,200}\]:[ \t]*\S+/.test(line)) return this.#flush();
    const quote = /^ {0,3}>[ \t]?(.*)$/.exec(line);
    if (quote) return this.#quote(quote[1] ?? '');
    this.#lines.push(line);
  }

  #item(indent: string, mark: string, words: string): void {
    const level = 1 + Math.floor(indent.replaceAll('\t', '    ').length / 2);
    const task = words.replace(/^\[([ xX])\][ \t]+/, (_, mark: string) =>
      mark === ' ' ? '☐ ' : '☒ ',
    );
    const label = /\d/.test(mark) ? `${mark} ` : '';
    this.#begin({ kind: 'list-item', level: Math.min(level, 9) }, label + task);
  }

  #quote(words: string): void {
    if (words.replace(/[>\s]/g, '') === '') return this.#flush();
    if (this.#current.kind !== 'quote' || this.#lines.length === 0)
      this.#begin({ kind: 'quote' }, '');
    this.#lines.push(words.replace(/^(>[ \t]?)+/, ''));
  }

  #row(line: string): void {
    const cells = line
      .trim()
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim());
    if (cells.every((cell) => /^:?-+:?$/.test(cell))) return;
    this.#put({ kind: 'table-row' }, cells.filter(Boolean).join(' | '));
  }

  #begin(block: Omit<Block, 'text'>, words: string): void {
    this.#flush();
    this.#current = block;
    if (words !== '') this.#lines = [words];
  }

  #put(block: Omit<Block, 'text'>, words: string | undefined): void {
    this.#begin(block, words ?? '');
    this.#flush();
  }

  #flush(): void {
    if (this.#lines.length > 0) {
      const text = inline(this.#lines.map((line) => line.trim()).join('\n'));
      if (text.trim()) this.#blocks.push({ ...this.#current, text });
    }
    this.#lines = [];
    this.#current = { kind: 'paragraph' };
  }

  #closeFence(): void {
    if (this.#lines.length > 0) this.#blocks.push({ kind: 'quote', text: this.#lines.join('\n') });
    this.#lines = [];
    this.#fence = undefined;
  }
}

/** The words of inline marks. Tags go through the reader of pages, so no script stays as words. */
function inline(text: string): string {
  const spared = text
    .replace(/(?:\\| {2,})\n/g, '\n')
    .replace(/!\[([^\]\n]{0,500})\]\([^()\n]{0,2000}\)/g, '$1')
    .replace(/\[([^[\]]{0,1000})\]\((?:[^()\n]|\([^()\n]{0,200}\)){0,2000}\)/g, '$1')
    .replace(/\[([^[\]\n]{1,500})\]\[[^\]\n]{0,200}\]/g, '$1')
    .replace(/\[\^[^\]\n]{1,40}\]/g, '')
    .replace(/<(https?:[^<>\s]{1,2000}|[^<>\s@]{1,100}@[^<>\s]{1,200})>/g, '$1')
    .replace(/(?<!\\)`+([^`\n]{1,2000})`+/g, (_, code: string) => code.replace(/</g, '&lt;'))
    .replace(/(?<![\\*\p{L}\p{N}])(\*{1,3})(?=\S)([^*]{1,2000}?)(?<=\S)\1(?!\*)/gu, '$2')
    .replace(/(?<![\\_\p{L}\p{N}])(_{1,3})(?=\S)([^_]{1,2000}?)(?<=\S)\1(?![\p{L}\p{N}_])/gu, '$2')
    .replace(/(\p{L})\*{1,3}(?=\p{L})/gu, '$1')
    .replace(/~~([^~\n]{1,2000})~~/g, '$1')
    .replace(/\\([\\`*_{}[\]()#+\-.!|>~<])/g, (_, mark: string) => (mark === '<' ? '&lt;' : mark));
  if (!/[<&]/.test(spared)) return spared;
  return readMarkup(spared.replaceAll('\n', '<br>'))
    .blocks.map((block) => block.text)
    .join('\n');
}
