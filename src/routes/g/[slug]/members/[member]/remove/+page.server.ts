import { error, redirect } from '@sveltejs/kit';
import { removeMember } from '#actions/remove-member.ts';
import { currentHouse } from '#server/current-house.ts';
import { seatSheet } from '#store/member/readers.ts';
import { refuseForm } from '../../../../../form-texts.ts';
import { mustBeAllowed } from '../../../must.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { group } = await mustBeAllowed(event, 'member.remove');
  const { db, now } = currentHouse();
  const seat = await seatSheet(db.kysely, group.groupId, event.params.member, now());
  if (!seat || seat.state === 'left') {
    error(404, event.locals.speech.reason({ code: 'no-such-member' }));
  }
  return { seat };
};

export const actions: Actions = {
  default: async (event) => {
    const { group } = await mustBeAllowed(event, 'member.remove');
    const { actor } = event.locals;
    const removed = await removeMember(currentHouse(), actor, group.groupId, event.params.member);
    if (!removed.ok) return refuseForm({ ...removed.reason, field: 'form' });
    redirect(303, `/g/${group.slug}/members`);
  },
};
