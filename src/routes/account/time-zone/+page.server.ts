import { redirect } from '@sveltejs/kit';
import { speak } from '#ui/speech.ts';
import { formTexts } from '../../form-texts.ts';
import type { Actions, PageServerLoad } from './$types';

const aYear = 365 * 24 * 60 * 60;

export const load: PageServerLoad = () => ({
  zones: ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')],
});

export const actions: Actions = {
  /** Kept in the browser, so that it serves readers without an account too. */
  default: async ({ request, cookies, url }) => {
    const { timeZone = 'UTC' } = await formTexts(request);
    // A zone that nobody knows is UTC, as it is when read.
    cookies.set('time-zone', speak('en', timeZone).timeZone, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure: url.protocol === 'https:',
      maxAge: aYear,
    });
    redirect(303, '/account/time-zone');
  },
};
