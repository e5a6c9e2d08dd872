import { currentHouse } from '#server/current-house.ts';
import { searchPassages } from '#store/search/search-passages.ts';
import { groupOf } from '../group-of.ts';
import type { PageServerLoad } from './$types';

const pageSize = 20;
/** Pages that may be asked for: who wants more should ask more narrowly. */
const mostPages = 250;

export const load: PageServerLoad = async (event) => {
  const { group } = await groupOf(event);
  const query = (event.url.searchParams.get('q') ?? '').trim();
  const page = Math.min(
    Math.max(1, Math.floor(Number(event.url.searchParams.get('page')) || 1)),
    mostPages,
  );
  const db = currentHouse().db.kysely;
  const found =
    query === '' ? null : await searchPassages(db, group.groupId, { query, page, pageSize });
  return {
    group,
    query,
    page,
    found,
    pages: Math.min(mostPages, Math.ceil((found?.total ?? 0) / pageSize)),
  };
};
