/** A text made ready for comparing: layout aside, with the count of each word. */
export interface Comparable {
  readonly text: string;
  readonly words: ReadonlyMap<string, number>;
  readonly size: number;
}

export function comparable(text: string): Comparable {
  const plain = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  const words = new Map<string, number>();
  let size = 0;
  for (const word of wordsOf(plain)) {
    words.set(word, (words.get(word) ?? 0) + 1);
    size += 1;
  }
  return { text: plain, words, size };
}

/**
 * How alike two texts are, from 0 to 1: the share of words they have in common, counted with
 * repetition (Sørensen and Dice). Texts without words are alike only where they are equal.
 */
export function likeness(one: Comparable, other: Comparable): number {
  if (one.text === other.text) return 1;
  const total = one.size + other.size;
  if (total === 0 || (2 * Math.min(one.size, other.size)) / total < 0.3) return 0;
  const [few, many] = one.words.size < other.words.size ? [one, other] : [other, one];
  let common = 0;
  for (const [word, count] of few.words) common += Math.min(count, many.words.get(word) ?? 0);
  // Words in another order are not the same words: never quite 1 for unequal texts.
  return Math.min((2 * common) / total, 0.99);
}

/** Words, or single characters where a script has no spaces. */
function wordsOf(text: string): readonly string[] {
  return (
    text
      .toLowerCase()
      .match(/[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}]|[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}
