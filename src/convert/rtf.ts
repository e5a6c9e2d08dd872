import type { Block } from '#core/passages/block.ts';
import type { Result } from '#core/result.ts';
import { done } from '#core/result.ts';
import { usefulTitle } from './docx.ts';
import type { Draft } from './converted.ts';
import { TableRows } from './table-rows.ts';

/**
 * Rich Text Format 1.9.1, its text only: a reader of our own, since the libraries on offer are
 * unmaintained or turn it into markup first. Groups, control words, `\'hh` in the code page of
 * the document or font, `\uN`; destinations that hold no text are skipped. Revisions: text marked
 * deleted is dropped.
 */
export function readRtf(bytes: Uint8Array): Result<Draft> {
  const reader = new RtfReader();
  reader.read(new TextDecoder('latin1').decode(bytes));
  const { title, author, rows, deleted } = reader;
  return done({
    title: usefulTitle(title),
    authors: author ? [author] : undefined,
    metadata: {},
    blocks: rows.blocks,
    notes: deleted > 0 ? [{ code: 'revisions-accepted', count: deleted, authors: '?' }] : [],
  });
}

interface State {
  readonly skip: boolean;
  readonly target: 'body' | 'title' | 'author' | 'note';
  /** Bytes that stand for a `\uN` in readers without Unicode, to be passed over. */
  readonly fallback: number;
  readonly deleted: boolean;
  readonly hidden: boolean;
  readonly codePage: string;
}

const skipped = new Set(
  (
    'fonttbl colortbl stylesheet listtable listoverridetable rsidtbl generator pict object ' +
    'header headerl headerr headerf footer footerl footerr footerf fldinst themedata ' +
    'colorschememapping latentstyles datastore xmlnstbl revtbl bkmkstart bkmkend listtext ' +
    'pntext pntxtb pntxta filetbl mmathPr nonshppict shppict sp atnid atnauthor annotation'
  ).split(' '),
);
/** Starred destinations, which may all be skipped, except those that hold text of the page. */
const starredText = new Set(['shptxt', 'fldrslt', 'shpinst']);

const characters: Readonly<Record<string, string>> = {
  tab: '\t',
  line: '\n',
  emdash: '—',
  endash: '–',
  bullet: '•',
  lquote: '‘',
  rquote: '’',
  ldblquote: '“',
  rdblquote: '”',
  emspace: ' ',
  enspace: ' ',
};

const token =
  /\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)/g;

