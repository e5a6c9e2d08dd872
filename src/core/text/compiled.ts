import type { Stance } from './stance.ts';
import type { Token } from './tokens.ts';

/**
 * oneOf: exactly one alternative will stand; optional: the words stand or fall by themselves;
 * undetermined: as found, until a person says which.
 */
export const choiceKinds = ['oneOf', 'optional', 'undetermined'] as const;
export type ChoiceKind = (typeof choiceKinds)[number];

/** Opens a choice. The mark of its first alternative, the default, follows at once. */
export interface ChoiceMark {
  readonly mark: 'choice';
  readonly kind: ChoiceKind;
  /** The tokens of the base that it is about, `from` up to `to`; absent within an alternative. */
  readonly from?: number;
  readonly to?: number;
}

/** Opens an alternative. Those named read it; who is named in none of a choice reads the default. */
export interface AlternativeMark {
  readonly mark: 'alternative';
  readonly stances: readonly Stance[];
  /** In a living text: the proposals behind it. */
  readonly hunks?: readonly string[];
}

export interface EndMark {
  readonly mark: 'end';
}

/** Says something about the text at its place; no reading holds it. */
export interface NoteMark {
  readonly mark: 'note';
  readonly words: string;
}

/**
 * A text with its disputes, as one flat run of tokens and marks, so that no depth of nesting is too
 * deep for it: choice, alternative (the default) …, alternative …, end.
 */
export type Item = Token | ChoiceMark | AlternativeMark | EndMark | NoteMark;

/** What compiling gives, as `text compile --json` prints it. */
export interface Compiled {
  readonly format: 'rapporteur-compiled-1';
  /** Who sent a version, also where it differs in nothing. */
  readonly parties: readonly string[];
  readonly items: readonly Item[];
}
