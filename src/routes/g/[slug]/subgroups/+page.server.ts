import { may } from '#policy/may.ts';
import { currentHouse } from '#server/current-house.ts';
import { subgroupsOf } from '#store/group/readers.ts';
import { groupOf } from '../group-of.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { group, standing } = await groupOf(event);
  return {
    subgroups: await subgroupsOf(currentHouse().db.kysely, group.groupId),
    mayFound: may(standing, 'subgroup.found').ok,
  };
};
