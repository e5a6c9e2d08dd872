import { done, type Result } from '#core/result.ts';
import { placedHunks } from '#core/text/living/placed-hunks.ts';
import { placedText } from '#core/text/living/placed-text.ts';
import { provisionsOf } from '#core/text/living/provisions.ts';
import { readingOf, readingOfProvision } from '#core/text/living/reading-of.ts';
import type { TextState } from '#core/text/living/state.ts';
import { livingIds, streamOf } from '#core/text/living/stream.ts';
import { joinTokens, tokenise } from '#core/text/tokens.ts';
import { textAsOf, textById } from '#store/text/readers.ts';
import type { Actor } from './actor.ts';
import { amendText } from './amend-text.ts';
import { closeText } from './close-text.ts';
import { commentOnText } from './comment-on-text.ts';
import { compileVersions } from './compile-versions.ts';
import { decideChoice, type DecisionInput } from './decide-choice.ts';
import type { House } from './house.ts';
import type { SampleEdit, SampleStep } from './read-sample.ts';
import { settleProvision } from './settle-provision.ts';
import { takeStance } from './take-stance.ts';
import { undoTextChange } from './undo-text-change.ts';

/** Where and by whom a step is taken. */
export interface SampleStanding {
  readonly house: House;
  readonly actor: Actor;
  readonly groupId: string;
  readonly textId: string;
  readonly party: string;
  /** The entry that a named step made; `tabled` is the first. */
  readonly entryOf: (name: string) => number;
}

/** Takes one step of a negotiation; the numbers of the entries it made. */
export async function takeSampleStep(
  step: SampleStep,
  standing: SampleStanding,
): Promise<Result<readonly number[]>> {
  const { house, actor, groupId, textId } = standing;
  const at = [house, actor, groupId, textId] as const;
  const text = await textById(house.db.kysely, groupId, textId);
  const state = text?.state ?? missing('text', textId);
  const { seq: seen } = state;
  if (step.deed === 'compile') return compile(step, standing, seen);
  const taken = await (() => {
    switch (step.deed) {
      case 'amend': {
        const wording = edited(readingOf(state, standing.party), step.edits);
        return amendText(...at, { text: wording, seen, explanation: step.why });
      }
      case 'stance': {
        const hunks = step.on.map((words) => proposal(state, words));
        const { verb, why: explanation } = step;
        return takeStance(...at, { party: step.for, hunks, verb, explanation });
      }
      case 'comment': {
        const hunk = step.about === undefined ? undefined : proposal(state, step.about);
        return commentOnText(...at, { ...ends(state, step.on), words: step.words, hunk });
      }
      case 'decide':
        return decideChoice(...at, decision(state, step));
      case 'settle': {
        const { status, reason } = step;
        return settleProvision(...at, {
          provision: provision(state, step.provision),
          status,
          reason,
        });
      }
      case 'undo':
        return undoTextChange(...at, { entry: standing.entryOf(step.step), reason: step.reason });
      case 'close':
        return closeText(...at, { closed: true, reason: step.reason });
    }
  })();
  return taken.ok ? done([taken.value.seq]) : taken;
}

/** Versions that were sent in, all of them made from the text as it was tabled. */
async function compile(
  { versions: sentIn, why }: Extract<SampleStep, { deed: 'compile' }>,
  { house, actor, groupId, textId, entryOf }: SampleStanding,
  head: number,
): Promise<Result<readonly number[]>> {
  const seen = entryOf('tabled');
  const tabled = await textAsOf(house.db.kysely, groupId, textId, seen);
  const words = tabled ? readingOf(tabled) : '';
  const versions = sentIn.map(({ party, edits }) => ({ party, text: edited(words, edits) }));
  const input = { versions, seen, explanation: why };
  const compiled = await compileVersions(house, actor, groupId, textId, input);
  if (!compiled.ok) return compiled;
  return done(versions.map((_, index) => head + 1 + index));
}

function edited(words: string, edits: readonly SampleEdit[]): string {
  return edits.reduce((wording, [find, put]) => {
    const [before = '', after, ...more] = wording.split(find);
    if (after === undefined || more.length > 0) return missing('place, or of several,', find);
    return `${before}${put}${after}`;
  }, words);
}

/** The open proposal that begins so; of one that only takes words out, these begin so. */
function proposal(state: TextState, words: string): string {
  const { living } = streamOf(state);
  const found = placedHunks(state).find(({ from, to, insert }) => {
    const told = insert.length > 0 ? insert : living.slice(from, to);
    return joinTokens(told).trim().startsWith(words);
  });
  return found?.hunk.id ?? missing('proposal', words);
}

/** The first and the last token of words where they stand first. */
function ends(state: TextState, words: string): { readonly from: string; readonly to: string } {
  const { living } = streamOf(state);
  const wanted = tokenise(words);
  const first = living.findIndex((_, at) => wanted.every((token, on) => living[at + on] === token));
  const ids = livingIds(streamOf(state));
  const [from, to] = [ids[first], ids[first + wanted.length - 1]];
  return from !== undefined && to !== undefined ? { from, to } : missing('place', words);
}

function decision(
  state: TextState,
  { on, in: within, outcome, basis }: Extract<SampleStep, { deed: 'decide' }>,
): DecisionInput {
  const place = within === undefined ? undefined : provision(state, within);
  const choice = placedText(state).choices.find(
    ({ alternatives, provision: begins }) =>
      alternatives.some(({ words }) => words === on) && (place ?? begins) === begins,
  );
  const { key, fingerprint, alternatives } = choice ?? missing('choice', on);
  const decided = { choice: key, fingerprint, basis };
  if (outcome === 'words as they stand') return { ...decided, outcome: { kind: 'default' } };
  if (outcome !== 'these words') return { ...decided, outcome: { kind: 'words', ...outcome } };
  const index = alternatives.findIndex(({ words }) => words === on);
  return { ...decided, outcome: { kind: 'alternative', index } };
}

/** The provision that stands and begins so. */
function provision(state: TextState, words: string): string {
  const found = provisionsOf(state).find(
    ({ id, number }) => number !== undefined && readingOfProvision(state, id).startsWith(words),
  );
  return found?.id ?? missing('provision', words);
}

/** The story speaks of something that is not there: its files are wrong. */
export function missing(what: string, name: string): never {
  throw new Error(`the story of the sample speaks of a ${what} that is not there: ${name}`);
}
