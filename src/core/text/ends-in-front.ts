import type { Item } from './compiled.ts';
import { paragraphEnd } from './tokens.ts';

/**
 * The same text with the same readings, where choices of whole provisions hold the paragraph end before
 * them instead of the one behind, which is how the notation marks new and deleted provisions.
 */
export function endsInFront(items: readonly Item[]): Item[] {
  const turned: Item[] = [];
  for (let at = 0; at < items.length; at++) {
    const item = items[at];
    if (item === undefined) continue;
    const isChoice = typeof item === 'object' && item.mark === 'choice';
    const end = isChoice ? endOf(items, at) : at;
    const turns = isChoice && turned.at(-1) === paragraphEnd && isWholeLines(items, at, end);
    if (!turns) {
      for (; at <= end; at++) turned.push(items[at] ?? paragraphEnd);
      at = end;
      continue;
    }
    turned.pop();
    // Not spread: a choice may hold more items than a call takes arguments.
    for (const item of turnedChoice(items, at, end)) turned.push(item);
    turned.push(paragraphEnd);
    at = end;
  }
  return turned;
}

/** Where the choice that opens at a place ends. */
function endOf(items: readonly Item[], start: number): number {
  let depth = 0;
  for (let at = start; at < items.length; at++) {
    const item = items[at];
    if (typeof item !== 'object') continue;
    if (item.mark === 'choice') depth++;
    if (item.mark === 'end' && --depth === 0) return at;
  }
  return items.length - 1;
}

/** Calls for each alternative of the choice with where its words begin and, not included, end. */
function eachAlternative(
  items: readonly Item[],
  start: number,
  end: number,
  take: (from: number, to: number) => void,
): void {
  let depth = 0;
  let from = -1;
  for (let at = start; at <= end; at++) {
    const item = items[at];
    if (typeof item !== 'object') continue;
    if (item.mark === 'choice') depth++;
    const isEdge = depth === 1 && (item.mark === 'alternative' || item.mark === 'end');
    if (item.mark === 'end') depth--;
    if (!isEdge) continue;
    if (from >= 0) take(from, at);
    from = at + 1;
  }
}

/** Whether every alternative is empty, or lines with their ends behind them. */
function isWholeLines(items: readonly Item[], start: number, end: number): boolean {
  let whole = true;
  eachAlternative(items, start, end, (from, to) => {
    if (from === to) return;
    if (items[from] === paragraphEnd || items[to - 1] !== paragraphEnd) whole = false;
  });
  return whole;
}

function turnedChoice(items: readonly Item[], start: number, end: number): Item[] {
  const turned: Item[] = items.slice(start, end + 1);
  eachAlternative(items, start, end, (from, to) => {
    if (from === to) return;
    turned.copyWithin(from - start + 1, from - start, to - start - 1);
    turned[from - start] = paragraphEnd;
  });
  return turned;
}
