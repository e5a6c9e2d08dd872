import { stopWords } from '#core/search/stop-words.ts';

type Rank = (query: string) => readonly string[];

/** The yardstick: BM25 with k1 1.2 and b 0.75 over words with their commonest endings cut off. */
export function plainBm25(
  documents: readonly { readonly id: string; readonly text: string }[],
): Rank {
  const texts = documents.map(({ text }) => countsOf(text));
  const average = texts.reduce((sum, { length }) => sum + length, 0) / texts.length;
  const within = new Map<string, number>();
  for (const { counts } of texts) {
    for (const word of counts.keys()) within.set(word, (within.get(word) ?? 0) + 1);
  }
  return (query) => {
    const asked = countsOf(query).counts;
    return texts
      .map(({ counts, length }, at) => {
        let score = 0;
        for (const [word, weight] of asked) {
          const frequency = counts.get(word) ?? 0;
          const df = within.get(word) ?? 0;
          const idf = Math.log(1 + (texts.length - df + 0.5) / (df + 0.5));
          const norm = 1.2 * (0.25 + (0.75 * length) / average);
          score += (weight * idf * frequency * 2.2) / (frequency + norm);
        }
        return { id: documents[at]?.id ?? '', score };
      })
      .filter(({ score }) => score > 0)
      .sort((one, other) => other.score - one.score)
      .map(({ id }) => id);
  };
}

function countsOf(text: string): { counts: ReadonlyMap<string, number>; length: number } {
  const common = stopWords('en');
  const counts = new Map<string, number>();
  let length = 0;
  for (const word of text.toLowerCase().match(/[a-z0-9]+/g) ?? []) {
    if (common.has(word)) continue;
    const stem = word.replace(/(ing|edly|ed|es|s|ly)$/, '');
    counts.set(stem, (counts.get(stem) ?? 0) + 1);
    length += 1;
  }
  return { counts, length };
}
