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
  readonly words: readonly Token[];
}

/**
 * Finds where words that were quoted from a file stand in a text: in the provision most like the
 * paragraph they were quoted from, else in another; where they do not stand at all, that provision as a
 * whole. The text is looked over once, however many quotes there are.
 */
export function quoteFinder(
  state: TextState,
): (quote: string, paragraph: string) => QuotePlace | undefined {
  const stream = streamOf(state);
  const { living } = stream;
  const provisions = provisionsIn(living);
  const place = (from: number, to: number, exact: boolean): QuotePlace | undefined => {
    const [first, last] = [idAt(stream, from), idAt(stream, to - 1)];
    return first === null || last === null ? undefined : { from: first, to: last, exact };
  };
  return (quote, paragraph) => {
    const words = tokenise(paragraph).filter(isWord);
    const likest = provisions
      .map((stretch) => ({ stretch, shared: likeness(words, stretch.words) }))
      .sort((one, other) => other.shared - one.shared);
    const quoted = tokenise(quote.trim()).filter((token) => token !== paragraphEnd);
    if (quoted.length > 0) {
      for (const { stretch } of likest) {
        const at = indexOfRun(living, quoted, stretch.from, stretch.to);
        if (at >= 0) return place(at, at + quoted.length, true);
      }
    }
    const [best] = likest;
    if (!best || best.shared < leastShared) return undefined;
    return place(best.stretch.from, best.stretch.to, false);
  };
}

/** The provisions that have words, without their ends. */
function provisionsIn(living: readonly Token[]): Stretch[] {
  const found: Stretch[] = [];
  let from = 0;
  for (let at = 0; at <= living.length; at++) {
    if (at < living.length && living[at] !== paragraphEnd) continue;
    const words = living.slice(from, at).filter(isWord);
    if (at > from) found.push({ from, to: at, words });
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
