import { error, redirect } from '@sveltejs/kit';
import type { TextState } from '#core/text/living/state.ts';
import type { StakeholderGroup } from '#core/vocabulary.ts';
import { type Deed, may } from '#policy/may.ts';
import type { Standing } from '#policy/standing.ts';
import { currentHouse } from '#server/current-house.ts';
import { membersOf } from '#store/group/readers.ts';
import { partiesOf, partyOfSeat } from '#store/member/parties.ts';
import { type TextSheet, textByNumber } from '#store/text/readers.ts';
import { type GroupHere, groupOf } from '../../group-of.ts';

/** What the reader may do with a text. */
export interface MayDo {
  readonly amend: boolean;
  readonly amendForOthers: boolean;
  readonly takeStance: boolean;
  readonly comment: boolean;
  readonly decide: boolean;
  readonly arrange: boolean;
  readonly settle: boolean;
  readonly close: boolean;
  readonly undo: boolean;
}

export interface TextHere extends GroupHere {
  readonly sheet: TextSheet;
  readonly state: TextState;
  /** In whose name the reader speaks; null for a reader who is no party. */
  readonly party: string | null;
  /** All that speak in a name here, with their stakeholder group. */
  readonly marks: ReadonlyMap<string, StakeholderGroup | null>;
  readonly may: MayDo;
}

interface Asking {
  readonly params: { readonly slug: string; readonly number: string };
  readonly locals: App.Locals;
}

const asked = new WeakMap<App.Locals, Promise<TextHere>>();

/**
 * The text that an address names, for who may read its group; to anyone else it is not there. One
 * request asks once, so what a page shows of it is of one moment.
 */
export function textOf(event: Asking): Promise<TextHere> {
  const known = asked.get(event.locals);
  if (known) return known;
  const here = find(event);
  asked.set(event.locals, here);
  return here;
}

/** The same, for a page that only those may open who may do a deed. */
export async function textForDeed(
  event: Asking & { readonly url: URL },
  deed: Deed,
): Promise<TextHere> {
  const here = await textOf(event);
  const allowed = may(here.standing, deed, here.group);
  if (allowed.ok) return here;
  if (event.locals.actor.kind === 'anonymous') {
    redirect(303, `/sign-in?next=${encodeURIComponent(event.url.pathname + event.url.search)}`);
  }
  error(403, {
    message: event.locals.speech.reason(allowed.reason),
    code: allowed.reason.code,
  });
}

async function find(event: Asking): Promise<TextHere> {
  const here = await groupOf(event);
  const { groupId } = here.group;
  const db = currentHouse().db.kysely;
  const number = /^[1-9]\d{0,5}$/.test(event.params.number) ? Number(event.params.number) : 0;
  const [found, party, marks] = await Promise.all([
    textByNumber(db, groupId, number),
    partyHere(groupId, here.standing),
    marksOf(groupId),
  ]);
  if (!found) error(404, event.locals.speech.t('error.text-not-found'));
  return { ...here, ...found, party, marks, may: whatMay(here.standing) };
}

/** The stakeholder group of every party that has a seat, by the party's name. */
export async function marksOf(
  groupId: string,
): Promise<ReadonlyMap<string, StakeholderGroup | null>> {
  const parties = await partiesOf(currentHouse().db.kysely, groupId);
  return new Map(parties.map(({ party, stakeholderGroup }) => [party, stakeholderGroup]));
}

/** In whose name somebody speaks in a group; null for nobody's. */
export async function partyHere(groupId: string, standing: Standing): Promise<string | null> {
  if (standing.kind !== 'member') return null;
  const members = await membersOf(currentHouse().db.kysely, groupId);
  const seat = members.find(({ member_id }) => member_id === standing.memberId);
  return seat ? partyOfSeat(seat) : null;
}

function whatMay(standing: Standing): MayDo {
  const mayDo = (deed: Deed): boolean => may(standing, deed).ok;
  return {
    amend: mayDo('text.amend'),
    amendForOthers: mayDo('text.amend-for-others'),
    takeStance: mayDo('text.take-stance'),
    comment: mayDo('text.comment'),
    decide: mayDo('text.decide'),
    arrange: mayDo('text.arrange'),
    settle: mayDo('text.settle'),
    close: mayDo('text.close'),
    undo: mayDo('text.undo'),
  };
}
