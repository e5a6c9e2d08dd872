import { redirect } from '@sveltejs/kit';
import { currentHouse } from '#server/current-house.ts';
import { callerOf, setCookies } from '../../caller-of.ts';
import { refuseForm } from '../../form-texts.ts';
import { nextPath } from '../../next-path.ts';
import type { Actions } from './$types';

/** Opening the page uses nothing up: mail programs look at links before people do. */
export const actions: Actions = {
  default: async (event) => {
    const token = event.url.searchParams.get('token') ?? '';
    const opened = await currentHouse().accounts.signInByLink(callerOf(event), token);
    if (!opened.ok) return refuseForm(opened.reason);
    setCookies(event, opened.value);
    redirect(303, nextPath(event.url));
  },
};
