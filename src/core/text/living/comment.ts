import { done, refused, type Result } from '#core/result.ts';
import { joinTokens } from '../tokens.ts';
import type { TextCommented } from './changes.ts';
import type { Anchor, TextState, TokenId } from './state.ts';
import { placeOf, streamOf } from './stream.ts';
import { isFull, mostHeld } from './unfit-text.ts';

export interface NewComment {
  readonly party: string | null;
  readonly words: string;
  /** The first and the last token that it is about. */
  readonly from: TokenId;
  readonly to: TokenId;
  readonly hunk?: string;
}

/** What a comment is about is kept with it, so that it cannot be a whole long text. */
export const longestQuote = 20_000;

/** A comment on words of the text, or on a proposal about them. */
export function comment(
  state: TextState,
  { party, words, from, to, hunk }: NewComment,
): Result<TextCommented> {
  const anchor = anchorAt(state, from, to);
  if (!anchor) return refused('comment-place-gone');
  if (anchor.quote.length > longestQuote) {
    return refused('comment-too-wide', { limit: longestQuote });
  }
  if (isFull(state, words.length)) return refused('text-full', { limit: mostHeld });
  if (hunk !== undefined && !state.hunks.some(({ id }) => id === hunk)) {
    return refused('proposal-not-open');
  }
  return done({ party, words, anchor, ...(hunk === undefined ? {} : { hunk }) });
}

/** An anchor on what stands between two tokens, these included; undefined if they stand nowhere. */
export function anchorAt(state: TextState, from: TokenId, to: TokenId): Anchor | undefined {
  const stream = streamOf(state);
  const [first, last] = [placeOf(stream, from), placeOf(stream, to)];
  if (first === undefined || last === undefined || last < first) return undefined;
  const quote = joinTokens(
    stream.living.slice(stream.positions[first], stream.positions[last + 1]),
  );
  return quote === '' ? undefined : { from, to, quote };
}
