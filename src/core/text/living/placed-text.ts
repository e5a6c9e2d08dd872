import { buildItems } from '../build.ts';
import type { AlternativeMark, ChoiceKind, Item } from '../compiled.ts';
import type { Stance } from '../stance.ts';
import type { Token } from '../tokens.ts';
import { arrangedHunks, idSeparator } from './arrange-hunks.ts';
import { collectChoices } from './collect-choices.ts';
import { livingTokens } from './living-tokens.ts';
import type { TextState, TokenId } from './state.ts';
import { streamOf } from './stream.ts';

/** A text with its choices, derived from its stream and its open hunks. */
export interface PlacedText {
  /** The words as they stand. */
  readonly tokens: readonly { readonly id: TokenId; readonly text: Token }[];
  readonly items: readonly Item[];
  /** In the order of the text, a choice before those within it. */
  readonly choices: readonly PlacedChoice[];
}

/** A choice that can be decided by itself. */
export interface PlacedChoice {
  /** The smallest id of its hunks, with `~2` … where a cut hunk gave its name away already; of
   * brackets that the text itself holds, the id of the first. */
  readonly key: string;
  /** Changes whenever the words, the proposals or what parties say of them change. */
  readonly fingerprint: string;
  /** Positions among the living tokens. */
  readonly from: number;
  readonly to: number;
  /** How many choices are around it, and the key of the nearest. */
  readonly depth: number;
  readonly parent: string | null;
  /** The ids of all hunks that hang together with its own, these included. */
  readonly component: readonly string[];
  /** Some of its hunks lie in pieces, for others cross them: the pieces are decided together. */
  readonly cut: boolean;
  readonly kind: ChoiceKind;
  /** Brackets that the text itself holds, as it was tabled with them. */
  readonly literal: boolean;
  /** The provision in which it begins. */
  readonly provision: string;
  /** What stands comes first, and is the default unless brackets list several wordings. */
  readonly alternatives: readonly PlacedAlternative[];
}

export interface PlacedAlternative {
  /** Its words as nobody in particular reads them; long ones end in `…`. */
  readonly words: string;
  readonly stances: readonly Stance[];
  /** Those that propose just these words first, then those that differ from them within. */
  readonly hunks: readonly string[];
  readonly isDefault: boolean;
}

const known = new WeakMap<TextState, PlacedText>();

/** Lays the open hunks of a text over its stream. The same state gives the same answer at once. */
export function placedText(state: TextState): PlacedText {
  const met = known.get(state);
  if (met) return met;
  const stream = streamOf(state);
  const built = buildItems(stream.living, arrangedHunks(state)).map(withSingleIds);
  const placed = { tokens: livingTokens(stream).tokens, ...collectChoices(state, built) };
  known.set(state, placed);
  return placed;
}

function withSingleIds(item: Item): Item {
  if (typeof item === 'string' || item.mark !== 'alternative' || !item.hunks) return item;
  if (!item.hunks.some((id) => id.includes(idSeparator))) return item;
  const ids = item.hunks.flatMap((id) => id.split(idSeparator));
  return { ...item, hunks: [...new Set(ids)] } satisfies AlternativeMark;
}
