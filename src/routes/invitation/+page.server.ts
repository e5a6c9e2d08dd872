import { redirect } from '@sveltejs/kit';
import { acceptInvitation } from '#actions/accept-invitation.ts';
import { hashOfToken } from '#identity/token.ts';
import { currentHouse } from '#server/current-house.ts';
import { openInvitation } from '#store/invitation/readers.ts';
import { callerOf, setCookies } from '../caller-of.ts';
import { formTexts, refuseForm } from '../form-texts.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ url, locals }) => {
  const { db, now } = currentHouse();
  const token = url.searchParams.get('token') ?? '';
  const invitation = await openInvitation(db.kysely, hashOfToken(token), now());
  const me = locals.actor.kind === 'account' ? locals.actor.name : null;
  const mine = invitation?.purpose === 'join' || invitation?.purpose === 'founder';
  return { invitation: mine ? invitation : null, me };
};

export const actions: Actions = {
  default: async (event) => {
    const house = currentHouse();
    const { actor } = event.locals;
    const token = event.url.searchParams.get('token') ?? '';
    const invitation = await openInvitation(house.db.kysely, hashOfToken(token), house.now());
    const input = await formTexts(event.request);
    const { name = '', password = '' } = input;
    const accepted = await acceptInvitation(house, actor, token, { name, password });
    if (!accepted.ok) return refuseForm(accepted.reason, input);
    const there = invitation?.group ? `/g/${invitation.group.slug}` : '/found';
    if (actor.kind === 'account') redirect(303, there);
    const email = accepted.value.email ?? '';
    const opened = await house.accounts.signIn(callerOf(event), email, password);
    if (!opened.ok) redirect(303, `/sign-in?next=${encodeURIComponent(there)}`);
    setCookies(event, opened.value);
    redirect(303, there);
  },
};
