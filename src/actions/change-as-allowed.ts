import type { Result } from '#core/result.ts';
import { type Deed, may } from '#policy/may.ts';
import type { Standing } from '#policy/standing.ts';
import type { Author, Draft, Transaction } from '#record/entry.ts';
import type { Actor } from './actor.ts';
import type { House } from './house.ts';
import { authorOf, standingOf } from './standing.ts';

export type Decided<T> = Result<{
  readonly entries: readonly Draft[];
  readonly value: T;
  /** For whom the actor acts, if not for themselves; they still are who the record names. */
  readonly onBehalf?: string | undefined;
}>;

/**
 * Changes a group if the actor may do the deed at that very moment: their standing is looked at in
 * the transaction that makes the change, so that who has just been removed does nothing more, and
 * the record names the seat that they did it from.
 */
export async function changeAsAllowed<T>(
  house: House,
  actor: Actor,
  groupId: string,
  deed: Deed,
  decide: (
    tx: Transaction,
    standing: Standing,
    head: { readonly seq: number },
  ) => Promise<Decided<T>>,
): Promise<Result<T>> {
  const changed = await house.record.change<T>(groupId, nobody, async (tx, head) => {
    const standing = await standingOf(tx, actor, groupId);
    const allowed = may(standing, deed);
    if (!allowed.ok) return allowed;
    const decided = await decide(tx, standing, head);
    if (!decided.ok) return decided;
    const { entries, value, onBehalf } = decided.value;
    return { ok: true, entries, value, author: { ...authorOf(actor, standing), onBehalf } };
  });
  return changed.ok ? { ok: true, value: changed.value.value } : changed;
}

/** Stands in until the transaction can tell who acts. */
const nobody: Author = { actor: 'system' };
