import { redirect } from '@sveltejs/kit';
import { addSubgroupMember } from '#actions/add-subgroup-member.ts';
import { removeSubgroupMember } from '#actions/remove-subgroup-member.ts';
import { currentHouse } from '#server/current-house.ts';
import { membersOf } from '#store/group/readers.ts';
import { membersOfSubgroup } from '#store/subgroup/readers.ts';
import { formTexts, refuseForm } from '../../../../../form-texts.ts';
import { subgroupOf } from '../subgroup-of.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const { group, subgroup } = await subgroupOf(event, 'subgroup.change-members');
  const db = currentHouse().db.kysely;
  const inside = await membersOfSubgroup(db, group.groupId, subgroup.subgroupId);
  const there = new Set(inside.map(({ member_id }) => member_id));
  const everyone = await membersOf(db, group.groupId);
  return { subgroup, inside, outside: everyone.filter(({ member_id }) => !there.has(member_id)) };
};

async function change(event: RequestEvent, deed: typeof addSubgroupMember) {
  const { group, subgroup } = await subgroupOf(event, 'subgroup.change-members');
  const input = await formTexts(event.request);
  const { actor } = event.locals;
  const { subgroupId, slug } = subgroup;
  const member = input['member'] ?? '';
  const changed = await deed(currentHouse(), actor, group.groupId, subgroupId, member);
  if (!changed.ok) return refuseForm(changed.reason, input);
  return redirect(303, `/g/${group.slug}/subgroups/${slug}/members`);
}

export const actions: Actions = {
  add: (event) => change(event, addSubgroupMember),
  remove: (event) => change(event, removeSubgroupMember),
};
