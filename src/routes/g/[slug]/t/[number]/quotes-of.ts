import type { Span, TextState } from '#core/text/living/state.ts';
import { joinTokens } from '#core/text/tokens.ts';
import type { RecordedChange } from '#store/text/readers.ts';

/** What one proposal takes out and puts in, in words. */
export interface Quote {
  readonly removed: string;
  readonly inserted: string;
}

/** A change with what is shown of it. */
export interface ShownChange {
  readonly change: RecordedChange;
  readonly mayUndo: boolean;
  readonly quotes: readonly Quote[];
}

/** So many of the proposals of one amendment are told in their words. */
const mostQuoted = 4;
const longestQuote = 200;

/** The proposals of an amendment in words; where `only` is given, those it holds of. */
export function quotesOf(
  { sources }: TextState,
  change: RecordedChange,
  only: (hunk: string) => boolean = () => true,
): readonly Quote[] {
  if (change.verb !== 'text.amended') return [];
  const wordsOf = (spans: readonly Span[]): string =>
    joinTokens(spans.flatMap(({ source, from, to }) => (sources[source] ?? []).slice(from, to)));
  return change.payload.hunks
    .filter(({ id }) => only(id))
    .slice(0, mostQuoted)
    .map(({ remove, insert }) => ({
      removed: shortened(wordsOf(remove)),
      inserted: shortened(joinTokens(insert)),
    }));
}

function shortened(words: string): string {
  const line = words.replace(/\n+/g, ' ¶ ').trim();
  return line.length > longestQuote ? `${line.slice(0, longestQuote).trimEnd()} …` : line;
}
