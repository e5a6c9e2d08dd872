import { done, refused, type Result } from '#core/result.ts';
import { inOrder, reads, type Stance } from '../stance.ts';
import { applyChange } from './apply.ts';
import type {
  StancesBefore,
  TextAmended,
  TextChange,
  TextChoiceSplit,
  TextStanceTaken,
  TextUndone,
  UndoEffect,
} from './changes.ts';
import { readsHunk } from './placed-hunks.ts';
import type { Hunk, TextState } from './state.ts';
import { isSound } from './soundness.ts';
import { undoDecision } from './undo-decision.ts';

/**
 * Takes back one earlier change, if what it did still is as it left it; the latest change can always
 * be taken back. Otherwise the later changes come first, or it is decided afresh.
 */
export function undo(state: TextState, change: TextChange, reason: string): Result<TextUndone> {
  const { seq: entry, verb } = change;
  if (verb === 'text.tabled' || verb === 'text.undone') {
    return refused('cannot-be-undone', { entry });
  }
  if (state.undone.includes(entry)) return refused('undone-already', { entry });
  const effect = effectOf(state, change);
  if (!effect) return refused('undo-changed-since', { entry });
  const payload = { entry, verb, reason, effect };
  const after = applyChange(state, { seq: state.seq + 1, verb: 'text.undone', payload });
  return isSound(after) ? done(payload) : refused('undo-place-changed', { entry });
}

/** What undoing comes to; undefined where something was changed again since. */
function effectOf(state: TextState, change: TextChange): UndoEffect | undefined {
  const { seq } = change;
  switch (change.verb) {
    case 'text.tabled':
    case 'text.undone':
      return undefined;
    case 'text.amended':
      return undoAmendment(state, seq, change.payload);
    case 'text.stance-taken':
      return undoStance(state, seq, change.payload);
    case 'text.decided':
      return undoDecision(state, seq, change.payload);
    case 'text.choice-split':
      return undoSplit(state, seq, change.payload);
    case 'text.choices-joined':
      return state.joined.some(({ entry }) => entry === seq) ? {} : undefined;
    case 'text.choice-marked': {
      const { choice, kind, before } = change.payload;
      const stands = (state.kinds[choice] ?? null) === kind;
      return stands ? { kind: { choice, kind: before } } : undefined;
    }
    case 'text.provision-settled': {
      const { provision, before } = change.payload;
      const stands = state.settlements[provision]?.entry === seq;
      return stands ? { settlement: { provision, settlement: before } } : undefined;
    }
    case 'text.commented':
      return {};
    case 'text.closed':
      return state.closed ? { closed: false } : undefined;
    case 'text.opened':
      return state.closed ? undefined : { closed: true };
  }
}

function undoAmendment(
  state: TextState,
  seq: number,
  { party, verb, hunks, joins, leaves, before, first }: TextAmended,
): UndoEffect | undefined {
  const said = [{ party, verb }];
  const changed = restored(state, seq, [
    ...hunks.map(({ id }) => ({ hunk: id, party, now: said, then: [] })),
    ...joins.map((id) => ({ hunk: id, party, now: said, then: thenSaid(before, id) })),
    ...leaves.map((id) => ({ hunk: id, party, now: [], then: thenSaid(before, id) })),
  ]);
  if (!changed) return undefined;
  // Words that it sent in later keep it among those that have.
  const sentMore = state.hunks.some((hunk) => hunk.amendment > seq && readsHunk(hunk, party));
  return { hunks: changed, ...(first && !sentMore ? { unsubmitted: party } : {}) };
}

function undoStance(
  state: TextState,
  seq: number,
  { party, verb, hunks, leaves, before }: TextStanceTaken,
): UndoEffect | undefined {
  const now = verb === null ? [] : [{ party, verb }];
  const changed = restored(state, seq, [
    ...hunks.map((id) => ({ hunk: id, party, now, then: thenSaid(before, id) })),
    ...leaves.map((id) => ({ hunk: id, party, now: [], then: thenSaid(before, id) })),
  ]);
  return changed && { hunks: changed };
}

interface Restoring {
  readonly hunk: string;
  readonly party: string;
  /** What the party must be saying now, and what it says again. */
  readonly now: readonly Stance[];
  readonly then: readonly Stance[];
}

/** Hunks with what a party said before; undefined if one is not as the change left it. */
function restored(
  state: TextState,
  seq: number,
  restoring: readonly Restoring[],
): Hunk[] | undefined {
  const hunks: Hunk[] = [];
  for (const { hunk: id, party, now, then } of restoring) {
    const hunk = state.hunks.find((one) => one.id === id);
    if (!hunk) return undefined;
    const wasOpen = hunk.state === 'open' || (hunk.state === 'withdrawn' && hunk.endedBy === seq);
    const says = hunk.stances.filter((stance) => stance.party === party);
    if (!wasOpen || says.length !== now.length || says[0]?.verb !== now[0]?.verb) return undefined;
    const others = hunk.stances.filter((stance) => stance.party !== party);
    hunks.push(withStances(hunk, inOrder([...others, ...then])));
  }
  return hunks;
}

function withStances({ endedBy: _ended, ...hunk }: Hunk, stances: readonly Stance[]): Hunk {
  return { ...hunk, stances, state: stances.some(reads) ? 'open' : 'withdrawn' };
}

function thenSaid(before: readonly StancesBefore[], id: string): readonly Stance[] {
  return before.find(({ hunk }) => hunk === id)?.stances ?? [];
}

function undoSplit(
  state: TextState,
  seq: number,
  payload: TextChoiceSplit,
): UndoEffect | undefined {
  const whole = state.hunks.find(({ id }) => id === payload.hunk);
  const halves = payload.into.map(({ id }) => state.hunks.find((hunk) => hunk.id === id));
  const [first, second] = halves;
  if (!whole || !first || !second || whole.endedBy !== seq) return undefined;
  if (first.state !== 'open' || second.state !== 'open') return undefined;
  if (JSON.stringify(first.stances) !== JSON.stringify(second.stances)) return undefined;
  const { endedBy: _ended, ...opened } = whole;
  return {
    hunks: [
      { ...opened, stances: first.stances, state: 'open' },
      { ...first, state: 'replaced' },
      { ...second, state: 'replaced' },
    ],
  };
}
