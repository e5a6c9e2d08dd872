import { redirect } from '@sveltejs/kit';
import { renewalLink, renewalMinutes } from '#actions/renew-password.ts';
import { readEmail } from '#core/account/read-account.ts';
import { linkMinutes } from '#identity/link-minutes.ts';
import { currentHouse } from '#server/current-house.ts';
import { callerOf, setCookies } from '../caller-of.ts';
import { doneForm, formTexts, refuseForm } from '../form-texts.ts';
import { renewalLetter, signInLetter } from '#server/letters.ts';
import { nextPath } from '../next-path.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, url }) => {
  if (locals.actor.kind === 'account') redirect(303, nextPath(url));
  return { mailWorks: currentHouse().mail.works };
};

export const actions: Actions = {
  password: async (event) => {
    const input = await formTexts(event.request);
    const { email = '', password = '' } = input;
    const { accounts } = currentHouse();
    const opened = await accounts.signIn(callerOf(event), email, password);
    if (!opened.ok) return refuseForm(opened.reason, input);
    setCookies(event, opened.value);
    redirect(303, nextPath(event.url));
  },

  link: async (event) => {
    const house = currentHouse();
    const input = await formTexts(event.request);
    const email = readEmail(input['linkEmail'] ?? '');
    if (!email.ok) return refuseForm({ ...email.reason, field: 'linkEmail' }, input);
    const letter = signInLetter(house, event.locals.speech);
    const next = nextPath(event.url);
    const asked = await house.accounts.mailLink(callerOf(event), email.value, (path) =>
      letter(next === '/' ? path : `${path}&next=${encodeURIComponent(next)}`),
    );
    if (!asked.ok) return refuseForm(asked.reason, input);
    const sent = { email: email.value, minutes: linkMinutes };
    return { ...doneForm, sent };
  },

  /** As with the link to sign in, the answer does not tell whether there is such an account. */
  renew: async (event) => {
    const house = currentHouse();
    const input = await formTexts(event.request);
    const email = readEmail(input['linkEmail'] ?? '');
    if (!email.ok) return refuseForm({ ...email.reason, field: 'linkEmail' }, input);
    const counted = await house.accounts.countLetter(callerOf(event), email.value);
    if (!counted.ok) return refuseForm(counted.reason, input);
    const link = house.mail.works ? await renewalLink(house, email.value) : undefined;
    if (link?.ok) {
      const letter = renewalLetter(house, event.locals.speech);
      void house.mail.send({ ...letter(link.value.path), to: email.value });
    }
    const sent = { email: email.value, minutes: renewalMinutes };
    return { ...doneForm, sent };
  },
};
