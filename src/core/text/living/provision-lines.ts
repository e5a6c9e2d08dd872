import type { AlternativeMark, ChoiceMark, Item } from '../compiled.ts';
import type { Stance } from '../stance.ts';
import { paragraphEnd, type Token } from '../tokens.ts';
import type { PlacedChoice } from './placed-text.ts';
import type { ProvisionView } from './provisions.ts';

/** The items of one provision. */
export interface Line {
  /** The position where it begins. */
  readonly from: number;
  /** Of a provision that is only proposed: the hunk, and which of its lines it is. */
  readonly proposed?: string;
  readonly items: readonly Item[];
  /** The words as they stand; of a proposed one, as proposed. */
  readonly words: readonly Token[];
  readonly whole: ProvisionView['whole'];
  readonly choices: readonly string[];
}

/** A choice while its default, on the stream, is being read. */
interface OpenChoice {
  readonly at: number;
  readonly mark: ChoiceMark;
  readonly key: string;
  /** Its other wordings were shown in an earlier provision: here they only take words out. */
  shown: boolean;
}

interface Draft {
  from: number;
  items: Item[];
  words: Token[];
  choices: Set<string>;
  /** The choices that were open before its first word. */
  around: OpenChoice[];
}

/** Parts the items of a text at its paragraph ends; each part is balanced by itself. */
export function linesOfItems(items: readonly Item[], choices: readonly PlacedChoice[]): Line[] {
  return new Parting(items, choices).lines();
}

class Parting {
  readonly #items: readonly Item[];
  readonly #outline: Outline;
  readonly #keys: readonly string[];
  readonly #lines: Line[] = [];
  readonly #open: OpenChoice[] = [];
  #draft: Draft = emptyDraft(0);
  #position = 0;
  #choice = 0;

  constructor(items: readonly Item[], choices: readonly PlacedChoice[]) {
    this.#items = items;
    this.#outline = outlineOf(items);
    this.#keys = choices.filter(({ literal }) => !literal).map(({ key }) => key);
  }

