import type { Stance } from '../stance.ts';
import type { Token } from '../tokens.ts';

/**
 * The birth certificate of a token: `SOURCE:INDEX`. A source is the text as tabled (`base`) or what
 * one later decision put in (`d17`, by the number of its entry). An id is never used again.
 */
export type TokenId = string;

/** The tokens `from` up to, not including, `to` of a source. */
export interface Span {
  readonly source: string;
  readonly from: number;
  readonly to: number;
}

/** A stretch of the stream. What a decision took out stays in its place, as gone. */
export interface Run extends Span {
  /** The entry that took it out of the text. */
  readonly gone?: number;
}

/**
 * open: in dispute; the others no longer are. stale: its words are gone, it can be tabled anew.
 * replaced: others took its place when it was split, or when what it differed from was adopted.
 */
export type HunkState = 'open' | 'adopted' | 'closed' | 'withdrawn' | 'stale' | 'replaced';

/** One change that parties propose to the words as they stand: these out, those in. */
export interface Hunk {
  /** `h1`, `h2` … within a text. */
  readonly id: string;
  /** The entry that tabled it; the hunks of one proposal share it. */
  readonly amendment: number;
  /** What it takes out, contiguous among the living as long as it is open; empty for an insertion. */
  readonly remove: readonly Span[];
  /**
   * The neighbours of its place; null at the beginning and the end of the text. They may be gone
   * since, for those gone keep their place; of an open insertion no living token ever stands between.
   */
  readonly after: TokenId | null;
  readonly before: TokenId | null;
  readonly insert: readonly Token[];
  readonly stances: readonly Stance[];
  readonly state: HunkState;
  /** The entry that ended its being open. */
  readonly endedBy?: number;
  /** It was made for other words and placed by its neighbours: people should look. */
  readonly shifted?: boolean;
}

/** A place in the text that holds through changes, with the words it was set on. */
export interface Anchor {
  readonly from: TokenId;
  /** The last token, included. */
  readonly to: TokenId;
  readonly quote: string;
}

export interface Comment {
  readonly entry: number;
  readonly party: string | null;
  readonly words: string;
  readonly anchor: Anchor;
  /** The proposal it is about, if it is about one. */
  readonly hunk?: string;
  /** Taken back by a later entry. */
  readonly takenBack?: boolean;
}

export const provisionStatuses = ['open', 'ad-referendum', 'agreed'] as const;
export type ProvisionStatus = (typeof provisionStatuses)[number];

/** How a provision stands, by the last decision about it. */
export interface Settlement {
  readonly status: ProvisionStatus;
  readonly entry: number;
  readonly reason: string;
}

/** A text under negotiation, as all changes up to entry `seq` have made it. Plain JSON. */
export interface TextState {
  readonly format: 1;
  readonly seq: number;
  /** The entry that tabled it. */
  readonly tabled: number;
  readonly sources: Readonly<Record<string, readonly Token[]>>;
  /** All tokens there ever were, in order; those gone keep their place among the living. */
  readonly stream: readonly Run[];
  readonly hunks: readonly Hunk[];
  /** Parties that sent in words, though they may differ in nothing. */
  readonly submitted: readonly string[];
  /** What people said of choices: by the smallest hunk id, or the id of a literal `[`. */
  readonly kinds: Readonly<Record<string, 'oneOf' | 'optional'>>;
  /** Neighbouring choices that people want seen as one: first and last token of each stretch. */
  readonly joined: readonly {
    readonly from: TokenId;
    readonly to: TokenId;
    readonly entry: number;
  }[];
  /** By provision: the paragraph end before it, or `start`. */
  readonly settlements: Readonly<Record<string, Settlement>>;
  readonly comments: readonly Comment[];
  /** Closed texts take no amendment. */
  readonly closed: boolean;
  /** Entries that a later entry undid. */
  readonly undone: readonly number[];
}
