export interface Measures {
  /** Gain of the first ten by rank, against the best order possible. */
  readonly ndcg10: number;
  /** Average precision over all that is relevant. */
  readonly averagePrecision: number;
}

/** How good a ranking is, with relevance yes or no. Source: Järvelin and Kekäläinen (2002). */
export function measure(ranked: readonly string[], relevant: ReadonlySet<string>): Measures {
  let gain = 0;
  let precision = 0;
  let hits = 0;
  for (const [index, id] of ranked.entries()) {
    if (!relevant.has(id)) continue;
    hits += 1;
    precision += hits / (index + 1);
    if (index < 10) gain += 1 / Math.log2(index + 2);
  }
  let ideal = 0;
  for (let index = 0; index < Math.min(10, relevant.size); index += 1)
    ideal += 1 / Math.log2(index + 2);
  return {
    ndcg10: ideal > 0 ? gain / ideal : 0,
    averagePrecision: relevant.size > 0 ? precision / relevant.size : 0,
  };
}
