import type { Compiled, Item } from './compiled.ts';
import { reads } from './stance.ts';
import { joinTokens, type Token } from './tokens.ts';

/** The tokens that one party reads: in each choice the alternative it is named at, else the default. */
export function readingTokens(items: readonly Item[], party: string | undefined): Token[] {
  const chosen = party === undefined ? undefined : choose(items, party);
  const tokens: Token[] = [];
  // For each open choice, which of its alternatives is read and which one we are in.
  const open: { readonly wanted: number; at: number }[] = [];
  let hidden = 0;
  let hiddenFrom = -1;
  items.forEach((item, index) => {
    if (typeof item === 'string') {
      if (hidden === 0) tokens.push(item);
      return;
    }
    if (item.mark === 'choice') {
      open.push({ wanted: chosen?.get(index) ?? 0, at: -1 });
      return;
    }
    if (item.mark === 'note') return;
    const depth = open.length;
    const choice = open.at(-1);
    if (!choice) return;
    if (hidden > 0 && hiddenFrom === depth) hidden = 0;
    if (item.mark === 'end') {
      open.pop();
      return;
    }
    choice.at += 1;
    if (hidden === 0 && choice.at !== choice.wanted) {
      hidden = 1;
      hiddenFrom = depth;
    }
  });
  return tokens;
}

/** The text as one party would have it; for nobody, the text without any proposal. */
export function reading({ items }: Pick<Compiled, 'items'>, party?: string): string {
  return joinTokens(readingTokens(items, party));
}

/** For each choice, by the place of its mark, the alternative at which the party is named. */
function choose(items: readonly Item[], party: string): Map<number, number> {
  const chosen = new Map<number, number>();
  const open: { readonly index: number; at: number }[] = [];
  items.forEach((item, index) => {
    if (typeof item === 'string') return;
    if (item.mark === 'choice') open.push({ index, at: -1 });
    else if (item.mark === 'end') open.pop();
    else if (item.mark === 'alternative') {
      const choice = open.at(-1);
      if (!choice) return;
      choice.at += 1;
      const named = item.stances.some((stance) => stance.party === party && reads(stance));
      if (named && !chosen.has(choice.index)) chosen.set(choice.index, choice.at);
    }
  });
  return chosen;
}
