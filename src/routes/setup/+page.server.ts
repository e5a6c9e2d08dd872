import { redirect } from '@sveltejs/kit';
import { firstAccount } from '#actions/first-account.ts';
import { hashOfToken } from '#identity/token.ts';
import { currentHouse } from '#server/current-house.ts';
import { openInvitation } from '#store/invitation/readers.ts';
import { callerOf, setCookies } from '../caller-of.ts';
import { formTexts, refuseForm } from '../form-texts.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
  const { db, now } = currentHouse();
  const token = url.searchParams.get('token') ?? '';
  const invitation = await openInvitation(db.kysely, hashOfToken(token), now());
  return { open: invitation?.purpose === 'first-account' };
};

export const actions: Actions = {
  default: async (event) => {
    const house = currentHouse();
    const input = await formTexts(event.request);
    const { name = '', email = '', password = '' } = input;
    const token = event.url.searchParams.get('token') ?? '';
    const made = await firstAccount(house, token, { name, email, password });
    if (!made.ok) return refuseForm(made.reason, input);
    const opened = await house.accounts.signIn(callerOf(event), email, password);
    if (!opened.ok) redirect(303, '/sign-in?next=/found');
    setCookies(event, opened.value);
    redirect(303, '/found');
  },
};
