import { done, refused, type Result } from '#core/result.ts';
import { buildItems, type BuildHunk, type BuildOptions } from './build.ts';
import type { Compiled } from './compiled.ts';
import { compareWith } from './hunks.ts';
import { tokenise } from './tokens.ts';

/** What one party would have the text be. */
export interface Version {
  readonly party: string;
  readonly text: string;
}

/**
 * One text out of the base and everybody's version. The reading of a party is its version, byte for
 * byte; the reading of nobody is the base; the order of versions does not matter; equal changes are
 * one, with all who want them. Two versions for one party are refused.
 */
export function compile(
  base: string,
  versions: readonly Version[],
  options: BuildOptions = { grow: true },
): Result<Compiled> {
  const parties = versions.map(({ party }) => party);
  const twice = parties.find((party, index) => parties.indexOf(party) !== index);
  if (twice !== undefined) return refused('party-twice', { party: twice });
  const unnamed = parties.some((party) => party.trim() === '');
  if (unnamed) return refused('party-without-name');
  const comparer = compareWith(tokenise(base));
  const hunks = versions.flatMap(({ party, text }): BuildHunk[] => {
    const stances = [{ party, verb: 'propose' } as const];
    return comparer.withText(text).map((hunk) => ({ ...hunk, stances }));
  });
  return done({
    format: 'rapporteur-compiled-1',
    parties: [...parties].sort(),
    items: buildItems(comparer.base, hunks, options),
  });
}
