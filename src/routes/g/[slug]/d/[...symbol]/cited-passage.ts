import type { EarlierWords } from '#store/document/passage-readers.ts';

/** What became of what a citation of an earlier version points to. */
export interface Cited {
  /** The version that the citation is of. */
  readonly version: number;
  readonly label: string | null;
  readonly fate: 'document' | 'unchanged' | 'changed' | 'removed' | 'unknown';
  /** The words as they were cited, where they are others now. */
  readonly words: string | null;
}

/**
 * Reads `v` and `at` of a citation's address. Null when it is of the current version and what it
 * points to is there.
 */
export function citedPassage(
  query: URLSearchParams,
  current: number,
  outline: readonly { readonly label: string }[],
  earlier: readonly EarlierWords[],
): Cited | null {
  const asked = Number(query.get('v') ?? current);
  const version = Number.isInteger(asked) && asked >= 1 && asked <= current ? asked : current;
  const label = query.get('at');
  if (label === null)
    return version < current ? { version, label, fate: 'document', words: null } : null;
  // Words that were there until a version or a later one: the first such are those cited.
  const then = earlier.find((words) => words.label === label && words.untilVersion >= version);
  const isHere = outline.some((passage) => passage.label === label);
  if (then) {
    return { version, label, fate: isHere ? 'changed' : 'removed', words: then.text };
  }
  if (!isHere) {
    const gone = earlier.findLast((words) => words.label === label);
    return { version, label, fate: gone ? 'removed' : 'unknown', words: gone?.text ?? null };
  }
  return version < current ? { version, label, fate: 'unchanged', words: null } : null;
}
