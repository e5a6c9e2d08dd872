import type { Label } from '../label.ts';

/** Every byte of a text that others wrote, and what was understood of it. */
export interface ForeignText {
  readonly text: string;
  /** Their texts joined are `text`, always. */
  readonly tokens: readonly ForeignToken[];
  /** Words, with each ideograph and kana counted as one. */
  readonly words: number;
  /** Over every `[` and `]`, Markdown's own included. */
  readonly brackets: Brackets;
  /** The same without those of Markdown's links, footnotes and definitions. */
  readonly negotiation: Brackets;
  readonly choices: readonly ForeignChoice[];
  readonly options: readonly ForeignOption[];
  readonly statuses: readonly ForeignStatus[];
  readonly placeholders: readonly Placeholder[];
  readonly footnotes: readonly FootnoteMark[];
  readonly labels: readonly ForeignLabel[];
  /** What a person should look at, by offset. */
  readonly findings: readonly Finding[];
}

/** Offsets count UTF-16 code units from 0, lines from 1. */
export interface Place {
  readonly offset: number;
  readonly line: number;
}

export interface ForeignToken {
  readonly kind: ForeignTokenKind;
  readonly text: string;
  readonly offset: number;
}

export type ForeignTokenKind =
  | 'word'
  | 'space'
  | 'newline'
  /** A bracket of the negotiation. */
  | 'open'
  | 'close'
  /** A bracket of Markdown's. */
  | 'markdown'
  | 'braceOpen'
  | 'braceClose'
  /** What has no place in a text and may change how it is shown. */
  | 'control'
  | 'mark';

/** Invariant: pairs = open - stray opens = close - stray closes. */
export interface Brackets {
  readonly open: number;
  readonly close: number;
  /** By the place where they open. */
  readonly pairs: readonly Pair[];
  readonly maxDepth: number;
  readonly unbalanced: readonly Unbalanced[];
}

export interface Pair {
  readonly open: number;
  readonly close: number;
  /** Brackets open here, itself and those never closed included: 1 for an outermost pair. */
  readonly depth: number;
}

export interface Unbalanced extends Place {
  readonly kind: 'strayOpen' | 'strayClose';
}

/** A run of neighbouring brackets, or a bracket alone. */
export interface ForeignChoice extends Place {
  /** Behind its last bracket. */
  readonly end: number;
  /** 1 for a choice that no other encloses. */
  readonly depth: number;
  /** Index of the choice it stands in, in the list of choices. */
  readonly parent: number | undefined;
  readonly kind: 'oneOf' | 'optional' | 'undetermined';
  /** What it may be. Nothing follows from it until a person has said so. */
  readonly suggests?: 'oneOf' | 'optional';
  readonly reason: ChoiceReason;
  readonly alternatives: readonly ForeignAlternative[];
}

export type ChoiceReason =
  /** One bracket: words that may stay or go. */
  | 'single'
  /** ` / ` between alternatives in one bracket. */
  | 'written-alternatives'
  /** A leading question mark, as in our own notation. */
  | 'marked-undetermined'
  /** A place kept for a number or word to come: `[X]`, `[ ]`, `[…]`. */
  | 'blank'
  /** Only shall, should, may and the like. */
  | 'pure-modals'
  /** One begins with a comma, with `and` or with `or`. */
  | 'comma-or-and'
  /** Each has its own proponent, and nobody wants any deleted. */
  | 'rival-proposals'
  /** A stroke between the brackets, as in `[holders]/[owners]`. */
  | 'slash-series'
  /** Four or more in a row: likely several choices one after the other. */
  | 'several-in-sequence'
  /** Two or three side by side, and nothing that tells. */
  | 'neighbours';

/** `text` is the content without its attribution: the text from `offset` to `end`. */
export interface ForeignAlternative extends Stances {
  readonly text: string;
  readonly offset: number;
  readonly end: number;
}

/** Who wants what, by name as registered, or as written. */
export interface Stances {
  readonly propose: readonly string[];
  readonly support: readonly string[];
  readonly retain: readonly string[];
  readonly delete: readonly string[];
  readonly oppose: readonly string[];
  readonly reserve: readonly string[];
}

export interface ForeignOption extends Place {
  /** As written: `1`, `II`, `(a)`. */
  readonly label: string;
  /** 1 for outermost. */
  readonly level: number;
  /** Number of the group, counted from 0 in order of appearance. */
  readonly group: number;
  /** The option is that nothing be said. */
  readonly noText: boolean;
  /** Whether it is written where it ends: by the next option of its group, or by an end mark. */
  readonly endKnown: boolean;
}

/** A mark that says the opposite of disputed. */
export interface ForeignStatus extends Place {
  readonly status: StatusKind;
  /** The mark with its brackets. */
  readonly text: string;
  readonly scope: StatusScope;
}

export type StatusKind =
  | 'agreed'
  | 'agreed-ad-referendum'
  /** In informals, a committee, plenary; the mark says in which. */
  | 'agreed-in-body'
  | 'agreed-in-principle'
  | 'agreed-pending'
  | 'suggested-for-closure'
  | 'closed';

/** The paragraph that a status speaks of, before it or behind it; empty where there is none. */
export interface StatusScope {
  readonly where: 'before' | 'after';
  readonly offset: number;
  readonly end: number;
}

/** What stands in the text and is about it. */
export interface Placeholder extends Place {
  readonly kind: 'placeholder' | 'note' | 'renumbering';
  /** With its brackets or braces. */
  readonly text: string;
}

export interface FootnoteMark extends Place {
  readonly kind: 'asterisk' | 'digit' | 'markdown';
  readonly text: string;
}

export interface ForeignLabel extends Place, Omit<Label, 'start' | 'end' | 'rest'> {}

export interface Finding extends Place {
  readonly kind: FindingKind;
  /** What its sentence needs beside the line. */
  readonly [parameter: string]: string | number | undefined;
}

export type FindingKind =
  | 'strayOpen'
  | 'strayClose'
  | 'suspectPair'
  | 'undetermined'
  | 'optionEndUnknown'
  | 'inWord'
  | 'doubledWord'
  | 'edgeSpace'
  | 'assumedParty'
  | 'controlCharacter';
