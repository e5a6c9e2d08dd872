import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { done, refused, type Reason, type Result } from '#core/result.ts';
import { analyse } from '#core/search/analyse.ts';
import { memoryIndex } from '#core/search/memory-index.ts';
import { queryTerms } from '#core/search/query-terms.ts';
import { rank } from '#core/search/rank.ts';
import { collectionLanguages } from '#language/collection-languages.ts';
import { stem } from '#language/stem.ts';

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
      return { code: 'rank-id-twice', file: documents, line, id: String(item.id) };
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

type Id = string | number;

interface Item {
  readonly id: Id;
  readonly text: string;
  readonly language?: string | undefined;
}

/** Hands on every line of a file, in order; ends with the first reason that stops it. */
async function eachItem(
  file: string,
  take: (item: Item, line: number) => Reason | undefined | void,
): Promise<Reason | undefined> {
  const stream = createReadStream(file, 'utf8');
  let line = 0;
  try {
    for await (const text of createInterface({ input: stream, crlfDelay: Infinity })) {
      line += 1;
      const content = text.replace(/^\ufeff/, '').trim();
      if (!content) continue;
      const item = readItem(content);
      if (!item.ok) return { ...item.reason, file, line };
      const reason = take(item.value, line);
      if (reason) return reason;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
      return { code: 'rank-file-unreadable', file, problem: error.code };
    }
    throw error;
  } finally {
    stream.destroy();
  }
  return undefined;
}

function readItem(content: string): Result<Item> {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return refused('rank-line-not-json');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refused('rank-line-no-object');
  }
  const { id, text, title, language } = value as Readonly<Record<string, unknown>>;
  if ((typeof id !== 'string' || id === '') && typeof id !== 'number') {
    return refused('rank-line-without', { field: 'id' });
  }
  if (typeof text !== 'string') return refused('rank-line-without', { field: 'text' });
  return done({
    id,
    text: typeof title === 'string' ? `${title}\n${text}` : text,
    language: typeof language === 'string' ? language.toLowerCase().slice(0, 2) : undefined,
  });
}
