/**
 * Texts with the statistics of language and no meaning: words by Zipf's law over a vocabulary of
 * pronounceable syllables, the same in every run.
 */
export function createInventor(seed: number, vocabulary = 12_000) {
  let state = seed >>> 0;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const syllables = ['ra', 'mo', 'ti', 'len', 'dor', 'vi', 'sa', 'kun', 'pe', 'bal', 'zor', 'ni'];
  const words = Array.from({ length: vocabulary }, (_, rank) => {
    let word = '';
    for (let left = rank + 13; left > 0; left = Math.floor(left / syllables.length)) {
      word += syllables[left % syllables.length];
    }
    return word;
  });
  const weights = words.map((_, rank) => 1 / (rank + 2.7));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const cumulative: number[] = [];
  weights.reduce((sum, weight) => (cumulative.push(sum + weight), sum + weight), 0);
  const pick = (): string => {
    const target = random() * total;
    let low = 0;
    let high = cumulative.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((cumulative[middle] ?? 0) < target) low = middle + 1;
      else high = middle;
    }
    return words[low] ?? '';
  };
  return {
    /** The word of a rank, 0 for the most frequent. */
    word: (rank: number): string => words[rank] ?? '',
    passage: (length: number): string => Array.from({ length }, pick).join(' '),
    random,
  };
}
