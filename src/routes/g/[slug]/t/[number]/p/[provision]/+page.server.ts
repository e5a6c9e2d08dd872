import { error, redirect } from '@sveltejs/kit';
import { commentOnText } from '#actions/comment-on-text.ts';
import { decideChoice, type DecisionInput } from '#actions/decide-choice.ts';
import { joinChoices } from '#actions/join-choices.ts';
import { markChoice } from '#actions/mark-choice.ts';
import { settleProvision } from '#actions/settle-provision.ts';
import { splitChoice } from '#actions/split-choice.ts';
import { takeStance } from '#actions/take-stance.ts';
import { adoptedProvision } from '#core/text/living/adopted-provision.ts';
import { mapAnchor } from '#core/text/living/anchors.ts';
import { originsOf } from '#core/text/living/origins.ts';
import { placedText } from '#core/text/living/placed-text.ts';
import { provisionsOf } from '#core/text/living/provisions.ts';
import { provisionStatuses } from '#core/text/living/state.ts';
import type { Reason, Result } from '#core/result.ts';
import { stanceVerbs } from '#core/text/stance.ts';
import { currentHouse } from '#server/current-house.ts';
import { textById, textChanges } from '#store/text/readers.ts';
import { provisionAddress, textAddress } from '#ui/text/text-addresses.ts';
import { formTexts, refuseForm } from '../../../../../../form-texts.ts';
import { enteredAmong, mayUndo } from '../../entered.ts';
import { entryNumber } from '../../entry-number.ts';
import { lastBasis } from '../../last-basis.ts';
import { partiesIn } from '../../parties-in.ts';
import { quotesOf } from '../../quotes-of.ts';
import { splitsOf } from '../../splits-of.ts';
import { textForDeed, textOf } from '../../text-of.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { provisionHistory } from './provision-history.ts';
import { originsOfWords, tokensOfProvision } from './word-origins.ts';

export const load: PageServerLoad = async (event) => {
  const here = await textOf(event);
  const { group, sheet, state, marks } = here;
  const id = event.params.provision;
  const provisions = provisionsOf(state);
  const index = provisions.findIndex((one) => one.id === id);
  const provision = provisions[index];
  if (!provision) {
    const now = adoptedProvision(state, id);
    if (now !== undefined) redirect(303, provisionAddress(group.slug, sheet.number, now));
    error(404, event.locals.speech.t('error.provision-not-found'));
  }
  const db = currentHouse().db.kysely;
  const changes = await textChanges(db, group.groupId, sheet.textId);
  const placed = placedText(state);
  const keys = new Set(provision.choices);
  const choices = placed.choices.filter(({ key }) => keys.has(key));
  const tokens = tokensOfProvision(placed, id);
  const history = provisionHistory(state, changes, id);
  const bySeq = new Map(changes.map((change) => [change.seq, change]));
  return {
    group,
    sheet,
    marks,
    provision,
    parties: partiesIn(here, state),
    choices,
    cardsPage: entryNumber(event.url.searchParams.get('page')) ?? 1,
    splits: splitsOf(state, choices),
    before: provisions[index - 1],
    after: provisions[index + 1],
    comments: state.comments
      .filter(({ takenBack }) => !takenBack)
      .map((comment) => ({ ...comment, place: mapAnchor(state, comment.anchor) }))
      .filter(({ place }) => place.provision === id)
      .map((comment) => ({ ...comment, at: bySeq.get(comment.entry)?.at })),
    span: { from: tokens[0]?.id, to: tokens.at(-1)?.id },
    origins: originsOfWords(tokens, originsOf(state), changes),
    history: history.changes.map((change) => ({
      change,
      mayUndo: mayUndo(here, change, changes),
      quotes: quotesOf(state, change, history.isHere),
    })),
    entered: enteredAmong(event, here, changes),
    basis: lastBasis(here, changes),
  };
};

type Entered = Result<{ readonly seq: number }>;
type Input = Readonly<Record<string, string>>;

