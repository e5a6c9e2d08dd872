import { error } from '@sveltejs/kit';
import { may } from '#policy/may.ts';
import { currentHouse } from '#server/current-house.ts';
import { earlierWordsOf, outlineOf, passagesBetween } from '#store/document/passage-readers.ts';
import { documentBySymbol, relationsOf, versionsOf } from '#store/document/readers.ts';
import { pageBreaks } from '#ui/page-breaks.ts';
import { groupOf } from '../../group-of.ts';
import { citedPassage } from './cited-passage.ts';
import { contentsOf } from './contents.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { group, standing } = await groupOf(event);
  const db = currentHouse().db.kysely;
  const { symbol } = event.params;
  const document = await documentBySymbol(db, group.groupId, symbol);
  if (!document) {
    return error(404, event.locals.speech.t('error.document-not-found', { symbol }));
  }
  const key = [db, group.groupId, document.documentId] as const;
  const [outline, earlier, versions, relations] = await Promise.all([
    outlineOf(...key),
    document.version > 1 ? earlierWordsOf(...key) : [],
    versionsOf(...key),
    relationsOf(db, group.groupId, document),
  ]);

  const pages = pageBreaks(outline);
  const now = new Set(outline.map(({ label }) => label));
  const removed = earlier.filter(({ label, fate }) => fate === 'removed' && !now.has(label));
  const page = pageAsked(event.url.searchParams, outline, pages, removed);
  const range = pages[page - 1];
  const passages = range ? await passagesBetween(...key, range.first, range.last) : [];
  return {
    group,
    document,
    passages,
    earlier,
    removed: page === Math.max(1, pages.length) ? removed : [],
    cited: citedPassage(event.url.searchParams, document.version, outline, earlier),
    contents: contentsOf(outline),
    versions,
    relations,
    page,
    pages: pages.length,
    mayCorrect: may(standing, 'document.correct').ok,
    mayDescribe: may(standing, 'document.describe').ok,
  };
};

/** The page that holds the passage asked for with `at`, else the one asked for with `page`. */
function pageAsked(
  query: URLSearchParams,
  outline: readonly { readonly label: string; readonly position: number }[],
  pages: readonly { readonly first: number; readonly last: number }[],
  removed: readonly { readonly label: string }[],
): number {
  const at = query.get('at');
  const position = outline.find(({ label }) => label === at)?.position;
  if (position !== undefined) {
    return 1 + pages.findIndex(({ first, last }) => first <= position && position <= last);
  }
  // What was removed is listed at the end.
  if (removed.some(({ label }) => label === at)) return Math.max(1, pages.length);
  return Math.min(
    Math.max(1, Math.floor(Number(query.get('page')) || 1)),
    Math.max(1, pages.length),
  );
}
