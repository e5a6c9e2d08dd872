import { error } from '@sveltejs/kit';
import { letFound } from '#actions/let-found.ts';
import { may } from '#policy/may.ts';
import { currentHouse } from '#server/current-house.ts';
import { founders } from '#store/account/readers.ts';
import { doneForm, formTexts, refuseForm } from '../../form-texts.ts';
import { founderLetter } from '#server/letters.ts';
import { mustSignIn } from '../../must-sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { founder } = mustSignIn(event);
  const allowed = may({ kind: 'account', founder }, 'group.found');
  if (!allowed.ok) error(403, event.locals.speech.reason(allowed.reason));
  const { db, mail } = currentHouse();
  return { founders: await founders(db.kysely), mailWorks: mail.works };
};

export const actions: Actions = {
  default: async (event) => {
    const actor = mustSignIn(event);
    const house = currentHouse();
    const input = await formTexts(event.request);
    const letter = founderLetter(house, event.locals.speech);
    const allowed = await letFound(house, actor, input['email'] ?? '', letter);
    if (!allowed.ok) return refuseForm(allowed.reason, input);
    const { outcome, path } = allowed.value;
    const link = path ? event.url.origin + path : undefined;
    return { ...doneForm, done: { outcome, link, email: input['email'] ?? '' } };
  },
};