export const actions: Actions = {
  stance: async (event) => {
    const { group, sheet, state } = await textForDeed(event, 'text.take-stance');
    const input = await formTexts(event.request);
    const [index, said] = (input['stance'] ?? '').split(':');
    const choice = placedText(state).choices.find(({ key }) => key === input['choice']);
    const alternative = choice?.alternatives[Number(index || input['on'])];
    if (!choice || !alternative) return refuse({ code: 'choice-gone' }, input);
    if (choice.fingerprint !== input['fingerprint']) {
      return refuse({ code: 'choice-changed-meanwhile' }, input);
    }
    const { actor } = event.locals;
    return finish(
      event,
      input,
      await takeStance(currentHouse(), actor, group.groupId, sheet.textId, {
        party: input['party'],
        hunks: alternative.hunks,
        verb: stanceVerbs.find((verb) => verb === said) ?? null,
        explanation: input['explanation'],
      }),
    );
  },
  decide: async (event) => {
    const { group, sheet } = await textForDeed(event, 'text.decide');
    const input = await formTexts(event.request);
    const { actor } = event.locals;
    return finish(
      event,
      input,
      await decideChoice(currentHouse(), actor, group.groupId, sheet.textId, {
        choice: input['choice'] ?? '',
        fingerprint: input['fingerprint'] ?? '',
        outcome: outcomeOf(input),
        basis: input['basis'] ?? '',
      }),
    );
  },
  mark: async (event) => {
    const { group, sheet } = await textForDeed(event, 'text.arrange');
    const input = await formTexts(event.request);
    const kind = (['oneOf', 'optional'] as const).find((one) => one === input['kind']) ?? null;
    return finish(
      event,
      input,
      await markChoice(currentHouse(), event.locals.actor, group.groupId, sheet.textId, {
        choice: input['choice'] ?? '',
        kind,
      }),
    );
  },
  join: async (event) => {
    const { group, sheet } = await textForDeed(event, 'text.arrange');
    const input = await formTexts(event.request);
    return finish(
      event,
      input,
      await joinChoices(currentHouse(), event.locals.actor, group.groupId, sheet.textId, {
        first: input['choice'] ?? '',
        last: input['with'] ?? '',
      }),
    );
  },
  split: async (event) => {
    const { group, sheet } = await textForDeed(event, 'text.arrange');
    const input = await formTexts(event.request);
    return finish(
      event,
      input,
      await splitChoice(currentHouse(), event.locals.actor, group.groupId, sheet.textId, {
        hunk: input['hunk'] ?? '',
        removed: Number(input['removed']) || 0,
        inserted: Number(input['inserted']) || 0,
      }),
    );
  },
  comment: async (event) => {
    const { group, sheet } = await textForDeed(event, 'text.comment');
    const input = await formTexts(event.request);
    return finish(
      event,
      input,
      await commentOnText(currentHouse(), event.locals.actor, group.groupId, sheet.textId, {
        party: input['party'],
        words: input['comment'] ?? '',
        from: input['from'] ?? '',
        to: input['to'] ?? '',
      }),
      '#comments',
    );
  },
  settle: async (event) => {
    const { group, sheet } = await textForDeed(event, 'text.settle');
    const input = await formTexts(event.request);
    const status = provisionStatuses.find((one) => one === input['status']) ?? 'open';
    return finish(
      event,
      input,
      await settleProvision(currentHouse(), event.locals.actor, group.groupId, sheet.textId, {
        provision: event.params.provision,
        status,
        reason: input['settleReason'],
      }),
    );
  },
};

function outcomeOf(input: Input): DecisionInput['outcome'] {
  const { outcome = '', words = '' } = input;
  if (outcome === 'words') return { kind: 'words', words };
  return /^\d+$/.test(outcome)
    ? { kind: 'alternative', index: Number(outcome) }
    : { kind: 'default' };
}

/** The form again, with the refusal beside the field of the card that it came from. */
function refuse(reason: Reason, input: Input) {
  const { choice } = input;
  const field = typeof reason['field'] === 'string' ? reason['field'] : 'form';
  const own: Record<string, string> = {
    reason: 'settleReason',
    words: choice ? 'words' : 'comment',
  };
  const name = own[field] ?? field;
  const placed = choice && field !== 'form' ? `${name}-${choice.replaceAll(':', '-')}` : name;
  return refuseForm({ ...reason, field: placed }, input);
}

/** Back to the provision, or to the text where the provision is no longer its own. */
async function finish(event: RequestEvent, input: Input, entered: Entered, fragment = '') {
  if (!entered.ok) return refuse(entered.reason, input);
  const { group, sheet } = await textOf(event);
  const after = await textById(currentHouse().db.kysely, group.groupId, sheet.textId);
  const id = event.params.provision;
  if (input['back'] === 'pen') {
    const pen = textAddress(group.slug, sheet.number, 'pen');
    redirect(303, `${pen}?p=${encodeURIComponent(id)}&entered=${entered.value.seq}`);
  }
  const there = after && provisionsOf(after.state).some((provision) => provision.id === id);
  const page = there
    ? provisionAddress(group.slug, sheet.number, id)
    : textAddress(group.slug, sheet.number);
  redirect(303, `${page}?entered=${entered.value.seq}${there ? fragment : ''}`);
}
