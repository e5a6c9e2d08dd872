import type { TextState } from './state.ts';

/** For each source of tokens the number of the entry that brought it: see `TokenId`. */
export function originsOf(state: TextState): Map<string, number> {
  return new Map(
    Object.keys(state.sources).map((source) => [
      source,
      source === 'base' ? state.tabled : Number(source.slice(1)),
    ]),
  );
}
