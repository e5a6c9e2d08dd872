import type { Stance, StanceVerb } from '../stance.ts';
import type { Token } from '../tokens.ts';
import type {
  Anchor,
  Comment,
  Hunk,
  HunkState,
  ProvisionStatus,
  Settlement,
  Span,
  TokenId,
} from './state.ts';

/** How a text is worded; entries carry it, for what was cut into tokens once stays so cut. */
export const tokeniserVersion = 1;

/** `text.tabled`, the first entry of every text. The subject is the text, here and below. */
export interface TextTabled {
  /** 1, 2, 3 … within the group. */
  readonly number: number;
  readonly title: string;
  readonly kind: 'recommendation' | 'paper' | 'report';
  /** The parties that table it. */
  readonly proponents: readonly string[];
  readonly tokeniser: number;
  readonly tokens: readonly Token[];
}

/** A hunk as it is proposed, before it has stances and a state of its own. */
export type ProposedHunk = Pick<Hunk, 'id' | 'after' | 'before' | 'remove' | 'insert' | 'shifted'>;

/** What one party had said of a hunk before a change, so that the change can be undone. */
export interface StancesBefore {
  readonly hunk: string;
  readonly stances: readonly Stance[];
}

/** A file that words came in; of several authors' tracked changes, whose they were. */
export interface SentFile {
  readonly name: string;
  readonly sha256: string;
  /** As the file names them: what people said that somebody speaks for is looked up by it. */
  readonly author?: string;
}

/** What a late proposal could no longer be placed at, in its own words. */
export interface Unplaced {
  /** The words as its author saw them, the words that were to go and those to come. */
  readonly context: string;
  readonly removed: string;
  readonly inserted: string;
  readonly why: 'words-gone' | 'words-between' | 'place-gone';
}

/**
 * `text.amended`: one party's wording. It proposes new hunks, stands behind open ones that say the
 * same, and leaves open ones of its own that its words no longer hold.
 */
export interface TextAmended {
  readonly party: string;
  readonly verb: Extract<StanceVerb, 'propose' | 'support'>;
  /** The state that its author saw. */
  readonly seen: number;
  readonly hunks: readonly ProposedHunk[];
  readonly joins: readonly string[];
  readonly leaves: readonly string[];
  /** What the party had said of those it joins and leaves. */
  readonly before: readonly StancesBefore[];
  /** It had not sent in any words before. */
  readonly first: boolean;
  readonly unplaced: readonly Unplaced[];
  /** Why, in the proponent's words. */
  readonly explanation: string;
  /** The file it came in, if it came in one. */
  readonly file?: SentFile;
}

/** `text.stance-taken`: what a party says of open hunks; null takes back what it said. */
export interface TextStanceTaken {
  readonly party: string;
  readonly hunks: readonly string[];
  readonly verb: StanceVerb | null;
  readonly explanation: string;
  /** Other wordings of the same words that it no longer stands behind: a party has one wording. */
  readonly leaves: readonly string[];
  /** What the party had said of all of these. */
  readonly before: readonly StancesBefore[];
}

/** How hunks that stay open lie once a decision among them has moved the words. */
export type MovedHunk = Pick<Hunk, 'id' | 'after' | 'before' | 'remove' | 'insert'>;

/**
 * Words put into the stream and taken out of it at one place. A token that this very entry puts in
 * is `new:N` throughout its payload, for an entry does not know its own number.
 */
export interface WordsEdit {
  /** The token behind which the new words go, gone or not; null for the very beginning. */
  readonly after: TokenId | null;
  readonly remove: readonly Span[];
  readonly insert: readonly Token[];
}

