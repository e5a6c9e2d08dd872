/** A term of the vocabulary that may have been meant. */
export interface SimilarTerm {
  readonly term: string;
  /** Letters to insert, drop, change or swap. */
  readonly distance: number;
  /** In how many passages it occurs. */
  readonly passages: number;
}

/**
 * The terms of the vocabulary nearest to one that is not in it: at most one slip in a short term
 * and two in a long one; nearest first, then the more frequent. Distance after F. Damerau (1964),
 * in its restricted form.
 */
export function similarTerms(
  term: string,
  vocabulary: Iterable<readonly [term: string, passages: number]>,
  limit = 5,
): readonly SimilarTerm[] {
  const most = term.length < 4 ? 0 : term.length < 7 ? 1 : 2;
  if (most === 0) return [];
  const found: SimilarTerm[] = [];
  for (const [known, passages] of vocabulary) {
    if (Math.abs(known.length - term.length) > most || known === term) continue;
    const distance = slips(term, known, most);
    if (distance <= most) found.push({ term: known, distance, passages });
  }
  return found
    .sort(
      (one, other) =>
        one.distance - other.distance ||
        Number(other.term[0] === term[0]) - Number(one.term[0] === term[0]) ||
        other.passages - one.passages ||
        (one.term < other.term ? -1 : 1),
    )
    .slice(0, limit);
}

/** The number of slips between two words, or any larger number than `most` where it is more. */
export function slips(one: string, other: string, most: number): number {
  let before: number[] = [];
  let above = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1];
      let cost = Math.min(
        (above[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const swapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (row > 1 && column > 1 && swapped) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return least;
    before = above;
    above = current;
  }
  return above[other.length] ?? 0;
}
