import { done, refused, type Result } from '#core/result.ts';
import { choiceKinds, type Item } from './compiled.ts';
import {
  type Alternative,
  type Bracket,
  closeBracket,
  flatten,
  type Part,
} from './notation-parts.ts';
import { kindNotes } from './print.ts';
import { readStances } from './print-stances.ts';
import { bracketsOf, type WholeLine } from './whole-lines.ts';
import { paragraphEnd, tokenise } from './tokens.ts';

export interface Parsed {
  readonly items: readonly Item[];
  /** Everyone who is named, in order. */
  readonly parties: readonly string[];
}

/**
 * Reads the canonical notation that `printItems` writes: `parseNotation(printItems(items))` gives
 * the items again. Text of another make is for `readForeign`; here, brackets must balance.
 */
export function parseNotation(text: string): Result<Parsed> {
  const reader = new NotationReader(text);
  const parts = reader.read();
  if (!parts.ok) return parts;
  const items = flatten(parts.value);
  const parties = new Set<string>();
  for (const item of items) {
    if (typeof item !== 'object' || item.mark !== 'alternative') continue;
    for (const { party } of item.stances) parties.add(party);
  }
  return done({ items, parties: [...parties].sort() });
}

/** A line that begins with `{new – A}` or `{delete – A}`, behind its label if it has one. */
const wholeLine = /([^\\[\]{}\n]{0,60}?)\{(new|delete) – /y;
/** The head of an option, or the end of them all. */
const optionHead = /\{Option (\d{1,6})(?= – |\}|: no text\})|\{End of options\}/y;
/** What a note behind a bracket says of its kind. */
const notedKind = new RegExp(`\\{(${Object.values(kindNotes).join('|')})\\}`, 'y');

class NotationReader {
  readonly #text: string;
  #at = 0;
  #words = '';
  readonly #outer: Part[] = [];
  readonly #open: Bracket[] = [];
  /** The whole lines at hand, and where the one being read puts its words. */
  #lines: WholeLine[] = [];
  #line: WholeLine | undefined;
  /** Whether words of the text as it stands have come. */
  #begun = false;

  constructor(text: string) {
    this.#text = text;
  }

  read(): Result<readonly Part[]> {
    let fresh = true;
    while (this.#at < this.#text.length) {
      if (fresh && this.#open.length === 0) {
        const begun = this.#beginWholeLine();
        if (!begun.ok) return begun;
        if (!begun.value && this.#lines.length > 0) this.#endWholeLines();
      }
      const isHead = fresh && this.#optionHead();
      fresh = false;
      if (isHead) {
        if (!isHead.ok) return isHead;
        continue;
      }
      const sign = this.#text.charAt(this.#at);
      const step =
        sign === '\\'
          ? this.#escape()
          : sign === '['
            ? this.#openBracket()
            : sign === ']'
              ? this.#closeBracket()
              : sign === '{'
                ? this.#note()
                : this.#plain(sign);
      if (!step.ok) return step;
      fresh = sign === paragraphEnd;
    }
    this.#flush();
    if (this.#open.length > 0) return this.#fault('notation-bracket-open', this.#open[0]?.at ?? 0);
    // A line end behind the last whole line is the text's own.
    const ended = this.#line === undefined;
    this.#line = undefined;
    if (this.#lines.length > 0) this.#endWholeLines(ended);
    this.#flush();
    return done(this.#outer);
  }

  get #parts(): Part[] {
    return this.#open.at(-1)?.alternatives.at(-1)?.parts ?? this.#line?.parts ?? this.#outer;
  }

  #plain(sign: string): Result<undefined> {
    const inner = this.#open.at(-1);
    const bracket = inner?.isOptions ? undefined : inner;
    if (bracket && sign === '/' && this.#standsAlone()) {
      this.#flush();
      bracket.alternatives.push({ parts: [], stances: [] });
      this.#at += 1;
      return done();
    }
    if (bracket && sign === '–' && this.#standsAlone()) return this.#stances(bracket.alternatives);
    if (bracket && sign === '∅') {
      this.#at += 1;
      return done();
    }
    if (sign === paragraphEnd && this.#open.length === 0) this.#endLine();
    else this.#words += sign;
    this.#at += 1;
    return done();
  }

  /** The end of a line that lies in no bracket: the text goes on, or a whole line is over. */
  #endLine(): void {
    if (this.#line) {
      this.#flush();
      this.#line = undefined;
      return;
    }
    this.#words += paragraphEnd;
    this.#begun = true;
  }

  #standsAlone(): boolean {
    const before = this.#text.charAt(this.#at - 1);
    const after = this.#text.charAt(this.#at + 1);
    return /[\s[∅]/.test(before) && /[\s\]]/.test(after);
  }

  #escape(): Result<undefined> {
    const sign = this.#text.charAt(this.#at + 1);
    if (sign === '|') {
      const end = this.#text.indexOf('|', this.#at + 2);
      if (end < 0) return this.#fault('notation-space-open', this.#at);
      this.#flush();
      this.#parts.push(this.#text.slice(this.#at + 2, end));
      this.#at = end + 1;
      return done();
    }
    if (sign === '&') this.#flush();
    else this.#words += sign;
    this.#at += 2;
    return done();
  }

  #openBracket(): Result<undefined> {
    this.#flush();
    const undetermined = this.#text.charAt(this.#at + 1) === '?';
    this.#open.push({ at: this.#at, undetermined, alternatives: [{ parts: [], stances: [] }] });
    this.#at += undetermined ? 2 : 1;
    return done();
  }

