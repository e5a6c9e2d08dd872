import { redirect } from '@sveltejs/kit';
import { foundSubgroup } from '#actions/found-subgroup.ts';
import { currentHouse } from '#server/current-house.ts';
import { formTexts, refuseForm } from '../../../../form-texts.ts';
import { mustBeAllowed } from '../../must.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await mustBeAllowed(event, 'subgroup.found');
};

export const actions: Actions = {
  default: async (event) => {
    const { group } = await mustBeAllowed(event, 'subgroup.found');
    const input = await formTexts(event.request);
    const { name = '', termsOfReference = '', due = '' } = input;
    const { actor } = event.locals;
    const settings = { name, termsOfReference, due };
    const founded = await foundSubgroup(currentHouse(), actor, group.groupId, settings);
    if (!founded.ok) return refuseForm(founded.reason, input);
    redirect(303, `/g/${group.slug}/subgroups/${founded.value.slug}/members`);
  },
};
