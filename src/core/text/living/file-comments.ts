import type { TextCommented } from './changes.ts';
import { anchorAt, longestQuote } from './comment.ts';
import { quoteFinder } from './quote-place.ts';
import type { TextState } from './state.ts';
import { idAt, streamOf } from './stream.ts';

/** A comment that came with a file: its words, those it is about, and the paragraph they stand in. */
export interface SentComment {
  readonly words: string;
  readonly quote: string;
  readonly paragraph: string;
}

/**
 * The comments of a file as comments of one party on the text that the file was made from. One whose
 * place cannot be found goes to the beginning of the text, and says what it was about.
 */
export function commentsOfFile(
  seen: TextState,
  party: string,
  sent: readonly SentComment[],
): TextCommented[] {
  if (sent.length === 0) return [];
  const find = quoteFinder(seen);
  return sent.flatMap(({ words, quote, paragraph }): TextCommented[] => {
    if (words.trim() === '') return [];
    const place = find(quote, paragraph);
    const first = idAt(streamOf(seen), 0);
    const found = place && anchorAt(seen, place.from, place.to);
    const isNarrow = found && found.quote.length <= longestQuote;
    const anchor = isNarrow ? found : first && anchorAt(seen, first, first);
    if (!anchor) return [];
    const about = (quote.trim() || paragraph.trim()).slice(0, longestAbout);
    const said = place?.exact || about === '' ? words : `“${about}”: ${words}`;
    return [{ party, words: said, anchor }];
  });
}

const longestAbout = 200;
