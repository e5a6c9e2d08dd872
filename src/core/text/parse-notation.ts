import { done, refused, type Result } from '#core/result.ts';
import type { ChoiceKind, Item } from './compiled.ts';
import {
  type Alternative,
  type Bracket,
  closeBracket,
  flatten,
  type Part,
} from './notation-parts.ts';
import { readStances } from './print-stances.ts';
import type { Stance } from './stance.ts';
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
const kinds: Readonly<Record<string, ChoiceKind>> = {
  'one of': 'oneOf',
  optional: 'optional',
  undetermined: 'undetermined',
};

interface WholeLine {
  readonly kind: 'new' | 'delete';
  readonly said: string;
  readonly stances: readonly Stance[];
  readonly parts: Part[];
}

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
    const bracket = this.#open.at(-1);
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
    const noted = /\{(one of|optional|undetermined)\}/y;
    noted.lastIndex = this.#at;
    const note = noted.exec(this.#text);
    if (note) this.#at += note[0].length;
    this.#parts.push(closeBracket(bracket, kinds[note?.[1] ?? '']));
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

/** Lines with the same words about them are one alternative; new ones in a row are rivals. */
function bracketsOf(lines: readonly WholeLine[], leads: boolean): Bracket[] {
  const brackets: (Bracket & { readonly kind: string })[] = [];
  let before: WholeLine | undefined;
  for (const line of lines) {
    const words: Part[] = leads ? [...line.parts, paragraphEnd] : [paragraphEnd, ...line.parts];
    const last = brackets.at(-1);
    if (last && before?.kind === line.kind && before.said === line.said) {
      last.alternatives.at(-1)?.parts.push(...words);
    } else if (last?.kind === 'new' && line.kind === 'new') {
      last.alternatives.push({ parts: words, stances: line.stances });
    } else {
      const stances = line.stances.map((stance) =>
        line.kind === 'delete' && stance.verb === 'propose'
          ? { ...stance, verb: 'delete' as const }
          : stance,
      );
      const alternatives = [{ parts: words, stances }];
      brackets.push({ kind: line.kind, at: 0, undetermined: false, alternatives });
    }
    before = line;
  }
  return brackets;
}
