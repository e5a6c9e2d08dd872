import type { Kysely } from 'kysely';
import { similarTerms } from '#core/search/similar-terms.ts';
import type { QueryTerm } from '#core/search/score.ts';
import type { Schema } from '#db/schema.ts';

/** A word that no passage has, and the words nearest to it that passages do have. */
export interface Nearest {
  readonly asked: string;
  readonly used: readonly string[];
}

/** The words of a question that found nothing, each replaced by the nearest that are there. */
export async function nearestTerms(
  db: Kysely<Schema>,
  groupId: string,
  asked: readonly QueryTerm[],
): Promise<{ terms: readonly QueryTerm[]; nearest: readonly Nearest[] }> {
  const rows = await db
    .selectFrom('term')
    .select(['term', 'passages'])
    .where('group_id', '=', groupId)
    .execute();
  const vocabulary = new Map(rows.map(({ term, passages }) => [term, passages]));
  const nearest: Nearest[] = [];
  const terms = asked.map((word) => {
    const [first = ''] = word.terms;
    if (word.terms.some((term) => vocabulary.has(term))) return word;
    const used = similarTerms(first, vocabulary, 3).map(({ term }) => term);
    if (used.length > 0) nearest.push({ asked: first, used });
    return { ...word, terms: used };
  });
  return { terms: terms.filter((word) => word.terms.length > 0), nearest };
}
