import {
  addTerm,
  summarise,
  type Blocks,
  type Corpus,
  type QueryTerm,
  type Scored,
} from './score.ts';

/** A passage found by the question's own words, with the terms that occur in it. */
export interface FeedbackPassage {
  readonly score: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** How many of the best passages speak for the question. */
export const feedbackPassages = 5;
const feedbackTermCount = 15;
/** A term in more passages than this, as a share and as a number, costs more to read than it tells. */
const commonestShare = 0.2;
const commonest = 2_000;
/** What the question's own words keep of the weight. */
const ownShare = 0.5;

/**
 * What the best passages speak of beside the words asked for: their most telling terms, weighted
 * so that they sum to one. Pseudo relevance feedback by Bo1, a passage counting by the square of
 * its score. Source: G. Amati, "Probability Models for Information Retrieval based on Divergence
 * from Randomness" (2003), with the number of passages in place of the collection frequency.
 *
 * `documents` tells in how many passages a term occurs; a term it does not know is passed over.
 */
export function feedbackTerms(
  best: readonly FeedbackPassage[],
  query: readonly QueryTerm[],
  corpus: Corpus,
  documents: (term: string) => number | undefined,
): readonly QueryTerm[] {
  const highest = best[0]?.score ?? 0;
  const asked = new Set(query.flatMap(({ terms }) => terms));
  const strength = new Map<string, number>();
  for (const { score, counts } of best.slice(0, feedbackPassages)) {
    const trust = (score / highest) ** 2;
    for (const [term, count] of counts) {
      strength.set(term, (strength.get(term) ?? 0) + trust * count);
    }
  }
  const most = Math.min(commonest, commonestShare * corpus.passages);
  const telling = [...strength].flatMap(([term, count]) => {
    const frequency = documents(term) ?? 0;
    if (frequency < 2 || (frequency > most && !asked.has(term))) return [];
    const expected = frequency / corpus.passages;
    return [{ term, gain: count * Math.log2((1 + expected) / expected) + Math.log2(1 + expected) }];
  });
  const kept = telling
    .sort((one, other) => other.gain - one.gain || (one.term < other.term ? -1 : 1))
    .slice(0, feedbackTermCount);
  const sum = kept.reduce((total, { gain }) => total + gain, 0);
  return kept.map(({ term, gain }) => ({ terms: [term], weight: gain / sum }));
}

/**
 * Ranks again what already matched, by the question's words and by the feedback terms, half and
 * half. What matches stays the same: every result has a word that was asked for.
 */
export function refine(
  first: Scored,
  query: readonly QueryTerm[],
  feedback: readonly QueryTerm[],
  blocks: Blocks,
  corpus: Corpus,
  limit: number,
): Scored {
  if (feedback.length === 0) return summarise(first.scores, limit);
  const asked = query.reduce((sum, { weight }) => sum + weight, 0);
  const added = new Float64Array(first.scores.length);
  for (const term of feedback) addTerm(added, term, blocks, corpus);
  for (let passage = 0; passage < added.length; passage += 1) {
    const score = first.scores[passage] ?? 0;
    added[passage] =
      score > 0 ? (ownShare * score) / asked + (1 - ownShare) * (added[passage] ?? 0) : 0;
  }
  return summarise(added, limit);
}
