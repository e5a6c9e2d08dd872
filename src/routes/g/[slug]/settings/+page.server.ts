import { redirect } from '@sveltejs/kit';
import { changeGroupSettings } from '#actions/change-group-settings.ts';
import { may } from '#policy/may.ts';
import { currentHouse } from '#server/current-house.ts';
import { formTexts, refuseForm } from '../../../form-texts.ts';
import { mustBeAllowed } from '../must.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { group, standing } = await mustBeAllowed(event, 'group.change-settings');
  return {
    group,
    whole: may(standing, 'group.change-mandate').ok,
    mayInvite: may(standing, 'member.invite').ok,
    saved: event.url.searchParams.has('saved'),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { group } = await mustBeAllowed(event, 'group.change-settings');
    const input = await formTexts(event.request);
    // What the form does not show stays as it is.
    const settings = {
      name: input['name'] ?? group.name,
      mandate: input['mandate'] ?? group.mandate,
      mandateSource: input['mandateSource'] ?? group.mandateSource,
      termsOfReference: input['termsOfReference'] ?? group.termsOfReference,
      reportDue: input['reportDue'] ?? group.reportDue,
      visibility: input['visibility'] ?? group.visibility,
    };
    const seq = Number(input['seq']);
    const { actor } = event.locals;
    const changed = await changeGroupSettings(currentHouse(), actor, group.groupId, settings, seq);
    if (!changed.ok) return refuseForm(changed.reason, input);
    redirect(303, `/g/${group.slug}/settings?saved`);
  },
};
