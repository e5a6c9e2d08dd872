import { joinTokens } from '../tokens.ts';
import { startOfProvision } from './provision-range.ts';
import type { Anchor, TextState } from './state.ts';
import { placeOf, streamOf } from './stream.ts';

/** What became of a place that somebody pointed to. */
export interface MappedAnchor {
  /** exact: the very words; shrunk: some are gone, or others came between; gone: none is left. */
  readonly found: 'exact' | 'shrunk' | 'gone';
  /** Positions among the living tokens; where all are gone, the gap they left. */
  readonly from?: number;
  readonly to?: number;
  /** The provision in which it begins. */
  readonly provision?: string;
  /** The words there now. */
  readonly words: string;
}

/** Where an anchor is now. Tokens that are gone kept their place, so that its ends never cross. */
export function mapAnchor(state: TextState, anchor: Anchor): MappedAnchor {
  const stream = streamOf(state);
  const [first, last] = [placeOf(stream, anchor.from), placeOf(stream, anchor.to)];
  if (first === undefined || last === undefined || last < first)
    return { found: 'gone', words: '' };
  const from = stream.positions[first] ?? 0;
  const to = stream.positions[last + 1] ?? from;
  const words = joinTokens(stream.living.slice(from, to));
  const found = from === to ? 'gone' : words === anchor.quote ? 'exact' : 'shrunk';
  return { found, from, to, provision: startOfProvision(state, from), words };
}
