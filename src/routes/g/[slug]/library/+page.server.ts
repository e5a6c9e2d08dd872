import { redirect } from '@sveltejs/kit';
import { may } from '#policy/may.ts';
import { currentHouse } from '#server/current-house.ts';
import {
  browseLibrary,
  type ShelfFilters,
  shelfFields,
  type ShelfOrder,
  shelfOrders,
} from '#store/document/library-readers.ts';
import { groupOf } from '../group-of.ts';
import type { PageServerLoad } from './$types';

const pageSize = 30;
/** How the address asks for documents without a value in a field. */
const without = 'none';

export const load: PageServerLoad = async (event) => {
  const { group, standing } = await groupOf(event);
  const query = event.url.searchParams;
  const said = whatIsSaid(query);
  if (said.size < query.size)
    redirect(303, `${event.url.pathname}${said.size > 0 ? `?${said}` : ''}`);
  const filters = filtersFrom(query);
  const order: ShelfOrder = shelfOrders.find((one) => one === query.get('sort')) ?? 'recent';
  const page = Math.min(Math.max(1, Math.floor(Number(query.get('page')) || 1)), 100_000);
  const shelf = await browseLibrary(currentHouse().db.kysely, group.groupId, {
    filters,
    order,
    page,
    pageSize,
  });
  return {
    group,
    shelf,
    filters,
    order,
    page,
    pages: Math.ceil(shelf.total / pageSize),
    mayImport: may(standing, 'document.register').ok,
  };
};

/** Without the fields that a form sends though nothing was chosen: an address to pass on. */
function whatIsSaid(query: URLSearchParams): URLSearchParams {
  return new URLSearchParams(
    [...query].filter(([name, value]) => value !== '' && !(name === 'sort' && value === 'recent')),
  );
}

function filtersFrom(query: URLSearchParams): ShelfFilters {
  return Object.fromEntries(
    shelfFields.flatMap((field) => {
      const value = query.get(field);
      return value ? [[field, value === without ? '' : value]] : [];
    }),
  );
}