  #closeBracket(): Result<undefined> {
    this.#flush();
    const bracket = this.#open.pop();
    if (!bracket) return this.#fault('notation-bracket-stray', this.#at);
    this.#at += 1;
    notedKind.lastIndex = this.#at;
    const note = notedKind.exec(this.#text);
    if (note) this.#at += note[0].length;
    this.#parts.push(
      closeBracket(
        bracket,
        choiceKinds.find((kind) => kindNotes[kind] === note?.[1]),
      ),
    );
    return done();
  }

  #stances(alternatives: readonly Alternative[]): Result<undefined> {
    this.#flush();
    const end = this.#endOfStances();
    if (end === undefined) return this.#fault('notation-bracket-open', this.#at);
    const read = readStances(this.#text.slice(this.#at + 1, end));
    if (!read.ok) return read;
    const current = alternatives.at(-1);
    if (current) current.stances = read.value;
    this.#at = end;
    return done();
  }

  /** Where the names end: at ` / `, `]` or `}`, outside quotes. */
  #endOfStances(): number | undefined {
    let quoted = false;
    for (let at = this.#at; at < this.#text.length; at++) {
      const sign = this.#text.charAt(at);
      if (sign === '\\') at++;
      else if (sign === '"') quoted = !quoted;
      else if (!quoted && (sign === ']' || sign === '}')) return at;
      else if (!quoted && sign === '/' && this.#text.charAt(at - 1) === ' ') return at;
    }
    return undefined;
  }

  /** Begins an option, or ends them, where a line is the head of one; else answers nothing. */
  #optionHead(): Result<undefined> | undefined {
    optionHead.lastIndex = this.#at;
    const found = optionHead.exec(this.#text);
    const open = this.#open.at(-1);
    if (!found || (open && !open.isOptions) || this.#line) return undefined;
    const number = Number(found[1] ?? 0);
    if (open ? number === 1 : number !== 1) return undefined;
    // The line end before a head parts it from the option before.
    if (open) this.#words = this.#words.replace(/\r?\n$/, '');
    this.#flush();
    this.#at += found[0].length;
    if (number === 0) {
      this.#open.pop();
      if (open) this.#parts.push(closeBracket(open));
      return done();
    }
    this.#begun = true;
    const option: Alternative = { parts: [], stances: [] };
    if (open) open.alternatives.push(option);
    else
      this.#open.push({
        at: this.#at,
        undetermined: false,
        isOptions: true,
        alternatives: [option],
      });
    return this.#restOfHead(option);
  }

  #restOfHead(option: Alternative): Result<undefined> {
    const end = this.#endOfStances();
    if (end === undefined) return this.#fault('notation-brace-open', this.#at);
    const said = this.#text.slice(this.#at, end).replace(/: no text$/, '');
    const stances = said === '' ? done([]) : readStances(said.replace(/^ – /, ''));
    if (!stances.ok) return stances;
    option.stances = stances.value;
    const isWorded = !this.#text.slice(this.#at, end).endsWith(': no text');
    this.#at = end + 1;
    // The words of an option begin in the line below its head.
    if (isWorded)
      this.#at += /^\r?\n/.exec(this.#text.slice(this.#at, this.#at + 2))?.[0].length ?? 0;
    return done();
  }

  #note(): Result<undefined> {
    this.#flush();
    let words = '';
    for (let at = this.#at + 1; at < this.#text.length; at++) {
      const sign = this.#text.charAt(at);
      if (sign === '}') {
        this.#parts.push({ mark: 'note', words });
        this.#at = at + 1;
        return done();
      }
      words += sign === '\\' ? this.#text.charAt(++at) : sign;
    }
    return this.#fault('notation-brace-open', this.#at);
  }

  #beginWholeLine(): Result<boolean> {
    wholeLine.lastIndex = this.#at;
    const found = wholeLine.exec(this.#text);
    if (!found) return done(false);
    const [all, label = '', kind] = found;
    this.#dropLineEnd();
    const start = this.#at;
    this.#at += all.length;
    const end = this.#endOfStances();
    const said = end === undefined ? '' : this.#text.slice(this.#at, end);
    const stances = readStances(said);
    if (end === undefined) return this.#fault('notation-brace-open', start);
    if (!stances.ok) return stances;
    this.#at = end + 1;
    this.#line = {
      kind: kind === 'new' ? 'new' : 'delete',
      said,
      stances: stances.value,
      parts: [],
    };
    this.#lines.push(this.#line);
    this.#words = label;
    this.#flush();
    return done(true);
  }

  /** The line end before whole lines is theirs, where the text has begun. */
  #dropLineEnd(): void {
    if (this.#lines.length > 0 || !this.#begun) return;
    this.#words = this.#words.slice(0, -1);
    this.#flush();
  }

  /** Makes choices of the whole lines that have come, and goes on with the text behind them. */
  #endWholeLines(ended = true): void {
    const leads = !this.#begun;
    for (const bracket of bracketsOf(this.#lines, leads)) this.#outer.push(closeBracket(bracket));
    this.#lines = [];
    if (!leads && ended) this.#words = paragraphEnd;
  }

  #flush(): void {
    const words = this.#words.replace(/^ +| +$/g, '');
    this.#words = '';
    if (words === '') return;
    if (this.#open.length === 0 && !this.#line) this.#begun = true;
    for (const token of tokenise(words)) this.#parts.push(token);
  }

  #fault(code: string, at: number) {
    const line = this.#text.slice(0, at).split('\n').length;
    return refused(code, { line });
  }
}
