import type { Item } from '../compiled.ts';
import { type LabelKind, readLabel } from '../label.ts';
import type { Stance } from '../stance.ts';
import { joinTokens } from '../tokens.ts';
import { mapAnchor } from './anchors.ts';
import { livingTokens } from './living-tokens.ts';
import { withMoves } from './moved-provisions.ts';
import { type Line, linesOfItems } from './provision-lines.ts';
import { type PlacedChoice, placedText } from './placed-text.ts';
import type { Settlement, TextState } from './state.ts';
import { streamOf } from './stream.ts';

export type ProvisionKind =
  'heading' | 'chapeau' | 'preambular' | 'operative' | 'paragraph' | 'subparagraph';

/** A paragraph of the text as it is shown: its words and all that is disputed in them. */
export interface ProvisionView {
  /** `start`, or the token of the paragraph end before it; of a proposed one, `HUNK:LINE`. */
  readonly id: string;
  /** 1, 2, 3 … for the room, in the words as they stand; proposed provisions have none yet. */
  readonly number?: number;
  /** As it stands in the words: `3`, `OP7 ter`, `(a)`; empty where there is none. */
  readonly label: string;
  readonly kind: ProvisionKind;
  /** 0 for what has no label, 1 for headings and articles, 2, 3, 4 below. */
  readonly level: number;
  /** Balanced by itself: a choice that reaches over its end is closed there and opened again. */
  readonly items: readonly Item[];
  /** The provision as a whole is proposed, or proposed to go. */
  readonly whole: {
    readonly kind: 'new' | 'deleted';
    readonly stances: readonly Stance[];
    readonly choice: string;
    /** Where the same parties would have it instead, or have it from; see `moved-provisions.ts`. */
    readonly moved?: { readonly id: string; readonly number?: number };
  } | null;
  readonly settlement: Settlement | null;
  /** The keys of the choices that have words in it. */
  readonly choices: readonly string[];
  /** How many comments are about its words. */
  readonly comments: number;
}

const known = new WeakMap<TextState, readonly ProvisionView[]>();

/** The provisions of a text in order, the proposed ones where they would come. */
export function provisionsOf(state: TextState): readonly ProvisionView[] {
  const met = known.get(state);
  if (met) return met;
  const placed = placedText(state);
  const { ids } = livingTokens(streamOf(state));
  const comments = countComments(state);
  const literal = keysByProvision(placed.choices.filter((choice) => choice.literal));
  const views: ProvisionView[] = [];
  let number = 0;
  for (const line of linesOfItems(placed.items, placed.choices)) {
    const id = line.proposed ?? (line.from === 0 ? 'start' : (ids[line.from - 1] ?? 'start'));
    if (line.proposed === undefined) number++;
    views.push({
      id,
      ...(line.proposed === undefined ? { number } : {}),
      ...labelOf(line),
      items: line.items,
      whole: line.whole,
      settlement: line.proposed === undefined ? (state.settlements[id] ?? null) : null,
      choices:
        line.proposed === undefined ? [...line.choices, ...(literal.get(id) ?? [])] : line.choices,
      comments: line.proposed === undefined ? (comments.get(id) ?? 0) : 0,
    });
  }
  const moved = withMoves(views);
  known.set(state, moved);
  return moved;
}

function countComments(state: TextState): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { anchor, takenBack } of state.comments) {
    const { provision } = mapAnchor(state, anchor);
    if (takenBack || provision === undefined) continue;
    counts.set(provision, (counts.get(provision) ?? 0) + 1);
  }
  return counts;
}

function keysByProvision(choices: readonly PlacedChoice[]): Map<string, string[]> {
  const keys = new Map<string, string[]>();
  for (const { provision, key } of choices) {
    const met = keys.get(provision);
    if (met) met.push(key);
    else keys.set(provision, [key]);
  }
  return keys;
}

const kinds: Readonly<Record<LabelKind, ProvisionKind>> = {
  heading: 'heading',
  article: 'heading',
  preambular: 'preambular',
  operative: 'operative',
  number: 'paragraph',
  sub: 'subparagraph',
  letter: 'subparagraph',
};

/** Long enough for every label. */
const labelled = 40;

function labelOf({ words }: Line): Pick<ProvisionView, 'label' | 'kind' | 'level'> {
  const line = joinTokens(words.slice(0, labelled)).trim();
  const found = readLabel(line);
  if (found) return { label: found.label, kind: kinds[found.kind], level: found.level };
  const isChapeau = words.length < labelled && /[:،,–—]$/.test(line);
  return { label: '', kind: isChapeau ? 'chapeau' : 'paragraph', level: 0 };
}
