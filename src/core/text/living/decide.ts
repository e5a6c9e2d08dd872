import { done, refused, type Result } from '#core/result.ts';
import { type EditHunk, editHunks } from '../hunks.ts';
import { readingTokens } from '../reading.ts';
import { reads } from '../stance.ts';
import { keyOf } from '../sweep.ts';
import type { Token } from '../tokens.ts';
import { agreedTokens } from './agreed-tokens.ts';
import type { TextDecided } from './changes.ts';
import { alternativeItems } from './choice-items.ts';
import { literalEdits } from './literal-edits.ts';
import { collide, type PlacedHunk, placedHunks } from './placed-hunks.ts';
import { type PlacedChoice, placedText } from './placed-text.ts';
import { type Replacement, replaceWords } from './replace-words.ts';
import type { Hunk, TextState } from './state.ts';
import { streamOf } from './stream.ts';

export interface Decision {
  /** The choice by its key, and how it looked to who decides. */
  readonly choice: string;
  readonly fingerprint: string;
  /** default: the words stand as they are; alternatives count from 0, which is those that stand. */
  readonly outcome:
    | { readonly kind: 'default' }
    | { readonly kind: 'alternative'; readonly index: number }
    | { readonly kind: 'words'; readonly words: string };
  /** On what it rests. */
  readonly basis: string;
}

/**
 * Decides a choice as the chair saw it. The default rejects the alternatives there, and leaves open
 * what is disputed within the words that stand. An alternative or new words take the place of those
 * that stand; open proposals for them are closed with it, and one that would take out all of the
 * place and more goes on doing so. A cut proposal is adopted with all its pieces.
 */
export function decide(state: TextState, decision: Decision): Result<TextDecided> {
  const choice = placedText(state).choices.find(({ key }) => key === decision.choice);
  if (!choice) return refused('choice-gone');
  if (choice.fingerprint !== decision.fingerprint) return refused('choice-changed-meanwhile');
  const replacement = choice.literal
    ? literalOutcome(state, choice, decision.outcome)
    : outcomeOf(state, choice, decision.outcome);
  if (!replacement.ok) return replacement;
  const { kind } = decision.outcome;
  return done({
    choice: choice.key,
    fingerprint: choice.fingerprint,
    outcome: kind === 'alternative' && replacement.value.edits.length === 0 ? 'default' : kind,
    ...replaceWords(state, replacement.value),
    basis: decision.basis,
  });
}

function outcomeOf(
  state: TextState,
  choice: PlacedChoice,
  outcome: Decision['outcome'],
): Result<Replacement> {
  const { from, to } = choice;
  const closed = new Map<string, Hunk['state']>(
    choice.alternatives.flatMap(({ hunks }) => hunks.map((id) => [id, 'closed'] as const)),
  );
  if (outcome.kind === 'default' || (outcome.kind === 'alternative' && outcome.index === 0)) {
    return done({ from, to, edits: [], ends: closed });
  }
  if (outcome.kind === 'alternative') return adopt(state, choice, outcome.index, closed);
  const base = streamOf(state).living.slice(from, to);
  const words = agreedTokens(outcome.words, base, proposedWholeLines(state, choice));
  if (!words.ok) return words;
  return done({
    from,
    to,
    edits: editsAt(from, base, words.value),
    ends: adopting(state, choice, words.value, closed),
  });
}

function editsAt(from: number, base: readonly Token[], words: readonly Token[]): EditHunk[] {
  return editHunks(base, words).map((edit) => ({
    ...edit,
    from: edit.from + from,
    to: edit.to + from,
  }));
}

/** Hunks of the choice that proposed just these words have been adopted, whoever typed them. */
function adopting(
  state: TextState,
  { from, to }: PlacedChoice,
  words: readonly Token[],
  closed: ReadonlyMap<string, Hunk['state']>,
): Map<string, Hunk['state']> {
  const ends = new Map(closed);
  for (const placed of placedHunks(state)) {
    if (!closed.has(placed.hunk.id) || placed.from !== from || placed.to !== to) continue;
    if (keyOf(placed.insert) === keyOf(words)) ends.set(placed.hunk.id, 'adopted');
  }
  return ends;
}

