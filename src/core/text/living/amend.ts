import { done, refused, type Result } from '#core/result.ts';
import { applyHunks, type EditHunk, editHunks } from '../hunks.ts';
import type { StanceVerb } from '../stance.ts';
import { keyOf } from '../sweep.ts';
import { isWord, type Token, tokenise } from '../tokens.ts';
import type { ProposedHunk, StancesBefore, TextAmended, Unplaced } from './changes.ts';
import { composeWording } from './compose-wording.ts';
import {
  collide,
  hunksOf,
  isNothing,
  type PlacedHunk,
  placedHunks,
  readsHunk,
} from './placed-hunks.ts';
import { provisionRange } from './provision-range.ts';
import { provisionText } from './provision-text.ts';
import { stretchInReading } from './reading-of.ts';
import { rebaseHunk, type Rebased } from './rebase-hunk.ts';
import type { TextState } from './state.ts';
import { streamOf } from './stream.ts';
import { isFull, mostHeld, unfitText } from './unfit-text.ts';

/** One party's wording, made from its own reading of the text as its author saw it. */
export interface Wording {
  readonly party: string;
  readonly verb: Extract<StanceVerb, 'propose' | 'support'>;
  /** The whole wording; with `provision`, that provision's, which may be several lines or none. */
  readonly text: string;
  readonly provision?: string;
  readonly explanation: string;
  readonly file?: TextAmended['file'];
}

const mostParties = 1_000;
/** Shorter texts share few words by chance; a longer one that shares so few is another text. */
const fewestWords = 30;
const leastShared = 0.1;

/**
 * What a party's wording changes: it is compared with the party's own reading of `seen`, and what is
 * new is laid over `state` by the ids of its words. What no longer fits is told in `unplaced`; no
 * deletion ever takes out words that its author did not see. What the party wanted before and has
 * not touched stays. Right after it, where `seen` is `state`, the party reads exactly its text.
 */
export function amend(state: TextState, seen: TextState, wording: Wording): Result<TextAmended> {
  if (state.closed) return refused('text-closed');
  const unfit = unfitText(wording.text);
  if (unfit) return unfit;
  if (tooManyParties(state, wording.party)) {
    return refused('too-many-parties', { limit: mostParties });
  }
  const { party, verb, explanation, file } = wording;
  const own = hunksOf(seen, party);
  const reading = applyHunks(streamOf(seen).living, own);
  const edits = editsOf(seen, wording, own, reading);
  if (!edits.ok) return edits;
  const composed = composeWording(streamOf(seen).living, own, reading, edits.value);
  const placing = layOver(state, seen, composed.hunks);
  const changes = merged(state, party, placing.placed, composed.dropped);
  const inserted = changes.hunks.reduce((sum, { insert }) => sum + insert.length, 0);
  if (isFull(state, inserted)) return refused('text-full', { limit: mostHeld });
  const says = changes.hunks.length + changes.joins.length + changes.leaves.length;
  const first = !state.submitted.includes(party);
  if (says === 0 && placing.unplaced.length === 0 && !(first && file)) {
    return refused('amendment-says-nothing');
  }
  return done({
    party,
    verb,
    seen: seen.seq,
    ...changes,
    before: stancesBefore(state, party, [...changes.joins, ...changes.leaves]),
    first,
    unplaced: placing.unplaced,
    explanation,
    ...(file ? { file } : {}),
  });
}

/** What a party says now of some hunks. */
export function stancesBefore(
  state: TextState,
  party: string,
  ids: readonly string[],
): StancesBefore[] {
  const wanted = new Set(ids);
  return state.hunks
    .filter(({ id }) => wanted.has(id))
    .map(({ id, stances }) => ({
      hunk: id,
      stances: stances.filter((stance) => stance.party === party),
    }));
}

function tooManyParties(state: TextState, party: string): boolean {
  if (state.submitted.length < mostParties) return false;
  return !state.submitted.includes(party);
}

/** What the new wording changes in the party's reading. */
function editsOf(
  seen: TextState,
  { text, provision }: Wording,
  own: readonly PlacedHunk[],
  reading: readonly Token[],
): Result<readonly EditHunk[]> {
  const tokens = tokenise(provisionText(text));
  if (provision === undefined) {
    const edits = editHunks(reading, tokens);
    const removed = edits.reduce((sum, { from, to }) => sum + to - from, 0);
    // Where most words stay, nobody need look at them in threes.
    const mayBeOther = removed > reading.length / 2;
    if (mayBeOther && isOtherText(reading, tokens)) return refused('amendment-other-text');
    return done(edits);
  }
  const range = provisionRange(seen, provision);
  if (!range) return refused('provision-gone');
  const { from, to } = stretchInReading(range, own, reading);
  const edits = editHunks(reading.slice(from, to), tokens);
  return done(edits.map((edit) => ({ ...edit, from: edit.from + from, to: edit.to + from })));
}

/** Whether two texts share next to no three words in a row: another text, or another language. */
function isOtherText(one: readonly Token[], other: readonly Token[]): boolean {
  const ours = one.filter(isWord);
  const theirs = other.filter(isWord);
  if (Math.min(ours.length, theirs.length) < fewestWords) return false;
  const seen = new Set(triplesOf(ours));
  const triples = [...new Set(triplesOf(theirs))];
  const shared = triples.filter((triple) => seen.has(triple)).length;
  return shared < leastShared * Math.min(seen.size, triples.length);
}

function triplesOf(words: readonly Token[]): string[] {
  return words.slice(2).map((word, index) => `${words[index]} ${words[index + 1]} ${word}`);
}

interface Placing {
  readonly placed: readonly Rebased[];
  readonly unplaced: readonly Unplaced[];
}

function layOver(state: TextState, seen: TextState, hunks: readonly EditHunk[]): Placing {
  const placed: Rebased[] = [];
  const unplaced: Unplaced[] = [];
  for (const hunk of hunks) {
    const rebased = rebaseHunk(state, seen, hunk);
    if ('why' in rebased) unplaced.push(rebased);
    else placed.push(rebased);
  }
  return { placed, unplaced };
}

/** Proposals that are new, those that others made already, and those the party gives up. */
function merged(
  state: TextState,
  party: string,
  rebased: readonly Rebased[],
  dropped: ReadonlySet<string>,
): Pick<TextAmended, 'hunks' | 'joins' | 'leaves'> {
  const open = placedHunks(state);
  const byPlace = new Map<string, PlacedHunk>();
  for (const placed of open) {
    const key = placeKey(placed);
    const met = byPlace.get(key);
    if (!met || readsHunk(placed.hunk, party)) byPlace.set(key, placed);
  }
  const hunks: ProposedHunk[] = [];
  const joins: string[] = [];
  const kept = new Set<string>();
  const wanted: EditHunk[] = [];
  let next = state.hunks.length + 1;
  for (const { edit, ...hunk } of rebased) {
    if (isNothing(edit)) continue;
    wanted.push(edit);
    const same = byPlace.get(placeKey(edit));
    if (same && readsHunk(same.hunk, party)) kept.add(same.hunk.id);
    else if (same) joins.push(same.hunk.id);
    else hunks.push({ id: `h${next++}`, ...hunk });
  }
  const leaves = open
    .filter(({ hunk }) => readsHunk(hunk, party) && !kept.has(hunk.id))
    .filter((placed) => dropped.has(placed.hunk.id) || wanted.some((edit) => collide(edit, placed)))
    .map(({ hunk }) => hunk.id);
  return { hunks, joins, leaves };
}

function placeKey({ from, to, insert }: EditHunk): string {
  return `${from} ${to} ${keyOf(insert)}`;
}
