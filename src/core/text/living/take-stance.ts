import { done, refused, type Result } from '#core/result.ts';
import { reads, type StanceVerb } from '../stance.ts';
import { stancesBefore } from './amend.ts';
import type { TextStanceTaken } from './changes.ts';
import { collide, placedHunks, readsHunk } from './placed-hunks.ts';
import type { TextState } from './state.ts';

export interface StanceOn {
  readonly party: string;
  readonly hunks: readonly string[];
  /** Null takes back what the party said. */
  readonly verb: StanceVerb | null;
  readonly explanation: string;
}

/**
 * What a party says of open proposals. Who comes to stand behind one wording leaves another of the
 * same words, for a party has one wording; a proposal that nobody stands behind is withdrawn. Of named
 * proposals that exclude each other the first counts.
 */
export function takeStance(
  state: TextState,
  { party, hunks, verb, explanation }: StanceOn,
): Result<TextStanceTaken> {
  const open = placedHunks(state);
  const ids = new Set(hunks);
  const named = [...ids].flatMap((id) => open.find(({ hunk }) => hunk.id === id) ?? []);
  if (named.length < ids.size || named.length === 0) return refused('proposal-not-open');
  const having = verb !== null && reads({ party, verb });
  // Of wordings of the same words nobody can have two: the first that is named counts.
  const on = named.filter(
    (one, index) => !having || !named.slice(0, index).some((other) => collide(one, other)),
  );
  const changes = on.some(({ hunk }) => {
    const said = hunk.stances.filter((stance) => stance.party === party);
    return verb === null ? said.length > 0 : said[0]?.verb !== verb;
  });
  if (!changes) return refused('stance-says-nothing');
  const leaves = having
    ? open
        .filter(({ hunk }) => readsHunk(hunk, party))
        .filter((placed) => on.some((taken) => taken !== placed && collide(taken, placed)))
        .map(({ hunk }) => hunk.id)
    : [];
  const taken = on.map(({ hunk }) => hunk.id);
  return done({
    party,
    hunks: taken,
    verb,
    explanation,
    leaves,
    before: stancesBefore(state, party, [...taken, ...leaves]),
  });
}
