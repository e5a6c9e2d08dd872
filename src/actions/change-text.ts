import type { Kysely } from 'kysely';
import { refused, type Result } from '#core/result.ts';
import type { TextState } from '#core/text/living/state.ts';
import type { Schema } from '#db/schema.ts';
import { type Deed, may } from '#policy/may.ts';
import type { Standing } from '#policy/standing.ts';
import { textAsOf, textById, type TextSheet } from '#store/text/readers.ts';
import type { Actor } from './actor.ts';
import { changeAsAllowed, type Decided } from './change-as-allowed.ts';
import type { House } from './house.ts';
import { standingOf } from './standing.ts';

/** A text as it is at the moment somebody wants to change it, and who that is. */
export interface TextAtHand {
  readonly db: Kysely<Schema>;
  readonly groupId: string;
  readonly standing: Standing;
  readonly sheet: TextSheet;
  readonly state: TextState;
  /** The number that the next entry of the group will have. */
  readonly nextSeq: number;
}

/** Changes a text if the actor may: it is read, and held, in the transaction of the change. */
export function changeText<T>(
  house: House,
  actor: Actor,
  groupId: string,
  textId: string,
  deed: Deed,
  decide: (text: TextAtHand) => Promise<Decided<T>>,
): Promise<Result<T>> {
  return changeAsAllowed<T>(house, actor, groupId, deed, async (tx, standing, { seq }) => {
    const text = await textById(tx, groupId, textId);
    if (!text) return refused('no-such-text');
    return decide({ db: tx, groupId, standing, ...text, nextSeq: seq + 1 });
  });
}

/** Looks at what a change would make of a text, as far as the actor may do the deed; enters nothing. */
export async function tryOnText<T>(
  house: House,
  actor: Actor,
  groupId: string,
  textId: string,
  deed: Deed,
  look: (text: TextAtHand) => Promise<Result<T>>,
): Promise<Result<T>> {
  const db = house.db.kysely;
  const standing = await standingOf(db, actor, groupId);
  const allowed = may(standing, deed);
  if (!allowed.ok) return allowed;
  const text = await textById(db, groupId, textId);
  if (!text) return refused('no-such-text');
  return look({ db, groupId, standing, ...text, nextSeq: text.state.seq + 1 });
}

/** The text as it stood after entry `seen`, which its drafter had before them. */
export async function stateSeen(
  { db, groupId, sheet, state }: TextAtHand,
  seen: number,
): Promise<Result<TextState>> {
  if (seen >= state.seq) return { ok: true, value: state };
  const earlier = await textAsOf(db, groupId, sheet.textId, seen);
  return earlier ? { ok: true, value: earlier } : refused('text-not-seen', { seen });
}
