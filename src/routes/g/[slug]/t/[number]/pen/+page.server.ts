import { redirect } from '@sveltejs/kit';
import { editWords } from '#actions/edit-words.ts';
import { placedText } from '#core/text/living/placed-text.ts';
import { provisionsOf, type ProvisionView } from '#core/text/living/provisions.ts';
import { readingOfProvision } from '#core/text/living/reading-of.ts';
import { currentHouse } from '#server/current-house.ts';
import { type RecordedChange, textChanges } from '#store/text/readers.ts';
import { textAddress } from '#ui/text/text-addresses.ts';
import { formTexts, refuseForm } from '../../../../../form-texts.ts';
import { firstTouched } from '../p/[provision]/provision-history.ts';
import { enteredAmong } from '../entered.ts';
import { entryNumber } from '../entry-number.ts';
import { lastBasis } from '../last-basis.ts';
import { partiesIn } from '../parties-in.ts';
import { splitsOf } from '../splits-of.ts';
import { type TextHere, textForDeed, textOf } from '../text-of.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const screen = event.url.searchParams.has('screen');
  const here = screen ? await textOf(event) : await textForDeed(event, 'text.decide');
  const { group, sheet, state, marks } = here;
  const provisions = provisionsOf(state);
  const changes = await textChanges(currentHouse().db.kysely, group.groupId, sheet.textId);
  const asked = event.url.searchParams.get('p');
  const found = provisions.findIndex(({ id }) => id === asked);
  const index = found < 0 ? underDiscussion(here, changes, provisions) : found;
  const provision = provisions[index];
  const speaker = event.url.searchParams.get('party') || here.party || undefined;
  const keys = new Set(provision?.choices);
  const choices = placedText(state).choices.filter(({ key }) => keys.has(key));
  return {
    group,
    sheet,
    marks,
    screen,
    /** The screen of the room follows the pen where it is told no provision. */
    follows: found < 0,
    index,
    provisions: provisions.map(({ id, number, label, choices }) => ({
      id,
      number,
      label,
      open: choices.length,
    })),
    provision,
    choices,
    splits: splitsOf(state, choices),
    parties: partiesIn(here, state),
    speaker,
    words: provision ? readingOfProvision(state, provision.id, speaker) : '',
    standing: provision ? readingOfProvision(state, provision.id) : '',
    seen: state.seq,
    basis: lastBasis(here, changes),
    entered: enteredAmong(event, here, changes),
  };
};

/** Where the last change was: what the room is at. */
function underDiscussion(
  { state }: TextHere,
  changes: readonly RecordedChange[],
  provisions: readonly ProvisionView[],
): number {
  const last = changes.at(-1);
  const at = last ? firstTouched(state, last, provisions) : -1;
  if (at >= 0) return at;
  const open = provisions.findIndex(({ choices }) => choices.length > 0);
  return Math.max(0, open);
}

export const actions: Actions = {
  /** Words agreed in the room for a provision without choices. */
  agree: async (event) => {
    const { group, sheet } = await textForDeed(event, 'text.decide');
    const input = await formTexts(event.request);
    const { provision = '', words = '', basis = '', seen = '' } = input;
    const edited = await editWords(
      currentHouse(),
      event.locals.actor,
      group.groupId,
      sheet.textId,
      { provision, words, seen: entryNumber(seen) ?? 0, basis },
    );
    if (!edited.ok) return refuseForm(edited.reason, input);
    const page = textAddress(group.slug, sheet.number, 'pen');
    redirect(303, `${page}?p=${encodeURIComponent(provision)}&entered=${edited.value.seq}`);
  },
};
