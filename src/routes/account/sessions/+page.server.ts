import { redirect } from '@sveltejs/kit';
import { currentHouse } from '#server/current-house.ts';
import { callerOf } from '../../caller-of.ts';
import { formTexts } from '../../form-texts.ts';
import { mustSignIn } from '../../must-sign-in.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  mustSignIn(event);
  return { sessions: await currentHouse().accounts.sessions(callerOf(event)) };
};

export const actions: Actions = {
  one: async (event) => {
    mustSignIn(event);
    const { session = '' } = await formTexts(event.request);
    await currentHouse().accounts.endSession(callerOf(event), session);
    redirect(303, '/account/sessions');
  },
  others: async (event) => {
    mustSignIn(event);
    await currentHouse().accounts.endOtherSessions(callerOf(event));
    redirect(303, '/account/sessions');
  },
};