  lines(): Line[] {
    let at = 0;
    while (at < this.#items.length) at = this.#step(at);
    if (this.#draft.words.length > 0 || this.#draft.items.length > 0) this.#finish();
    return this.#lines;
  }

  /** Takes one item, or a whole alternative or proposed provision, and tells what comes next. */
  #step(at: number): number {
    const item = this.#items[at];
    if (item === undefined) return at + 1;
    if (typeof item === 'string') {
      this.#draft.items.push(item);
      this.#draft.words.push(item);
      if (this.#draft.words.length === 1) this.#draft.around = [...this.#open];
      this.#position++;
      if (item !== paragraphEnd) return at + 1;
      const next = this.#closeFinished(at + 1);
      this.#breakLine();
      return next;
    }
    if (item.mark === 'choice') {
      const key = this.#keys[this.#choice++] ?? '';
      if (this.#proposesLines(at, item)) return this.#proposed(at, item, key);
      this.#draft.items.push(item, { mark: 'alternative', stances: [] });
      this.#draft.choices.add(key);
      this.#open.push({ at, mark: item, key, shown: false });
      return at + 2;
    }
    if (item.mark === 'alternative' && this.#open.length > 0) return this.#closeTop();
    this.#draft.items.push(item);
    return at + 1;
  }

  /** Ends the innermost choice: its other wordings, and its end. */
  #closeTop(): number {
    const top = this.#open.pop();
    if (!top) return this.#items.length;
    this.#writeAlternatives(top);
    return (this.#outline.ends.get(top.at) ?? this.#items.length) + 1;
  }

  #writeAlternatives(choice: OpenChoice): void {
    const { items } = this.#draft;
    const [, ...others] = this.#outline.alternatives.get(choice.at) ?? [];
    const end = this.#outline.ends.get(choice.at) ?? 0;
    others.forEach((from, index) => {
      const mark = this.#items[from];
      if (mark !== undefined) items.push(mark);
      const to = others[index + 1] ?? end;
      if (choice.shown) return;
      for (let at = from + 1; at < to; at++) {
        const item = this.#items[at];
        if (item !== undefined) items.push(item);
      }
    });
    items.push({ mark: 'end' });
    choice.shown = true;
  }

  /** Choices that hold nothing more after a paragraph end are closed before it is gone past. */
  #closeFinished(at: number): number {
    let next = at;
    for (;;) {
      const item = this.#items[next];
      const ends = item !== undefined && typeof item !== 'string' && item.mark === 'alternative';
      if (!ends || this.#open.length === 0) return next;
      next = this.#closeTop();
    }
  }

  #breakLine(): void {
    for (const choice of [...this.#open].reverse()) this.#writeAlternatives(choice);
    this.#finish();
    for (const { mark, key } of this.#open) {
      this.#draft.items.push(mark, { mark: 'alternative', stances: [] });
      this.#draft.choices.add(key);
    }
  }

  #finish(): void {
    const { from, items, words, choices, around } = this.#draft;
    const whole = this.#wholeDeletion(around, from);
    this.#lines.push({ from, items, words, whole, choices: [...choices] });
    this.#draft = emptyDraft(this.#position);
  }

  /** The choice in which all of a provision, with its end, may be taken out. */
  #wholeDeletion(around: readonly OpenChoice[], from: number): ProvisionView['whole'] {
    for (const { at, mark, key } of around) {
      if ((mark.from ?? 0) > from || (mark.to ?? 0) < this.#position) continue;
      const [, ...others] = this.#outline.alternatives.get(at) ?? [];
      const end = this.#outline.ends.get(at) ?? 0;
      const nothing = others.find((start, index) => start + 1 === (others[index + 1] ?? end));
      const stances = nothing === undefined ? undefined : this.#stancesAt(nothing);
      if (stances) return { kind: 'deleted', stances, choice: key };
    }
    return null;
  }

  #stancesAt(at: number): readonly Stance[] | undefined {
    const mark = this.#items[at];
    return typeof mark === 'object' && mark.mark === 'alternative' ? mark.stances : undefined;
  }

  /** Whether a choice between two provisions puts in nothing but whole provisions. */
  #proposesLines(at: number, { from, to }: ChoiceMark): boolean {
    const betweenLines = this.#draft.words.length === 0 && this.#open.length === 0;
    if (!betweenLines || from === undefined || from !== to) return false;
    const [, ...others] = this.#outline.alternatives.get(at) ?? [];
    const end = this.#outline.ends.get(at) ?? 0;
    return others.every((start, index) => {
      const last = this.#items[(others[index + 1] ?? end) - 1];
      const inner = typeof last === 'object' && last.mark === 'end';
      return last === paragraphEnd || (inner && start + 1 < end);
    });
  }

  #proposed(at: number, choice: ChoiceMark, key: string): number {
    const [, ...others] = this.#outline.alternatives.get(at) ?? [];
    const end = this.#outline.ends.get(at) ?? at;
    others.forEach((start, index) => {
      const mark = this.#items[start];
      if (typeof mark !== 'object' || mark.mark !== 'alternative') return;
      const content = this.#items.slice(start + 1, others[index + 1] ?? end);
      const hunk = mark.hunks?.[0] ?? key;
      partsOf(content).forEach((part, line) => {
        this.#lines.push({
          from: this.#position,
          proposed: `${hunk}:${line + 1}`,
          items: asAlternative(choice, mark, part),
          words: part.filter((item) => typeof item === 'string'),
          whole: { kind: 'new', stances: mark.stances, choice: key },
          choices: [key],
        });
      });
    });
    return end + 1;
  }
}

function emptyDraft(from: number): Draft {
  return { from, items: [], words: [], choices: new Set(), around: [] };
}

function asAlternative(choice: ChoiceMark, mark: AlternativeMark, part: readonly Item[]): Item[] {
  return [choice, { mark: 'alternative', stances: [] }, mark, ...part, { mark: 'end' }];
}

/** The lines of proposed words; what holds choices of its own is not parted. */
function partsOf(content: readonly Item[]): Item[][] {
  if (content.some((item) => typeof item !== 'string')) return [[...content]];
  const parts: Item[][] = [[]];
  content.forEach((item, index) => {
    parts.at(-1)?.push(item);
    if (item === paragraphEnd && index < content.length - 1) parts.push([]);
  });
  return parts;
}

interface Outline {
  /** For the mark of each choice, those of its alternatives, and its end. */
  readonly alternatives: ReadonlyMap<number, readonly number[]>;
  readonly ends: ReadonlyMap<number, number>;
}

function outlineOf(items: readonly Item[]): Outline {
  const alternatives = new Map<number, number[]>();
  const ends = new Map<number, number>();
  const open: number[] = [];
  items.forEach((item, at) => {
    if (typeof item === 'string') return;
    const top = open.at(-1);
    if (item.mark === 'choice') {
      open.push(at);
      alternatives.set(at, []);
    } else if (item.mark === 'alternative' && top !== undefined) alternatives.get(top)?.push(at);
    else if (item.mark === 'end' && top !== undefined) {
      ends.set(top, at);
      open.pop();
    }
  });
  return { alternatives, ends };
}
