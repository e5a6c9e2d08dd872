import type { Item } from '../compiled.ts';
import type { PlacedChoice, PlacedText } from './placed-text.ts';

/** What an alternative of a choice holds: its words, and choices within them. */
export function alternativeItems(
  { items, choices }: PlacedText,
  choice: PlacedChoice,
  index: number,
): readonly Item[] {
  // Choices are in the order of their marks; those within an alternative have no place of their own.
  let left = choices.filter(({ literal }) => !literal).indexOf(choice);
  const start = items.findIndex((item) => {
    if (typeof item === 'string' || item.mark !== 'choice' || item.from === undefined) return false;
    return left-- === 0;
  });
  let depth = 0;
  let at = -1;
  let from = start;
  for (let next = start; next < items.length && start >= 0; next++) {
    const item = items[next];
    if (item === undefined || typeof item === 'string') continue;
    if (item.mark === 'choice') depth++;
    else if (item.mark === 'alternative' && depth === 1) {
      if (at === index) return items.slice(from, next);
      at++;
      from = next + 1;
    } else if (item.mark === 'end') {
      depth--;
      if (depth === 0) return at === index ? items.slice(from, next) : [];
    }
  }
  return [];
}
