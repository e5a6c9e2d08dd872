import { likeness } from '../likeness.ts';
import { isWord, paragraphEnd, type Token, tokenise } from '../tokens.ts';
import type { TextState, TokenId } from './state.ts';
import { idAt, streamOf } from './stream.ts';

/** The first and the last token of some words. */
export interface QuotePlace {
  readonly from: TokenId;
  readonly to: TokenId;
  /** The quoted words stand there; else it is the whole provision that is most like the paragraph. */
  readonly exact: boolean;
}

/** A provision that shares less with a paragraph is another one. */
const leastShared = 0.5;

interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly shared: number;
}

/**
 * Where words that somebody quoted from a file stand in a text: in the provision most like the paragraph
 * they were quoted from, else in another; where they do not stand at all, that provision as a whole.
 */
export function placeOfQuote(
  state: TextState,
  quote: string,
  paragraph: string,
): QuotePlace | undefined {
  const stream = streamOf(state);
  const { living } = stream;
  const words = tokenise(paragraph).filter(isWord);
  const stretches = provisionsIn(living).map((stretch): Stretch => {
    const its = living.slice(stretch.from, stretch.to).filter(isWord);
    return { ...stretch, shared: likeness(words, its) };
  });
  const likest = [...stretches].sort((one, other) => other.shared - one.shared);
  const place = (from: number, to: number, exact: boolean): QuotePlace | undefined => {
    const [first, last] = [idAt(stream, from), idAt(stream, to - 1)];
    return first === null || last === null ? undefined : { from: first, to: last, exact };
  };
  const quoted = tokenise(quote.trim()).filter((token) => token !== paragraphEnd);
  if (quoted.length > 0) {
    for (const { from, to } of likest) {
      const at = indexOfRun(living, quoted, from, to);
      if (at >= 0) return place(at, at + quoted.length, true);
    }
  }
  const [best] = likest;
  return best && best.shared >= leastShared ? place(best.from, best.to, false) : undefined;
}

/** The provisions that have words, without their ends. */
function provisionsIn(living: readonly Token[]): { readonly from: number; readonly to: number }[] {
  const found: { from: number; to: number }[] = [];
  let from = 0;
  for (let at = 0; at <= living.length; at++) {
    if (at < living.length && living[at] !== paragraphEnd) continue;
    if (at > from) found.push({ from, to: at });
    from = at + 1;
  }
  return found;
}

function indexOfRun(
  living: readonly Token[],
  run: readonly Token[],
  from: number,
  to: number,
): number {
  for (let at = from; at + run.length <= to; at++) {
    if (run.every((token, index) => living[at + index] === token)) return at;
  }
  return -1;
}
