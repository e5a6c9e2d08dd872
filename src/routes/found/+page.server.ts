import { error, redirect } from '@sveltejs/kit';
import { foundGroup } from '#actions/found-group.ts';
import { may } from '#policy/may.ts';
import { currentHouse } from '#server/current-house.ts';
import { formTexts, refuseForm } from '../form-texts.ts';
import { mustSignIn } from '../must-sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const { founder } = mustSignIn(event);
  const allowed = may({ kind: 'account', founder }, 'group.found');
  if (!allowed.ok) error(403, event.locals.speech.reason(allowed.reason));
};

export const actions: Actions = {
  default: async (event) => {
    const input = await formTexts(event.request);
    const founded = await foundGroup(currentHouse(), event.locals.actor, {
      slug: input['slug'] ?? '',
      name: input['name'] ?? '',
      mandate: input['mandate'] ?? '',
      mandateSource: input['mandateSource'] ?? '',
      termsOfReference: input['termsOfReference'] ?? '',
      reportDue: input['reportDue'] ?? '',
      visibility: input['visibility'] ?? '',
    });
    if (!founded.ok) return refuseForm(founded.reason, input);
    redirect(303, `/g/${founded.value.slug}`);
  },
};
