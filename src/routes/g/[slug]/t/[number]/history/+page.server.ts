import { redirect } from '@sveltejs/kit';
import { undoTextChange } from '#actions/undo-text-change.ts';
import { provisionsOf } from '#core/text/living/provisions.ts';
import { currentHouse } from '#server/current-house.ts';
import { textChanges } from '#store/text/readers.ts';
import { textAddress } from '#ui/text/text-addresses.ts';
import { formTexts, refuseForm } from '../../../../../form-texts.ts';
import { enteredBy, mayUndo } from '../entered.ts';
import { numberedPlaces } from '../p/[provision]/provision-history.ts';
import { entryNumber } from '../entry-number.ts';
import { quotesOf } from '../quotes-of.ts';
import { textForDeed, textOf } from '../text-of.ts';
import type { Actions, PageServerLoad } from './$types';

const pageSize = 60;

export const load: PageServerLoad = async (event) => {
  const here = await textOf(event);
  const { group, sheet } = here;
  const changes = await textChanges(currentHouse().db.kysely, group.groupId, sheet.textId);
  const pages = Math.max(1, Math.ceil(changes.length / pageSize));
  const asked = Math.floor(Number(event.url.searchParams.get('page')) || 1);
  const page = Math.min(Math.max(1, asked), pages);
  const placesOf = numberedPlaces(here.state, provisionsOf(here.state));
  return {
    group,
    sheet,
    total: changes.length,
    page,
    pages,
    changes: changes
      .toReversed()
      .slice((page - 1) * pageSize, page * pageSize)
      .map((change) => ({
        change,
        mayUndo: mayUndo(here, change, changes),
        quotes: quotesOf(here.state, change),
        places: placesOf(change),
      })),
    entered: await enteredBy(event, here),
  };
};

export const actions: Actions = {
  undo: async (event) => {
    const { group, sheet } = await textForDeed(event, 'text.undo');
    const input = await formTexts(event.request);
    const undone = await undoTextChange(
      currentHouse(),
      event.locals.actor,
      group.groupId,
      sheet.textId,
      { entry: entryNumber(input['entry']) ?? 0, reason: input['reason'] },
    );
    if (!undone.ok) {
      const { field: _field, ...reason } = undone.reason;
      return refuseForm(reason, input);
    }
    redirect(
      303,
      `${textAddress(group.slug, sheet.number, 'history')}?entered=${undone.value.seq}`,
    );
  },
};
