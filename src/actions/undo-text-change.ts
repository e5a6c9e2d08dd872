import { done, type Reason, refused, type Result } from '#core/result.ts';
import { undo } from '#core/text/living/undo.ts';
import { may } from '#policy/may.ts';
import type { Standing } from '#policy/standing.ts';
import { draft } from '#store/draft.ts';
import { type RecordedChange, textChanges } from '#store/text/readers.ts';
import type { Actor } from './actor.ts';
import { changeText } from './change-text.ts';
import type { House } from './house.ts';
import { readWords } from './read-words.ts';

export interface UndoInput {
  /** The number of the entry that is to be taken back. */
  readonly entry: number;
  /** Needed to take back what somebody else entered. */
  readonly reason?: string | undefined;
}

/** Takes back an earlier change by a further entry: one's own last, or, for the bureau, any. */
export async function undoTextChange(
  house: House,
  actor: Actor,
  groupId: string,
  textId: string,
  input: UndoInput,
): Promise<Result<{ readonly seq: number }>> {
  const reason = readWords(input.reason, 'reason');
  if (!reason.ok) return reason;
  return changeText(house, actor, groupId, textId, 'text.undo', async (text) => {
    const changes = await textChanges(text.db, groupId, textId);
    const change = changes.find(({ seq }) => seq === input.entry);
    if (!change) return refused('no-such-change', { entry: input.entry });
    if (change.undone) return refused('undone-already', { entry: input.entry });
    const refusal = refusalOf(text.standing, changes, change, reason.value);
    if (refusal) return { ok: false, reason: refusal };
    const undone = undo(text.state, change, reason.value);
    if (!undone.ok) return undone;
    return done({
      entries: [draft('text.undone', textId, undone.value)],
      value: { seq: text.nextSeq },
    });
  });
}

function refusalOf(
  standing: Standing,
  changes: readonly RecordedChange[],
  change: RecordedChange,
  reason: string,
): Reason | undefined {
  const entry = change.seq;
  if (change.verb === 'text.tabled' || change.verb === 'text.undone') {
    return { code: 'cannot-be-undone', entry };
  }
  const self = standing.kind === 'member' ? `member:${standing.memberId}` : 'operator';
  const mine = changes.filter(({ actor, undone, verb }) => {
    return actor === self && !undone && verb !== 'text.tabled' && verb !== 'text.undone';
  });
  const bureau = may(standing, 'text.decide');
  if (bureau.ok) {
    return change.actor !== self && reason === ''
      ? { code: 'undoing-needs-reason', field: 'reason' }
      : undefined;
  }
  if (change.actor !== self) return { code: 'not-your-change', entry };
  const last = mine.at(-1);
  if (last && last.seq !== entry) return { code: 'not-your-last-change', entry, last: last.seq };
  // Who has left the bureau no longer takes back what they entered in it.
  return memberVerbs.has(change.verb) ? undefined : bureau.reason;
}

const memberVerbs: ReadonlySet<string> = new Set([
  'text.amended',
  'text.stance-taken',
  'text.commented',
]);
