import { redirect } from '@sveltejs/kit';
import { renewPassword } from '#actions/renew-password.ts';
import { hashOfToken } from '#identity/token.ts';
import { currentHouse } from '#server/current-house.ts';
import { openInvitation } from '#store/invitation/readers.ts';
import { callerOf, setCookies } from '../../caller-of.ts';
import { formTexts, refuseForm } from '../../form-texts.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url }) => {
  const { db, now } = currentHouse();
  const token = url.searchParams.get('token') ?? '';
  const link = await openInvitation(db.kysely, hashOfToken(token), now());
  return { email: link?.purpose === 'password' ? link.email : null };
};

export const actions: Actions = {
  default: async (event) => {
    const house = currentHouse();
    const { password = '' } = await formTexts(event.request);
    const token = event.url.searchParams.get('token') ?? '';
    const renewed = await renewPassword(house, token, password);
    if (!renewed.ok) return refuseForm(renewed.reason);
    const { email } = renewed.value;
    const opened = await house.accounts.signIn(callerOf(event), email, password);
    if (!opened.ok) redirect(303, '/sign-in');
    setCookies(event, opened.value);
    redirect(303, '/account');
  },
};
