import { redirect } from '@sveltejs/kit';
import { changeSubgroupSettings } from '#actions/change-subgroup-settings.ts';
import { currentHouse } from '#server/current-house.ts';
import { formTexts, refuseForm } from '../../../../../form-texts.ts';
import { subgroupOf } from '../subgroup-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { subgroup } = await subgroupOf(event, 'subgroup.change-settings');
  return { subgroup };
};

export const actions: Actions = {
  default: async (event) => {
    const { group, subgroup } = await subgroupOf(event, 'subgroup.change-settings');
    const input = await formTexts(event.request);
    const { name = '', termsOfReference = '', due = '' } = input;
    const changed = await changeSubgroupSettings(
      currentHouse(),
      event.locals.actor,
      group.groupId,
      subgroup.subgroupId,
      { name, termsOfReference, due },
      Number(input['seq']),
    );
    if (!changed.ok) return refuseForm(changed.reason, input);
    redirect(303, `/g/${group.slug}/subgroups/${subgroup.slug}`);
  },
};
