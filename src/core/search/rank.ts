import type { TermCounts } from './analyse.ts';
import { feedbackPassages, feedbackTerms, refine } from './feedback.ts';
import { countPostings } from './postings.ts';
import { scorePassages, type Blocks, type Corpus, type QueryTerm, type Scored } from './score.ts';
import type { Bitset } from './bitset.ts';

/**
 * Where ranking finds what it reads. The page reads a database, `rank` its own memory; what is
 * done with it is the same.
 */
export interface RankSource {
  readonly corpus: Corpus;
  /** The postings of the terms; a term nobody knows may be absent. */
  blocks(terms: readonly string[]): Promise<Blocks> | Blocks;
  /** The terms of a few passages, in the order asked for. */
  termCounts(
    passages: readonly number[],
  ): Promise<readonly TermCounts['counts'][]> | readonly TermCounts['counts'][];
  /** In how many passages each of a few hundred terms occurs. From the blocks, when absent. */
  frequencies?(
    terms: readonly string[],
  ): Promise<ReadonlyMap<string, number>> | ReadonlyMap<string, number>;
}

export interface RankOptions {
  readonly limit: number;
  readonly allowed?: Bitset | undefined;
  readonly dead?: Bitset | undefined;
}

/**
 * The passages that a question finds, best first: scored by its words, then ranked again by what
 * the five best speak of. Nothing is found that holds none of the words.
 */
export async function rank(
  source: RankSource,
  query: readonly QueryTerm[],
  options: RankOptions,
): Promise<Scored> {
  const { corpus } = source;
  const blocks = await source.blocks([...new Set(query.flatMap(({ terms }) => terms))]);
  const first = scorePassages({
    ...options,
    corpus,
    blocks,
    query,
    limit: Math.max(options.limit, feedbackPassages),
  });
  const heard = first.best.slice(0, feedbackPassages);
  const counts = await source.termCounts(heard.map(({ passage }) => passage));
  const best = heard.map(({ score }, index) => ({ score, counts: counts[index] ?? new Map() }));
  const frequencies = await frequenciesOf(source, [
    ...new Set(best.flatMap((one) => [...one.counts.keys()])),
  ]);
  const feedback = feedbackTerms(best, query, corpus, (term) => frequencies.get(term));
  const more = await source.blocks(
    feedback.flatMap(({ terms }) => terms).filter((term) => !blocks.has(term)),
  );
  return refine(first, query, feedback, new Map([...more, ...blocks]), corpus, options.limit);
}

async function frequenciesOf(source: RankSource, terms: readonly string[]) {
  if (source.frequencies) return source.frequencies(terms);
  const found = await source.blocks(terms);
  return new Map(
    [...found].map(([term, blocks]) => [
      term,
      blocks.reduce((sum, block) => sum + countPostings(block), 0),
    ]),
  );
}
