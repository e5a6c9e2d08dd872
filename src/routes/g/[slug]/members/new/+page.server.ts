import { redirect } from '@sveltejs/kit';
import { listMember } from '#actions/list-member.ts';
import { currentHouse } from '#server/current-house.ts';
import { formTexts, refuseForm } from '../../../../form-texts.ts';
import { mustBeAllowed } from '../../must.ts';
import { memberInput } from '../member-input.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await mustBeAllowed(event, 'member.list');
};

export const actions: Actions = {
  default: async (event) => {
    const { group } = await mustBeAllowed(event, 'member.list');
    const input = await formTexts(event.request);
    const { actor } = event.locals;
    const listed = await listMember(currentHouse(), actor, group.groupId, memberInput(input));
    if (!listed.ok) return refuseForm(listed.reason, input);
    redirect(303, `/g/${group.slug}/members/${listed.value.memberId}?listed`);
  },
};
