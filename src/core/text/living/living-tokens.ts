import type { Token } from '../tokens.ts';
import { type Hash, stretchHashes } from './hash.ts';
import type { TokenId } from './state.ts';
import { livingIds, type Stream } from './stream.ts';

/** What is derived from the words that stand alone, and so is the same until a decision. */
export interface LivingTokens {
  readonly ids: readonly TokenId[];
  readonly tokens: readonly { readonly id: TokenId; readonly text: Token }[];
  /** The hash of the ids from one position up to another. */
  readonly hashOf: (from: number, to: number) => Hash;
}

const known = new WeakMap<Stream, LivingTokens>();

export function livingTokens(stream: Stream): LivingTokens {
  const met = known.get(stream);
  if (met) return met;
  const ids = livingIds(stream);
  const tokens = stream.living.map((text, position) => ({ id: ids[position] ?? '', text }));
  const derived = { ids, tokens, hashOf: stretchHashes(ids) };
  known.set(stream, derived);
  return derived;
}
