export interface Labelled {
  readonly text: string;
  readonly label: string;
}

type Vector = ReadonlyMap<string, number>;

/** The plain TF-IDF vectors of texts, one long: words of three letters or more, no stemming. */
export function plainVectors(texts: readonly string[]): readonly Vector[] {
  const counts = texts.map((text) => {
    const words = new Map<string, number>();
    for (const [word] of text.toLowerCase().matchAll(/\p{L}{3,}/gu)) {
      words.set(word, (words.get(word) ?? 0) + 1);
    }
    return words;
  });
  const frequencies = new Map<string, number>();
  for (const words of counts) {
    for (const word of words.keys()) frequencies.set(word, (frequencies.get(word) ?? 0) + 1);
  }
  return counts.map((words) => {
    const weighed = [...words].map(
      ([word, count]) =>
        [word, count * Math.log(texts.length / (frequencies.get(word) ?? 1))] as const,
    );
    const length = Math.hypot(...weighed.map(([, weight]) => weight)) || 1;
    return new Map(weighed.map(([word, weight]) => [word, weight / length]));
  });
}

export function plainCosine(one: Vector, other: Vector): number {
  let sum = 0;
  for (const [word, weight] of one) sum += weight * (other.get(word) ?? 0);
  return sum;
}

/** The label whose middle is nearest to each vector, its own example left out. */
export function nearestCentroids(
  vectors: readonly Vector[],
  labels: readonly string[],
): readonly string[] {
  return vectors.map((vector, own) => {
    const sums = new Map<string, Map<string, number>>();
    for (const [at, other] of vectors.entries()) {
      if (at === own) continue;
      const label = labels[at] ?? '';
      const sum = sums.get(label) ?? new Map<string, number>();
      for (const [word, weight] of other) sum.set(word, (sum.get(word) ?? 0) + weight);
      sums.set(label, sum);
    }
    let [best, closest] = ['', -Infinity];
    for (const [label, sum] of sums) {
      let square = 0;
      for (const weight of sum.values()) square += weight * weight;
      const close = plainCosine(vector, sum) / Math.sqrt(square || 1);
      if (close > closest) [best, closest] = [label, close];
    }
    return best;
  });
}
