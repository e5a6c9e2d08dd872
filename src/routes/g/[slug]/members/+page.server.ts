import { may } from '#policy/may.ts';
import { currentHouse } from '#server/current-house.ts';
import { membersOf } from '#store/group/readers.ts';
import { groupOf } from '../group-of.ts';
import { seatsByGroup } from '../seats-by-group.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { group, standing } = await groupOf(event);
  const members = await membersOf(currentHouse().db.kysely, group.groupId);
  return {
    group,
    seats: seatsByGroup(members),
    mayList: may(standing, 'member.list').ok,
    mayInvite: may(standing, 'member.invite').ok,
  };
};
