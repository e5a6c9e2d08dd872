import { chanceAbove, chanceApart, type Tally } from './beta.ts';
import type { Mapping } from './opinion-map.ts';
import { type Tallies, talliesOf, type Votes } from './tallies.ts';

export type Side = 'agree' | 'disagree';

/** What sets a camp apart: most of it answers so, and more of it than of all others. */
export interface Representative {
  readonly group: number;
  readonly statement: string;
  readonly side: Side;
  /** The share of those in the camp, and of all others, who answer so. */
  readonly inside: number;
  readonly outside: number;
  /** How sure both are, from 0 to 1. */
  readonly confidence: number;
}

/** What every camp answers alike. */
export interface Consensus {
  readonly statement: string;
  readonly side: Side;
  /** By camp, the share that answers so, drawn towards one half where few have voted. */
  readonly shares: readonly number[];
  /** How sure it is that more than half of every camp does. */
  readonly confidence: number;
  /** Whether it is sure enough to be said; what is not said yet is what to ask about next. */
  readonly claimed: boolean;
}

/** What one camp answers much more than another. */
export interface Divisive {
  readonly statement: string;
  readonly groups: readonly [more: number, less: number];
  readonly shares: readonly [more: number, less: number];
  readonly confidence: number;
}

export interface Claims {
  readonly representative: readonly Representative[];
  readonly consensus: readonly Consensus[];
  readonly divisive: readonly Divisive[];
  readonly tallies: Tallies;
}

/** A claim is made where a chance of at least so much speaks for it. */
const sure = 0.95;

/** By so much a camp must differ from all others for that to be what it stands for. */
const differs = 0.1;

/** By so much two camps must differ for a statement to divide them. */
const divides = 0.3;

/**
 * What can be said of the camps, given how many have voted. Shares are taken to follow Beta
 * distributions; with three of three agreeing nothing is claimed.
 */
export function claimsOf(mapping: Mapping): Claims {
  const tallies = talliesOf(mapping);
  const ids = mapping.map.camps.map(({ id }) => id);
  return {
    representative: representativeOf(tallies, ids),
    consensus: consensusOf(tallies),
    divisive: divisiveOf(tallies, ids),
    tallies,
  };
}

function representativeOf(tallies: Tallies, ids: readonly number[]): readonly Representative[] {
  const found: Representative[] = [];
  for (const [index, statement] of tallies.statements.entries()) {
    const camps = tallies.held[index] ?? [];
    for (const [g, group] of ids.entries()) {
      const own = camps[g];
      if (!own || ids.length < 2) continue;
      const others = together(camps.filter((_, other) => other !== g));
      for (const side of ['agree', 'disagree'] as const) {
        const claim = standsFor(tallyOf(own, side), tallyOf(others, side));
        if (claim) found.push({ group, statement, side, ...claim });
      }
    }
  }
  const weight = ({ inside, outside }: Representative): number => inside * (inside - outside);
  return found.sort((one, other) => one.group - other.group || weight(other) - weight(one));
}

function standsFor(
  own: Tally,
  others: Tally,
): Pick<Representative, 'inside' | 'outside' | 'confidence'> | undefined {
  const inside = expected(own);
  const outside = expected(others);
  // Where the middle falls short, the chance does by far; this spares most of the reckoning.
  if (inside <= 0.5 || inside - outside <= differs) return undefined;
  const most = chanceAbove(own, 0.5);
  const confidence = most > sure ? Math.min(most, chanceApart(own, others, differs)) : 0;
  return confidence > sure ? { inside, outside, confidence } : undefined;
}

/** All that lean to one side in every camp, strongest first by the product over camps. */
function consensusOf({ statements, held }: Tallies): readonly Consensus[] {
  const found: (Consensus & { readonly product: number })[] = [];
  for (const [index, statement] of statements.entries()) {
    const camps = held[index] ?? [];
    if (camps.length === 0) continue;
    for (const side of ['agree', 'disagree'] as const) {
      const each = camps.map((votes) => tallyOf(votes, side));
      const shares = each.map(expected);
      if (shares.some((share) => share <= 0.5)) continue;
      const chances = each.map((tally) => chanceAbove(tally, 0.5));
      const confidence = Math.max(0, 1 - chances.reduce((sum, chance) => sum + 1 - chance, 0));
      const claimed = chances.every((chance) => chance > 1 - (1 - sure) / camps.length);
      const product = shares.reduce((all, share) => all * share, 1);
      found.push({ statement, side, shares, confidence, claimed, product });
    }
  }
  return found
    .sort((one, other) => other.product - one.product)
    .map(({ statement, side, shares, confidence, claimed }) => ({
      statement,
      side,
      shares,
      confidence,
      claimed,
    }));
}

function divisiveOf({ statements, held }: Tallies, ids: readonly number[]): readonly Divisive[] {
  const found: Divisive[] = [];
  for (const [index, statement] of statements.entries()) {
    const agrees = (held[index] ?? []).map((votes) => tallyOf(votes, 'agree'));
    let best: Divisive | undefined;
    for (const [g, more] of agrees.entries()) {
      for (const [h, less] of agrees.entries()) {
        const shares = [expected(more), expected(less)] as const;
        const gap = shares[0] - shares[1];
        if (gap <= divides || (best && gap <= best.shares[0] - best.shares[1])) continue;
        const confidence = chanceApart(more, less, divides);
        if (confidence <= sure) continue;
        best = { statement, groups: [ids[g] ?? g, ids[h] ?? h], shares, confidence };
      }
    }
    if (best) found.push(best);
  }
  return found.sort(
    (one, other) => other.shares[0] - other.shares[1] - (one.shares[0] - one.shares[1]),
  );
}

function tallyOf({ agree, disagree, pass }: Votes, side: Side): Tally {
  const yes = side === 'agree' ? agree : disagree;
  return { yes, no: agree + disagree + pass - yes };
}

function expected({ yes, no }: Tally): number {
  return (yes + 1) / (yes + no + 2);
}

function together(all: readonly Votes[]): Votes {
  return all.reduce(
    (sum, each) => ({
      agree: sum.agree + each.agree,
      disagree: sum.disagree + each.disagree,
      pass: sum.pass + each.pass,
    }),
    { agree: 0, disagree: 0, pass: 0 },
  );
}
