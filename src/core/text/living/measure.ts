import type { Item } from '../compiled.ts';
import { isWord } from '../tokens.ts';
import { literalPairs } from './literal-choices.ts';
import { placedText } from './placed-text.ts';
import { provisionsOf, type ProvisionView } from './provisions.ts';
import type { TextState } from './state.ts';
import { streamOf } from './stream.ts';

/** How much of a text is agreed, and how much is in dispute. Words are what has a letter or digit. */
export interface TextMeasure {
  readonly openChoices: number;
  /** Words of the text that are in no choice. */
  readonly wordsAgreed: number;
  /** Words of the text that are in one, and all that are proposed for it. */
  readonly wordsDisputed: number;
  readonly provisions: number;
  /** Those that were agreed and in which nothing has been proposed since; likewise below. */
  readonly provisionsAgreed: number;
  readonly provisionsAdReferendum: number;
  /** In how many open choices each party has a say, most first. */
  readonly byParty: readonly { readonly party: string; readonly choices: number }[];
  readonly byProvision: readonly {
    readonly id: string;
    readonly openChoices: number;
    /** All its words, and those of them, and those proposed, that are in dispute. */
    readonly words: number;
    readonly disputed: number;
  }[];
}

export function measure(state: TextState): TextMeasure {
  const { choices } = placedText(state);
  const views = provisionsOf(state);
  const inBrackets = bracketed(state);
  let position = 0;
  let wordsAgreed = 0;
  let wordsDisputed = 0;
  const byProvision = views.map((view) => {
    const counted = countWords(view.items, position, inBrackets);
    if (view.number !== undefined) position = counted.position;
    wordsAgreed += counted.agreed;
    wordsDisputed += counted.disputed;
    const { agreed, standing, disputed } = counted;
    return {
      id: view.id,
      openChoices: view.choices.length,
      words: agreed + standing,
      disputed,
    };
  });
  const settled = (status: string): number =>
    views.filter((view) => view.settlement?.status === status && view.choices.length === 0).length;
  return {
    openChoices: choices.length,
    wordsAgreed,
    wordsDisputed,
    provisions: views.filter(isStanding).length,
    provisionsAgreed: settled('agreed'),
    provisionsAdReferendum: settled('ad-referendum'),
    byParty: byParty(choices),
    byProvision,
  };
}

function isStanding({ number }: ProvisionView): boolean {
  return number !== undefined;
}

/** For each position, whether it is within brackets that the text itself holds. */
function bracketed(state: TextState): Uint8Array {
  const { living } = streamOf(state);
  const within = new Uint8Array(living.length);
  for (const { from, to, depth } of literalPairs(living)) if (depth === 0) within.fill(1, from, to);
  return within;
}

function countWords(
  items: readonly Item[],
  start: number,
  inBrackets: Uint8Array,
): { agreed: number; disputed: number; standing: number; position: number } {
  let [agreed, disputed, standing, position] = [0, 0, 0, start];
  // For each open choice, which alternative we are in; words count once whatever is around them.
  const open: number[] = [];
  let others = 0;
  for (const item of items) {
    if (typeof item === 'string') {
      const word = isWord(item) ? 1 : 0;
      if (others > 0) disputed += word;
      else {
        if (open.length > 0 || inBrackets[position] === 1) {
          disputed += word;
          standing += word;
        } else agreed += word;
        position++;
      }
    } else if (item.mark === 'choice') open.push(-1);
    else if (item.mark === 'alternative') {
      const before = open.pop() ?? -1;
      if (before === 0) others++;
      open.push(before + 1);
    } else if (item.mark === 'end') {
      if ((open.pop() ?? 0) > 0) others--;
    }
  }
  return { agreed, disputed, standing, position };
}

function byParty(
  choices: readonly {
    readonly alternatives: readonly { readonly stances: readonly { readonly party: string }[] }[];
  }[],
): TextMeasure['byParty'] {
  const counts = new Map<string, number>();
  for (const { alternatives } of choices) {
    const parties = alternatives.flatMap(({ stances }) => stances.map(({ party }) => party));
    for (const party of new Set(parties)) counts.set(party, (counts.get(party) ?? 0) + 1);
  }
  return [...counts]
    .map(([party, count]) => ({ party, choices: count }))
    .sort((one, other) => other.choices - one.choices || (one.party < other.party ? -1 : 1));
}
