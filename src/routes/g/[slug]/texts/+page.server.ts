import { may } from '#policy/may.ts';
import { currentHouse } from '#server/current-house.ts';
import { textsOf } from '#store/text/readers.ts';
import { groupOf } from '../group-of.ts';
import { marksOf } from '../t/[number]/text-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { group, standing } = await groupOf(event);
  const [texts, marks] = await Promise.all([
    textsOf(currentHouse().db.kysely, group.groupId),
    marksOf(group.groupId),
  ]);
  return { group, texts, marks, mayTable: may(standing, 'text.table').ok };
};
