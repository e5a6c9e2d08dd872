import { inviteMember } from '#actions/invite-member.ts';
import { currentHouse } from '#server/current-house.ts';
import { seatSheets } from '#store/member/readers.ts';
import { doneForm } from '../../../../form-texts.ts';
import { invitationLetter } from '#server/letters.ts';
import { mustBeAllowed } from '../../must.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { group } = await mustBeAllowed(event, 'member.invite');
  const { db, now, mail } = currentHouse();
  const seats = await seatSheets(db.kysely, group.groupId, now());
  return {
    seats,
    mailWorks: mail.works,
    waiting: seats.filter(({ state, email }) => state === 'listed' && email !== null).length,
  };
};

export const actions: Actions = {
  /** Invites everyone who has an address and was never invited. */
  default: async (event) => {
    const { group } = await mustBeAllowed(event, 'member.invite');
    const house = currentHouse();
    const { actor, speech } = event.locals;
    const links: { name: string; email: string; link: string }[] = [];
    let mailed = 0;
    for (const seat of await seatSheets(house.db.kysely, group.groupId, house.now())) {
      const { memberId, state, name, email } = seat;
      if (state !== 'listed' || email === null) continue;
      const letter = invitationLetter(house, speech, group.name, name);
      const invited = await inviteMember(house, actor, group.groupId, memberId, email, letter);
      if (!invited.ok) continue;
      if (invited.value.path)
        links.push({ name, email, link: event.url.origin + invited.value.path });
      else mailed += 1;
    }
    return { ...doneForm, mailed, links };
  },
};