/** Whether what the choice would put in at a gap are provisions of their own. */
function proposedWholeLines(state: TextState, choice: PlacedChoice): boolean {
  if (choice.from !== choice.to) return false;
  const own = new Set(choice.alternatives.flatMap(({ hunks }) => hunks));
  return placedHunks(state).some(({ hunk }) => own.has(hunk.id) && hunk.insert.at(-1) === '\n');
}

function adopt(
  state: TextState,
  choice: PlacedChoice,
  index: number,
  closed: ReadonlyMap<string, Hunk['state']>,
): Result<Replacement> {
  const alternative = choice.alternatives[index];
  if (!alternative) return refused('alternative-gone');
  const ids = new Set(alternative.hunks);
  const hunks = placedHunks(state).filter(({ hunk }) => ids.has(hunk.id));
  if (alternative.stances.some(({ link }) => link !== undefined)) return adoptCut(hunks, closed);

  const content = alternativeItems(placedText(state), choice, index);
  const words = readingTokens(content, undefined);
  const ends = new Map(closed);
  const carries = new Map<string, EditHunk & { amendment: number; stances: Hunk['stances'] }>();
  for (const { hunk } of hunks) {
    const readers = hunk.stances.filter(reads);
    const wordings = readers.map(({ party }) => readingTokens(content, party));
    const adopted = wordings.some((wording) => keyOf(wording) === keyOf(words));
    ends.set(hunk.id, adopted ? 'adopted' : 'replaced');
    const [wording] = wordings;
    if (adopted || !wording) continue;
    for (const edit of editHunks(words, wording)) {
      const key = `${edit.from} ${edit.to} ${keyOf(edit.insert)}`;
      const met = carries.get(key)?.stances ?? [];
      const fresh = hunk.stances.filter(({ party }) => !met.some((one) => one.party === party));
      carries.set(key, { ...edit, amendment: hunk.amendment, stances: [...met, ...fresh] });
    }
  }
  const { from, to } = choice;
  const base = streamOf(state).living.slice(from, to);
  return done({
    from,
    to,
    edits: editsAt(from, base, words),
    ends,
    carries: [...carries.values()],
  });
}

/** All pieces of a cut proposal at once; pieces of several that are alike here only cannot be. */
function adoptCut(
  hunks: readonly PlacedHunk[],
  closed: ReadonlyMap<string, Hunk['state']>,
): Result<Replacement> {
  const [first] = hunks;
  if (!first) return refused('alternative-gone');
  const { from, to, insert } = first;
  const alike = hunks.every(
    (one) => one.from === from && one.to === to && keyOf(one.insert) === keyOf(insert),
  );
  if (!alike) return refused('choice-cut');
  const ends = new Map(closed);
  for (const { hunk } of hunks) ends.set(hunk.id, 'adopted');
  return done({ from, to, edits: [{ from, to, insert }], ends });
}

/** Brackets that the text itself holds: they go, and with them all but the words chosen. */
function literalOutcome(
  state: TextState,
  choice: PlacedChoice,
  outcome: Decision['outcome'],
): Result<Replacement> {
  const { from, to } = choice;
  const { living } = streamOf(state);
  const ends = new Map<string, Hunk['state']>();
  if (outcome.kind === 'words') {
    const base = living.slice(from, to);
    const words = agreedTokens(outcome.words, base, false);
    if (!words.ok) return words;
    return done({ from, to, edits: editsAt(from, base, words.value), ends });
  }
  const index = outcome.kind === 'default' ? 0 : outcome.index;
  if (!choice.alternatives[index]) return refused('alternative-gone');
  const replaced = literalEdits(living, from, index);
  const closes = (placed: PlacedHunk): boolean =>
    replaced.edits.some((edit) => collide(placed, edit));
  return done({ ...replaced, ends, closes });
}
