import { error, redirect } from '@sveltejs/kit';
import { closeText } from '#actions/close-text.ts';
import { diffTexts } from '#core/text/diff.ts';
import { notationOf } from '#core/text/living/notation-of.ts';
import { provisionsOf } from '#core/text/living/provisions.ts';
import { readingOf } from '#core/text/living/reading-of.ts';
import type { TextState } from '#core/text/living/state.ts';
import { numberLines } from '#core/text/number-lines.ts';
import { currentHouse } from '#server/current-house.ts';
import { textAsOf, textMeasures } from '#store/text/readers.ts';
import { textAddress } from '#ui/text/text-addresses.ts';
import { formTexts, refuseForm } from '../../../../form-texts.ts';
import type { Actions, PageServerLoad } from './$types';
import { enteredBy } from './entered.ts';
import { partiesIn } from './parties-in.ts';
import { entryNumber } from './entry-number.ts';
import { type TextHere, textForDeed, textOf } from './text-of.ts';
import { readProvisions, sideBySide, views } from './view-of.ts';

/** So many moments can be chosen from. */
const mostMoments = 80;

export const load: PageServerLoad = async (event) => {
  const here = await textOf(event);
  const { group, sheet, marks } = here;
  const query = event.url.searchParams;
  const db = currentHouse().db.kysely;
  const steps = await textMeasures(db, group.groupId, sheet.textId);
  const stateAt = async (seq: number): Promise<TextState> => {
    if (seq >= here.state.seq) return here.state;
    const state = await textAsOf(db, group.groupId, sheet.textId, seq);
    return state ?? error(404, event.locals.speech.t('error.text-not-then'));
  };
  const view = views.find((one) => one === query.get('view')) ?? 'bracketed';
  const at = entryNumber(query.get('at'));
  const then = at !== undefined && at < sheet.seq;
  const state = then ? await stateAt(at) : here.state;
  const provisions = provisionsOf(state);
  const parties = partiesIn(here, state);
  const party = parties.find((one) => one === query.get('party'));
  const shared = {
    group,
    sheet,
    marks,
    parties,
    reader: here.party ?? undefined,
    view,
    party,
    moment: then ? steps.findLast(({ seq }) => seq <= at) : undefined,
    at: then ? at : undefined,
    moments: steps.slice(-mostMoments).reverse(),
    compiled: entryNumber(query.get('compiled')),
    entered: await enteredBy(event, here),
  };
  if (view === 'changes') {
    const since = entryNumber(query.get('since')) ?? steps[0]?.seq ?? 0;
    const before = await stateAt(Math.max(since, steps[0]?.seq ?? 0));
    const parts = diffTexts(readingOf(before, party), readingOf(state, party));
    const from = steps.findLast(({ seq }) => seq <= since) ?? steps[0];
    const done = steps.filter(({ seq }) => seq > since && seq <= state.seq).length;
    return { ...shared, shown: { view, parts, from, since, done } as const };
  }
  if (view === 'side') {
    const left = query.get('left') ?? 'now';
    const right = query.get('right') ?? sideOf(here);
    const reading = async (said: string) =>
      said.startsWith('at:')
        ? readProvisions(
            provisionsOf(await stateAt(entryNumber(said.slice(3)) ?? sheet.seq)),
            undefined,
          )
        : readProvisions(provisions, said.startsWith('party:') ? said.slice(6) : undefined);
    const rows = sideBySide(await reading(left), await reading(right));
    const compared = rows.map((row) => ({
      ...row,
      parts: row.left === row.right ? null : diffTexts(row.left ?? '', row.right ?? ''),
    }));
    return { ...shared, shown: { view, left, right, rows: compared } as const };
  }
  if (view === 'lines') {
    const words = party === undefined ? notationOf(state) : readingOf(state, party);
    return { ...shared, shown: { view, lines: numberLines(words) } as const };
  }
  if (view === 'clean' || party !== undefined) {
    const read = readProvisions(provisions, party);
    // Where a party has made one paragraph of two, its words are shown as it wrote them.
    const exact = readingOf(state, party)
      .split('\n')
      .filter((line) => line.trim() !== '');
    const alike =
      exact.length === read.length && exact.every((line, index) => line === read[index]?.words);
    return { ...shared, shown: { view: 'clean', read: alike ? read : null, exact } as const };
  }
  return { ...shared, shown: { view: 'bracketed', provisions } as const };
};

export const actions: Actions = {
  close: async (event) => {
    const { group, sheet } = await textForDeed(event, 'text.close');
    const input = await formTexts(event.request);
    const { openChoices, provisions, provisionsAgreed } = sheet.measure;
    const isOpen = openChoices > 0 || provisionsAgreed < provisions;
    if (isOpen && input['open'] === undefined && input['anyway'] === undefined) {
      return refuseForm({ code: 'text-close-open', count: openChoices, field: 'reason' }, input);
    }
    const closed = await closeText(
      currentHouse(),
      event.locals.actor,
      group.groupId,
      sheet.textId,
      { closed: input['open'] === undefined, reason: input['reason'] ?? '' },
    );
    if (!closed.ok) return refuseForm(closed.reason, input);
    redirect(303, `${textAddress(group.slug, sheet.number)}?entered=${closed.value.seq}`);
  },
};

/** What is most worth reading beside the text as it stands: the reader's own, else what differs most. */
function sideOf({ party, state, sheet }: TextHere): string {
  const most = [...sheet.measure.byParty].sort((one, other) => other.choices - one.choices)[0];
  const named = party !== null && state.submitted.includes(party) ? party : most?.party;
  return named === undefined ? 'now' : `party:${named}`;
}
