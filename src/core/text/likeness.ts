import type { Token } from './tokens.ts';

/** What share of the longer one's words the other has too, wherever they stand: from 0 to 1. */
export function likeness(one: readonly Token[], other: readonly Token[]): number {
  const counts = new Map<Token, number>();
  for (const word of one) counts.set(word, (counts.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of other) {
    const left = counts.get(word) ?? 0;
    if (left === 0) continue;
    counts.set(word, left - 1);
    shared++;
  }
  return shared / Math.max(one.length, other.length, 1);
}
