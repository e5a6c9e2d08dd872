import type { ChoiceKind, Item, NoteMark } from './compiled.ts';
import { impliedKind } from './print.ts';
import { inOrder, type Stance } from './stance.ts';
import type { Token } from './tokens.ts';

/** What a reader of the notation puts together: words, notes and choices with parts of their own. */
export type Part = Token | NoteMark | ChoicePart;

export interface ChoicePart {
  readonly kind: ChoiceKind;
  /** The default first. */
  readonly alternatives: readonly Alternative[];
}

export interface Alternative {
  readonly parts: Part[];
  stances: readonly Stance[];
}

/** A bracket as it is read. */
export interface Bracket {
  /** Where in the notation it opens. */
  readonly at: number;
  readonly undetermined: boolean;
  /** Its alternatives are whole lines under heads of their own. */
  readonly isOptions?: boolean;
  readonly alternatives: Alternative[];
}

/**
 * The choice that a bracket stands for. The first alternative that nobody proposes is the default;
 * if all are proposed, the default is nothing. Who would delete the default proposes nothing
 * instead of it.
 */
export function closeBracket(
  { undetermined, alternatives }: Bracket,
  kind?: ChoiceKind,
): ChoicePart {
  const place = alternatives.findIndex(({ stances }) => !stances.some(proposes));
  const standing = alternatives[place] ?? { parts: [], stances: [] };
  const others = alternatives.filter((_, index) => index !== place);
  const deleting = standing.parts.length > 0 ? standing.stances.filter(deletes) : [];
  const ordered: Alternative[] = [
    { ...standing, stances: standing.stances.filter((stance) => !deleting.includes(stance)) },
    ...others,
  ];
  if (deleting.length > 0) {
    const stances = inOrder(deleting.map((stance) => ({ ...stance, verb: 'propose' as const })));
    ordered.push({ parts: [], stances });
  }
  const rivals = ordered.length - 1;
  const attributed = ordered.some(({ stances }) => stances.length > 0);
  const onlyRemoved = ordered[1]?.parts.length === 0;
  const implied = impliedKind(standing.parts.length === 0, rivals, onlyRemoved, attributed);
  return { kind: kind ?? (undetermined ? 'undetermined' : implied), alternatives: ordered };
}

function proposes({ verb }: Stance): boolean {
  return verb === 'propose';
}

function deletes({ verb }: Stance): boolean {
  return verb === 'delete';
}

/** The parts as flat items; choices among the words as they stand know their place in them. */
export function flatten(parts: readonly Part[]): Item[] {
  const items: Item[] = [];
  let standing = 0;
  interface Level {
    readonly parts: readonly Part[];
    next: number;
    readonly choice?: ChoicePart;
    alternative: number;
    /** Within an alternative that does not stand, no place is told. */
    readonly proposed: boolean;
  }
  const levels: Level[] = [{ parts, next: 0, alternative: 0, proposed: false }];
  const open: { readonly index: number; readonly from: number; readonly proposed: boolean }[] = [];
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const part = level.parts[level.next++];
    if (typeof part === 'string') {
      items.push(part);
      if (!level.proposed) standing++;
    } else if (part && 'mark' in part) items.push(part);
    else if (part) {
      open.push({ index: items.length, from: standing, proposed: level.proposed });
      items.push({ mark: 'choice', kind: part.kind });
      enter(part, 0, level.proposed);
    } else {
      levels.pop();
      const { choice, alternative } = level;
      if (!choice) continue;
      const last = open.at(-1);
      if (alternative === 0 && last && !last.proposed) {
        const place = { from: last.from, to: standing };
        items[last.index] = { mark: 'choice', kind: choice.kind, ...place };
      }
      if (alternative + 1 < choice.alternatives.length) enter(choice, alternative + 1, true);
      else {
        items.push({ mark: 'end' });
        open.pop();
      }
    }
  }
  return items;

  function enter(choice: ChoicePart, alternative: number, proposed: boolean): void {
    const { parts: inner = [], stances = [] } = choice.alternatives[alternative] ?? {};
    items.push({ mark: 'alternative', stances });
    levels.push({ parts: inner, next: 0, choice, alternative, proposed });
  }
}
