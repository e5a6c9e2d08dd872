import { redirect } from '@sveltejs/kit';
import { letFound } from '#actions/let-found.ts';
import { currentHouse } from '#server/current-house.ts';
import { founders } from '#store/account/readers.ts';
import { formTexts, refuseForm } from '../../form-texts.ts';
import { founderLetter } from '../../letters.ts';
import { mustSignIn } from '../../must-sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  if (!mustSignIn(event).founder) redirect(303, '/account');
  const { db, mail } = currentHouse();
  return { founders: await founders(db.kysely), mailWorks: mail.works };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = mustSignIn(event);
    const house = currentHouse();
    const input = await formTexts(event.request);
    const letter = founderLetter(house, event.locals.speech);
    const let_ = await letFound(house, actor, input['email'] ?? '', letter);
    if (!let_.ok) return refuseForm(let_.reason, input);
    const { outcome, path } = let_.value;
    const link = path ? event.url.origin + path : undefined;
    return { errors: {}, input: {}, done: { outcome, link, email: input['email'] ?? '' } };
  },
};