/** `text.decided`: words agreed for a place, or alternatives rejected there. */
export interface TextDecided {
  /** What was decided, as the chair saw it: the choice by its smallest hunk id. */
  readonly choice: string | null;
  readonly fingerprint: string;
  /** default: the words stand as they are; alternative: one of those proposed; words: new ones. */
  readonly outcome: 'default' | 'alternative' | 'words';
  /** The words before and after, for readers of the record. */
  readonly was: string;
  readonly agreed: string;
  /** In the order of the text; none where the words stand. Words that stay keep their ids. */
  readonly edits: readonly WordsEdit[];
  /** The hunks that this ends. */
  readonly ends: readonly { readonly hunk: string; readonly state: Exclude<HunkState, 'open'> }[];
  /** Differences within the chosen alternative that stay open. */
  readonly carried: readonly (ProposedHunk & Pick<Hunk, 'amendment' | 'stances'>)[];
  readonly moved: readonly MovedHunk[];
  /** How those moved lay before, so that this can be undone. */
  readonly movedFrom: readonly MovedHunk[];
  /** On what it rests: the meeting, the reason, who was heard. */
  readonly basis: string;
}

/** `text.choice-split`: one hunk seen as two from now on; readings stay. */
export interface TextChoiceSplit {
  readonly hunk: string;
  readonly into: readonly [ProposedHunk, ProposedHunk];
}

/** `text.choices-joined`: neighbouring choices seen as one from now on; readings stay. */
export interface TextChoicesJoined {
  readonly from: TokenId;
  readonly to: TokenId;
}

/** `text.choice-marked`: a person says what kind of choice it is. */
export interface TextChoiceMarked {
  /** The choice by its smallest hunk id, or a literal `[` by its token id. */
  readonly choice: string;
  readonly kind: 'oneOf' | 'optional' | null;
  readonly before: 'oneOf' | 'optional' | null;
}

/** `text.provision-settled`: agreed ad referendum, agreed, or opened again, with the reason. */
export interface TextProvisionSettled {
  readonly provision: string;
  readonly status: ProvisionStatus;
  readonly reason: string;
  readonly before: Settlement | null;
}

/** `text.commented`. */
export interface TextCommented extends Pick<Comment, 'party' | 'words' | 'hunk'> {
  readonly anchor: Anchor;
}

/** `text.closed` and `text.opened`, with the reason. */
export interface TextClosed {
  readonly reason: string;
}

/** `text.undone`: takes back one earlier entry of the same text. */
export interface TextUndone {
  readonly entry: number;
  readonly verb: Exclude<TextVerb, 'text.tabled' | 'text.undone'>;
  readonly reason: string;
  readonly effect: UndoEffect;
}

/** What taking an entry back comes to, worked out against the text as it stood at that moment. */
export interface UndoEffect {
  /** Tokens that come back to life, and those that go. */
  readonly brings?: readonly Span[];
  readonly takes?: readonly Span[];
  /** Hunks as they are from now on; those not open are ended by this entry. */
  readonly hunks?: readonly Hunk[];
  /** A party that has no longer sent in any words. */
  readonly unsubmitted?: string;
  readonly kind?: { readonly choice: string; readonly kind: 'oneOf' | 'optional' | null };
  readonly settlement?: { readonly provision: string; readonly settlement: Settlement | null };
  readonly closed?: boolean;
}

/** Every verb of a text and what it says. */
export interface TextChanges {
  'text.tabled': TextTabled;
  'text.amended': TextAmended;
  'text.stance-taken': TextStanceTaken;
  'text.decided': TextDecided;
  'text.choice-split': TextChoiceSplit;
  'text.choices-joined': TextChoicesJoined;
  'text.choice-marked': TextChoiceMarked;
  'text.provision-settled': TextProvisionSettled;
  'text.commented': TextCommented;
  'text.closed': TextClosed;
  'text.opened': TextClosed;
  'text.undone': TextUndone;
}
export type TextVerb = keyof TextChanges;

/** One change of a text: the entry's number and verb, and what it says. */
export type TextChange = {
  readonly [Verb in TextVerb]: {
    readonly seq: number;
    readonly verb: Verb;
    readonly payload: TextChanges[Verb];
  };
}[TextVerb];
