import { done, type Result } from '#core/result.ts';
import { analyse } from '#core/search/analyse.ts';
import { memoryIndex } from '#core/search/memory-index.ts';
import { queryTerms } from '#core/search/query-terms.ts';
import { rank } from '#core/search/rank.ts';
import { collectionLanguages } from '#language/collection-languages.ts';
import { stem } from '#language/stem.ts';
import { eachItem, type Id, type Item } from './json-lines.ts';

export interface RankRequest {
  /** Files of JSON lines: {"id","text"}, for documents also "title" and "language". */
  readonly documents: string;
  readonly queries: string;
  /** How many documents to name for each query. */
  readonly limit: number;
}

export interface Ranked {
  readonly documents: number;
  readonly queries: number;
}

/**
 * Ranks a collection for each of its queries, with the code that serves the search page, and
 * writes a line of JSON for each query: {"query","results":[{"id","score"}]}, best first, equal
 * scores in the order of the documents. A line that cannot be read ends it, with file and line.
 */
export async function rankCollection(
  { documents, queries, limit }: RankRequest,
  write: (line: string) => void,
): Promise<Result<Ranked>> {
  const ids: Id[] = [];
  const index = memoryIndex();
  const languages = collectionLanguages(({ text }: Item, language) => {
    index.add(analyse(text, language, stem));
  });
  const seen = new Set<string>();
  const refusal = await eachItem(documents, (item, line) => {
    if (seen.has(String(item.id))) {
      return { code: 'lines-id-twice', file: documents, line, id: String(item.id) };
    }
    seen.add(String(item.id));
    ids.push(item.id);
    languages.take(item);
    return undefined;
  });
  if (refusal) return { ok: false, reason: refusal };
  const spoken = languages.finish();

  const asked: Item[] = [];
  const refusedQuery = await eachItem(queries, (item) => void asked.push(item));
  if (refusedQuery) return { ok: false, reason: refusedQuery };
  for (const { id, text } of asked) {
    const found = await rank(index, queryTerms(text, spoken, stem), { limit });
    const results = found.best.map(({ passage, score }) => ({ id: ids[passage], score }));
    write(JSON.stringify({ query: id, results }));
  }
  return done({ documents: ids.length, queries: asked.length });
}
