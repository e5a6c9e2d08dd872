import { redirect } from '@sveltejs/kit';
import { currentHouse } from '#server/current-house.ts';
import { callerOf, setCookies } from '../caller-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  if (locals.actor.kind !== 'account') redirect(303, '/');
};

export const actions: Actions = {
  default: async (event) => {
    setCookies(event, await currentHouse().accounts.signOut(callerOf(event)));
    redirect(303, '/');
  },
};
