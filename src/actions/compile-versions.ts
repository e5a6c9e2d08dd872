import { done, type Reason, refused, type Result } from '#core/result.ts';
import { applyChange } from '#core/text/living/apply.ts';
import type { TextAmended, TextChange } from '#core/text/living/changes.ts';
import { commentsOfFile } from '#core/text/living/file-comments.ts';
import { measure } from '#core/text/living/measure.ts';
import type { TextState } from '#core/text/living/state.ts';
import { draft } from '#store/draft.ts';
import { partiesOf } from '#store/member/parties.ts';
import { sameName, spelledAs } from './acting-party.ts';
import type { Actor } from './actor.ts';
import { type Amendment, type AmendmentInput, amendmentOf, summaryOf } from './amend-text.ts';
import { changeText, stateSeen, type TextAtHand, tryOnText } from './change-text.ts';
import type { House } from './house.ts';
import { labelled, mustBeKept } from './kept-file.ts';

export interface VersionsInput {
  readonly versions: readonly VersionInput[];
  /** The last entry of the text that all of them were made from. */
  readonly seen: number;
  readonly explanation?: string | undefined;
}

export interface VersionInput extends Pick<AmendmentInput, 'text' | 'file' | 'comments'> {
  readonly party: string;
}

export interface Compilation {
  readonly perParty: readonly CompiledVersion[];
  readonly choicesBefore: number;
  readonly choicesAfter: number;
}

export interface CompiledVersion extends Amendment {
  /** Why this version cannot be taken; nothing of any version is entered then. */
  readonly refusal?: Reason;
}

export interface PreviewedVersions extends Compilation {
  /** The text as it would be with all versions that can be taken. */
  readonly after: TextState;
}

const mostVersions = 1_000;

/**
 * Enters many parties' versions of a text at once, each as that party's amendment, all or none;
 * the order in which they are given decides nothing but the numbers of the entries.
 */
export async function compileVersions(
  house: House,
  actor: Actor,
  groupId: string,
  textId: string,
  input: VersionsInput,
): Promise<Result<Compilation>> {
  return changeText(house, actor, groupId, textId, 'text.amend-for-others', async (text) => {
    const kept = await mustBeKept(
      house,
      input.versions.map(({ file }) => file),
    );
    if (!kept.ok) return kept;
    const compiled = await compile(text, input);
    if (!compiled.ok) return compiled;
    const { changes, after: _state, ...compilation } = compiled.value;
    const bad = compilation.perParty.find(({ refusal }) => refusal);
    if (bad?.refusal) return { ok: false, reason: { ...bad.refusal, party: bad.party } };
    const [first, ...others] = compilation.perParty;
    return done({
      entries: changes.map((change) =>
        change.verb === 'text.amended'
          ? draft(change.verb, textId, change.payload)
          : draft(change.verb, textId, change.payload),
      ),
      value: compilation,
      // A change has one author; where there are several parties, their entries name them.
      onBehalf: first && others.length === 0 ? `party:${first.party}` : undefined,
    });
  });
}

/** What would merge and what would collide, without entering anything. */
export async function previewVersions(
  house: House,
  actor: Actor,
  groupId: string,
  textId: string,
  input: VersionsInput,
): Promise<Result<PreviewedVersions>> {
  return tryOnText(house, actor, groupId, textId, 'text.amend-for-others', async (text) => {
    const compiled = await compile(text, input);
    if (!compiled.ok) return compiled;
    const { changes: _changes, ...preview } = compiled.value;
    return done(preview);
  });
}

interface Compiling extends PreviewedVersions {
  readonly changes: readonly SentChange[];
}

/** An amendment, or a comment that came with one. */
type SentChange = Extract<TextChange, { verb: 'text.amended' | 'text.commented' }>;

async function compile(
  text: TextAtHand,
  { versions, seen, explanation }: VersionsInput,
): Promise<Result<Compiling>> {
  if (text.state.closed) return refused('text-closed');
  if (versions.length === 0) return refused('no-versions');
  if (versions.length > mostVersions) return refused('too-many-versions', { limit: mostVersions });
  const named = await partiesFor(text, versions);
  if (!named.ok) return named;
  const base = await stateSeen(text, seen);
  if (!base.ok) return base;
  const perParty: CompiledVersion[] = [];
  const changes: SentChange[] = [];
  let state = text.state;
  const enter = (change: Omit<SentChange, 'seq'>): void => {
    const entered = { ...change, seq: text.nextSeq + changes.length } as SentChange;
    changes.push(entered);
    state = applyChange(state, entered);
  };
  for (const version of named.value) {
    const drafted = amendmentOf(state, base.value, { ...version, seen, explanation });
    const amended = drafted.ok ? drafted.value : sameWords(drafted.reason, state, version, seen);
    const refusal = amended || drafted.ok ? {} : refusalOf(drafted.reason);
    if (amended) enter({ verb: 'text.amended', payload: amended });
    perParty.push({ ...(amended ? summaryOf(amended) : nothingOf(version.party)), ...refusal });
    if ('refusal' in refusal) continue;
    // A party may have nothing to change any more and still something to say.
    for (const payload of commentsOfFile(base.value, version.party, version.comments ?? [])) {
      enter({ verb: 'text.commented', payload });
    }
  }
  return done({
    perParty,
    changes,
    after: state,
    choicesBefore: measure(text.state).openChoices,
    choicesAfter: measure(state).openChoices,
  });
}

/** The versions under the names that the group has for the parties, which must be different ones. */
async function partiesFor(
  { db, groupId }: TextAtHand,
  versions: readonly VersionInput[],
): Promise<Result<readonly VersionInput[]>> {
  const parties = await partiesOf(db, groupId);
  const named: VersionInput[] = [];
  for (const version of versions) {
    const party = spelledAs(parties, version.party);
    if (!party.ok) return party;
    if (named.some((other) => sameName(other.party, party.value))) {
      return refused('two-parties-one-name', { party: party.value });
    }
    named.push({ ...version, party: party.value });
  }
  return done(named);
}

/** A version without a change still says that its party was heard; once is enough. */
function sameWords(
  reason: Reason,
  state: TextState,
  { party, file }: VersionInput,
  seen: number,
): TextAmended | undefined {
  if (reason.code !== saysNothing || state.submitted.includes(party)) return undefined;
  return {
    party,
    verb: 'propose',
    seen,
    hunks: [],
    joins: [],
    leaves: [],
    before: [],
    first: true,
    unplaced: [],
    explanation: '',
    ...(file === undefined ? {} : { file: labelled(file) }),
  };
}

const saysNothing = 'amendment-says-nothing';

function refusalOf(reason: Reason): Pick<CompiledVersion, 'refusal'> {
  return reason.code === saysNothing ? {} : { refusal: reason };
}

function nothingOf(party: string): Amendment {
  return { party, newHunks: 0, shifted: 0, joined: 0, left: 0, unplaced: [], hunks: [] };
}
