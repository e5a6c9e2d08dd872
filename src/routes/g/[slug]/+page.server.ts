import { quietVerbs } from '#policy/activity.ts';
import { currentHouse } from '#server/current-house.ts';
import { latestDeeds } from '#store/activity/readers.ts';
import { latestDocuments } from '#store/document/readers.ts';
import { membersOf, subgroupsOf } from '#store/group/readers.ts';
import type { PageServerLoad } from './$types';
import { groupOf } from './group-of.ts';
import { seatsByGroup } from './seats-by-group.ts';

/** Documents stand apart; who sits where is on the page of members. */
const smallVerbs = [
  'document.registered',
  'member.listed',
  'member.changed',
  'member.joined',
  'subgroup.member-added',
  'subgroup.member-removed',
];

export const load: PageServerLoad = async (event) => {
  const { group } = await groupOf(event);
  const db = currentHouse().db.kysely;
  const [subgroups, members, documents, deeds] = await Promise.all([
    subgroupsOf(db, group.groupId),
    membersOf(db, group.groupId),
    latestDocuments(db, group.groupId, 5),
    latestDeeds(db, group.groupId, { limit: 6, without: [...quietVerbs, ...smallVerbs] }),
  ]);
  return { group, subgroups, documents, deeds, seats: seatsByGroup(members) };
};
