import type { Passage } from '#store/document/passage-readers.ts';

/**
 * The level of each heading among the passages of one page, by label: below that of the document's
 * title, deeper with each heading above it, and never skipping one.
 */
export function headingLevels(passages: readonly Passage[]): ReadonlyMap<string, number> {
  const levels = new Map<string, number>();
  let before = 1;
  for (const { label, kind, path } of passages) {
    if (kind !== 'heading') continue;
    before = Math.min(2 + path.length, before + 1, 6);
    levels.set(label, before);
  }
  return levels;
}
