import { error, redirect } from '@sveltejs/kit';
import { changeMember } from '#actions/change-member.ts';
import { inviteMember } from '#actions/invite-member.ts';
import { currentHouse } from '#server/current-house.ts';
import { seatSheet } from '#store/member/readers.ts';
import { doneForm, formTexts, refuseForm } from '../../../../form-texts.ts';
import { invitationLetter } from '#server/letters.ts';
import { mustBeAllowed } from '../../must.ts';
import { memberInput } from '../member-input.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

async function seatHere(event: Pick<RequestEvent, 'params' | 'locals' | 'url'>) {
  const { group } = await mustBeAllowed(event, 'member.change');
  const { db, now } = currentHouse();
  const seat = await seatSheet(db.kysely, group.groupId, event.params.member, now());
  if (!seat || seat.state === 'left') {
    error(404, event.locals.speech.reason({ code: 'no-such-member' }));
  }
  return { group, seat };
}

export const load: PageServerLoad = async (event) => {
  const { seat } = await seatHere(event);
  const { searchParams } = event.url;
  return {
    seat,
    mailWorks: currentHouse().mail.works,
    note: (['listed', 'saved'] as const).find((each) => searchParams.has(each)),
  };
};

export const actions: Actions = {
  change: async (event) => {
    const { group, seat } = await seatHere(event);
    const input = await formTexts(event.request);
    const changed = await changeMember(
      currentHouse(),
      event.locals.actor,
      group.groupId,
      seat.memberId,
      memberInput(input),
      Number(input['seq']),
    );
    if (!changed.ok) return refuseForm(changed.reason, input);
    redirect(303, `/g/${group.slug}/members/${seat.memberId}?saved`);
  },

  invite: async (event) => {
    const { group, seat } = await seatHere(event);
    const house = currentHouse();
    const { inviteEmail = '' } = await formTexts(event.request);
    const { actor, speech } = event.locals;
    const letter = invitationLetter(house, speech, group.name, seat.name);
    const { memberId } = seat;
    const invited = await inviteMember(house, actor, group.groupId, memberId, inviteEmail, letter);
    if (!invited.ok) {
      const field = invited.reason['field'] === 'email' ? 'inviteEmail' : 'form';
      return refuseForm({ ...invited.reason, field });
    }
    const { path } = invited.value;
    const link = path && event.url.origin + path;
    return { ...doneForm, invited: { link, email: inviteEmail } };
  },
};
