import type { Item } from './compiled.ts';
import { type Label, readLabel } from './label.ts';
import { isWord, joinTokens, paragraphEnd, type Token } from './tokens.ts';

/** How much of a text is in dispute. All counts are of words, or of choices. */
export interface ItemsMeasure {
  /** Words of the text as it stands, in no choice. */
  readonly wordsAgreed: number;
  /** Words within brackets: those that stand and those proposed. */
  readonly wordsDisputed: number;
  readonly choices: number;
  /** How deep choices lie in each other. */
  readonly maxDepth: number;
  /** For each party, at how many choices it stands and how many words it proposes there. */
  readonly byParty: readonly {
    readonly party: string;
    readonly choices: number;
    readonly words: number;
  }[];
  readonly provisions: readonly ProvisionMeasure[];
}

export interface ProvisionMeasure {
  /** 1, 2, 3 … of the provisions that stand, those without words not counted. */
  readonly number: number;
  readonly label: string | null;
  readonly wordsAgreed: number;
  readonly wordsDisputed: number;
  readonly choices: number;
}

/** Measures a text with its choices, in one walk. */
export function measureItems(items: readonly Item[]): ItemsMeasure {
  const parties = new Map<string, { choices: Set<number>; words: number }>();
  const provisions: (Omit<ProvisionMeasure, 'number' | 'label'> & { head: Token[] })[] = [];
  const fresh = () => ({ wordsAgreed: 0, wordsDisputed: 0, choices: 0, head: [] as Token[] });
  let provision = fresh();
  let [wordsAgreed, wordsDisputed, choices, maxDepth] = [0, 0, 0, 0];
  const open: { readonly choice: number; alternative: number; parties: readonly string[] }[] = [];
  /** Choices that have opened and held no word yet: they are counted where their first word is. */
  let opened = 0;
  /** Within alternatives that do not stand, paragraph ends make no provision. */
  let proposed = 0;

  const endProvision = (): void => {
    if (provision.wordsAgreed + provision.wordsDisputed > 0) provisions.push(provision);
    else opened += provision.choices;
    provision = fresh();
  };
  const place = (): void => {
    provision = { ...provision, choices: provision.choices + opened };
    opened = 0;
  };
  const countWord = (token: Token): void => {
    place();
    if (open.length === 0) {
      wordsAgreed++;
      provision = { ...provision, wordsAgreed: provision.wordsAgreed + 1 };
    } else {
      wordsDisputed++;
      provision = { ...provision, wordsDisputed: provision.wordsDisputed + 1 };
      for (const party of open.at(-1)?.parties ?? []) {
        const known = parties.get(party);
        if (known) known.words++;
      }
    }
    if (proposed === 0 && provision.head.length < 8) provision.head.push(token);
  };
  for (const item of items) {
    if (typeof item === 'string') {
      if (item === paragraphEnd && proposed === 0) endProvision();
      else if (isWord(item)) countWord(item);
      else if (proposed === 0 && provision.head.length < 8) provision.head.push(item);
    } else if (item.mark === 'choice') {
      choices++;
      opened++;
      open.push({ choice: choices, alternative: -1, parties: [] });
      maxDepth = Math.max(maxDepth, open.length);
    } else if (item.mark === 'alternative') {
      const choice = open.at(-1);
      if (!choice) continue;
      choice.alternative++;
      if (choice.alternative === 1) proposed++;
      choice.parties = item.stances.map(({ party }) => party);
      for (const party of choice.parties) {
        const known = parties.get(party) ?? { choices: new Set(), words: 0 };
        known.choices.add(choice.choice);
        parties.set(party, known);
      }
    } else if (item.mark === 'end') {
      place();
      if ((open.pop()?.alternative ?? 0) >= 1) proposed--;
    }
  }
  endProvision();
  return {
    wordsAgreed,
    wordsDisputed,
    choices,
    maxDepth,
    byParty: [...parties]
      .map(([party, held]) => ({ party, choices: held.choices.size, words: held.words }))
      .sort((one, other) => (one.party < other.party ? -1 : 1)),
    provisions: provisions.map(({ head, ...counts }, index) => ({
      number: index + 1,
      label: labelOf(head),
      ...counts,
    })),
  };
}

function labelOf(head: readonly Token[]): string | null {
  const found: Label | undefined = readLabel(joinTokens(head));
  return found?.label ?? null;
}
