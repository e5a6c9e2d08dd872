import type { Item } from '#core/text/compiled.ts';
import { compareWith } from '#core/text/hunks.ts';
import { isWord, tokenise } from '#core/text/tokens.ts';
import type { Scene } from './random-versions.ts';

/**
 * Words in brackets, and words truly in dispute: those of the base that some version's shortest edit
 * takes out, and what versions put in at each place, equal strings once.
 */
export function disputeOf(
  { base, versions }: Scene,
  items: readonly Item[],
): { readonly disputed: number; readonly bracketed: number } {
  const comparer = compareWith(tokenise(base));
  const out = new Set<number>();
  const strings = new Map<string, number>();
  for (const { text } of versions) {
    for (const { from, to, insert } of comparer.withText(text)) {
      for (let at = from; at < to; at++) if (isWord(comparer.base[at] ?? '')) out.add(at);
      strings.set(JSON.stringify([from, to, insert]), insert.filter(isWord).length);
    }
  }
  const disputed = out.size + [...strings.values()].reduce((sum, words) => sum + words, 0);
  let depth = 0;
  let bracketed = 0;
  for (const item of items) {
    if (typeof item === 'string') bracketed += depth > 0 && isWord(item) ? 1 : 0;
    else if (item.mark === 'choice') depth++;
    else if (item.mark === 'end') depth--;
  }
  return { disputed, bracketed };
}
