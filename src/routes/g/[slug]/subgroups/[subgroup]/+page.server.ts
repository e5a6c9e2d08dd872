import { may } from '#policy/may.ts';
import { currentHouse } from '#server/current-house.ts';
import { membersOfSubgroup } from '#store/subgroup/readers.ts';
import type { PageServerLoad } from './$types';
import { subgroupOf } from './subgroup-of.ts';

export const load: PageServerLoad = async (event) => {
  const { group, standing, subgroup } = await subgroupOf(event);
  const db = currentHouse().db.kysely;
  return {
    subgroup,
    members: await membersOfSubgroup(db, group.groupId, subgroup.subgroupId),
    mayChange: may(standing, 'subgroup.change-settings').ok,
  };
};
