import { done, refused, type Result } from '#core/result.ts';
import { amend } from '#core/text/living/amend.ts';
import type { SentFile, TextAmended, TextCommented, Unplaced } from '#core/text/living/changes.ts';
import { commentsOfFile, type SentComment } from '#core/text/living/file-comments.ts';
import type { TextState } from '#core/text/living/state.ts';
import { draft } from '#store/draft.ts';
import { actingParty } from './acting-party.ts';
import type { Actor } from './actor.ts';
import { changeText, stateSeen, type TextAtHand } from './change-text.ts';
import type { House } from './house.ts';
import { labelled, mustBeKept } from './kept-file.ts';
import { readWords } from './read-words.ts';

export interface AmendmentInput {
  /** In whose name, where the bureau amends for others. */
  readonly party?: string | undefined;
  /** Whether the party proposes the words, or supports those that others came with. */
  readonly verb?: TextAmended['verb'] | undefined;
  /** The whole wording as the party wants it; with `provision`, that provision's. */
  readonly text: string;
  readonly provision?: string | undefined;
  /** The last entry of the text that its drafter had before them. */
  readonly seen: number;
  readonly explanation?: string | undefined;
  /** The file it came in, which is kept among the originals. */
  readonly file?: SentFile | undefined;
  /** The comments that the file came with. */
  readonly comments?: readonly SentComment[] | undefined;
}

/** What an amendment came to. */
export interface Amendment {
  readonly party: string;
  /** Proposals that are new, how many of them stand beside words their author had not seen. */
  readonly newHunks: number;
  readonly shifted: number;
  /** Proposals of others that say the same: the party now stands behind them too. */
  readonly joined: number;
  /** Its own earlier proposals that its words no longer hold. */
  readonly left: number;
  /** What could not be placed any more, in its own words. */
  readonly unplaced: readonly Unplaced[];
  /** The proposals, new and joined, by their ids. */
  readonly hunks: readonly string[];
}

/** Enters one party's wording: as proposals, or as standing behind proposals that are there. */
export async function amendText(
  house: House,
  actor: Actor,
  groupId: string,
  textId: string,
  input: AmendmentInput,
): Promise<Result<Amendment & { readonly seq: number }>> {
  return changeText(house, actor, groupId, textId, 'text.amend', async (text) => {
    const kept = await mustBeKept(house, [input.file]);
    if (!kept.ok) return kept;
    const drafted = await draftAmendment(text, input);
    if (!drafted.ok) return drafted;
    const { amended, comments, onBehalf } = drafted.value;
    return done({
      entries: [
        draft('text.amended', textId, amended),
        ...comments.map((comment) => draft('text.commented', textId, comment)),
      ],
      value: { ...summaryOf(amended), seq: text.nextSeq },
      onBehalf,
    });
  });
}

/** Comments that come with one file, and how long each may be. */
const mostComments = 500;
const longestComment = 20_000;

export interface DraftedAmendment {
  readonly amended: TextAmended;
  readonly comments: readonly TextCommented[];
  readonly onBehalf: string | undefined;
}

/** The amendment that a wording makes, before anything is entered. */
export async function draftAmendment(
  text: TextAtHand,
  input: AmendmentInput,
): Promise<Result<DraftedAmendment>> {
  const acting = await actingParty(text.db, text.groupId, text.standing, input.party);
  if (!acting.ok) return acting;
  const { party, onBehalf } = acting.value;
  if (text.state.closed) return refused('text-closed');
  const seen = await stateSeen(text, input.seen);
  if (!seen.ok) return seen;
  const amended = amendmentOf(text.state, seen.value, { ...input, party });
  if (!amended.ok) return amended;
  const sent = input.comments ?? [];
  if (sent.length > mostComments || sent.some(({ words }) => words.length > longestComment)) {
    return refused('too-many-comments', { limit: mostComments });
  }
  const comments = commentsOfFile(seen.value, party, sent);
  return done({ amended: amended.value, comments, onBehalf });
}

/** The same for a party that is known, by what its drafter saw. */
export function amendmentOf(
  state: TextState,
  seen: TextState,
  { party, verb = 'propose', text, explanation, provision, file }: AmendmentInput & Speaker,
): Result<TextAmended> {
  // One provision may go; a whole version without words is a file that could not be read.
  if (provision === undefined && text.trim() === '') return refused('wording-empty');
  const why = readWords(explanation, 'explanation');
  if (!why.ok) return why;
  return amend(state, seen, {
    party,
    verb,
    text,
    explanation: why.value,
    ...(provision === undefined ? {} : { provision }),
    ...(file === undefined ? {} : { file: labelled(file) }),
  });
}

interface Speaker {
  readonly party: string;
}

export function summaryOf({ party, hunks, joins, leaves, unplaced }: TextAmended): Amendment {
  return {
    party,
    newHunks: hunks.length,
    shifted: hunks.filter(({ shifted }) => shifted).length,
    joined: joins.length,
    left: leaves.length,
    unplaced,
    hunks: [...hunks.map(({ id }) => id), ...joins],
  };
}