class RtfReader {
  readonly rows = new TableRows();
  title = '';
  author = '';
  deleted = 0;
  #state: State = {
    skip: false,
    target: 'body',
    fallback: 1,
    deleted: false,
    hidden: false,
    codePage: 'windows-1252',
  };
  readonly #stack: State[] = [];
  #words = '';
  #note = '';
  readonly #notes: string[] = [];
  #bytes: number[] = [];
  #passOver = 0;
  #starred = false;
  #outline: number | undefined;
  #list = 0;
  #inTable = false;
  #rowOpen = false;

  read(source: string): void {
    const tokens = new RegExp(token);
    for (let found = tokens.exec(source); found; found = tokens.exec(source)) {
      const [, word, number, hex, sign, brace, plain] = found;
      if (hex !== undefined) {
        if (this.#passOver > 0) this.#passOver--;
        else if (!this.#silent()) this.#bytes.push(Number.parseInt(hex, 16));
        continue;
      }
      this.#flushBytes();
      // Raw bytes follow, which may hold braces.
      if (word === 'bin') tokens.lastIndex += Math.max(0, Number(number ?? 0));
      else if (word !== undefined)
        this.#control(word, number === undefined ? undefined : Number(number));
      else if (brace === '{') this.#stack.push(this.#state);
      else if (brace === '}') this.#closeGroup();
      else if (sign !== undefined) this.#sign(sign);
      else if (plain !== undefined) this.#plain(plain);
    }
    this.#flushBytes();
    this.#endParagraph();
    if (this.#rowOpen) this.rows.closeRow();
  }

  #silent(): boolean {
    return this.#state.skip || this.#state.hidden || this.#state.deleted;
  }

  #write(text: string): void {
    if (this.#silent()) return;
    const { target } = this.#state;
    if (target === 'title') this.title += text;
    else if (target === 'author') this.author += text;
    else if (target === 'note') this.#note += text;
    else this.#words += text;
  }

  #plain(text: string): void {
    const over = Math.min(this.#passOver, text.length);
    this.#passOver -= over;
    this.#write(text.slice(over));
  }

  /** Bytes are gathered, since a character of an East Asian code page has two. */
  #flushBytes(): void {
    if (this.#bytes.length === 0) return;
    const bytes = Uint8Array.from(this.#bytes);
    this.#bytes = [];
    this.#write(new TextDecoder(this.#state.codePage).decode(bytes));
  }

  #sign(sign: string): void {
    if (sign === '*') this.#starred = true;
    else if (sign === '~') this.#write(' ');
    else if (sign === '_') this.#write('-');
    else if (sign === '\\' || sign === '{' || sign === '}') this.#plain(sign);
    else if (sign === '\n' || sign === '\r') this.#endParagraph();
  }

  #closeGroup(): void {
    this.#passOver = 0;
    const before = this.#stack.pop();
    if (!before) return;
    if (this.#state.target === 'note' && before.target !== 'note') {
      this.#notes.push(this.#note);
      this.#note = '';
    }
    this.#state = before;
  }

  #control(word: string, number: number | undefined): void {
    const starred = this.#starred;
    this.#starred = false;
    if (skipped.has(word) || (starred && !starredText.has(word))) this.#set({ skip: true });
    const on = number !== 0;
    switch (word) {
      case 'ansicpg':
        this.#set({ codePage: codePage(number ?? 1252) });
        break;
      case 'mac':
        this.#set({ codePage: 'macintosh' });
        break;
      case 'u':
        this.#passOver = this.#state.fallback;
        this.#write(String.fromCharCode((number ?? 0) & 0xffff));
        break;
      case 'uc':
        this.#set({ fallback: Math.min(Math.max(number ?? 1, 0), 20) });
        break;
      case 'title':
      case 'author':
        this.#set({ target: word });
        break;
      case 'subject':
      case 'operator':
      case 'keywords':
      case 'comment':
      case 'doccomm':
      case 'company':
      case 'manager':
      case 'category':
        this.#set({ skip: true });
        break;
      case 'footnote':
        this.#set({ target: 'note' });
        break;
      case 'deleted':
        if (on && !this.#state.deleted) this.deleted++;
        this.#set({ deleted: on });
        break;
      case 'v':
        this.#set({ hidden: on });
        break;
      case 'plain':
        this.#set({ deleted: false, hidden: false });
        break;
      default:
        this.#layout(word, number);
    }
  }

  #layout(word: string, number: number | undefined): void {
    const text = characters[word];
    if (text !== undefined) this.#write(text);
    if (this.#state.skip) return;
    switch (word) {
      case 'par':
      case 'sect':
      case 'page':
        if (this.#state.target === 'note') this.#write('\n');
        else this.#endParagraph();
        break;
      case 'pard':
        this.#outline = undefined;
        this.#list = 0;
        this.#inTable = false;
        break;
      case 'outlinelevel':
        this.#outline = number;
        break;
      case 'ls':
        this.#list = Math.max(this.#list, 1);
        break;
      case 'ilvl':
        this.#list = (number ?? 0) + 1;
        break;
      case 'intbl':
        this.#inTable = true;
        break;
      case 'cell':
        this.#openRow();
        this.#endParagraph();
        this.rows.openCell();
        break;
      case 'row':
        this.#endParagraph();
        if (this.#rowOpen) this.rows.closeRow();
        this.#rowOpen = false;
        break;
    }
  }

  /** RTF says at the end of a cell that it was one. */
  #openRow(): void {
    if (this.#rowOpen) return;
    this.rows.openRow();
    this.rows.openCell();
    this.#rowOpen = true;
  }

  #endParagraph(): void {
    const text = this.#words.trim();
    this.#words = '';
    if (this.#inTable) this.#openRow();
    if (text !== '') this.rows.put(this.#block(text));
    for (const note of this.#notes.splice(0)) this.rows.put({ kind: 'note', text: note });
  }

  #block(text: string): Block {
    const outline = this.#outline;
    if (outline !== undefined && outline < 9) {
      return { kind: 'heading', level: Math.min(6, outline + 1), text };
    }
    if (this.#list > 0) return { kind: 'list-item', level: Math.min(9, this.#list), text };
    return { kind: 'paragraph', text };
  }

  #set(change: Partial<State>): void {
    this.#state = { ...this.#state, ...change };
  }
}

/** The name of a Windows code page in the Encoding Standard. */
function codePage(number: number): string {
  const named: Readonly<Record<number, string>> = {
    932: 'shift_jis',
    936: 'gbk',
    949: 'euc-kr',
    950: 'big5',
    866: 'ibm866',
    874: 'windows-874',
    65001: 'utf-8',
    10000: 'macintosh',
  };
  const windows = number >= 1250 && number <= 1258 ? `windows-${number}` : 'windows-1252';
  return named[number] ?? windows;
}
