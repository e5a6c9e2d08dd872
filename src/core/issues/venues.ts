import { analyse } from '../search/analyse.ts';
import type { Stemmer } from '../search/term.ts';
import { compareText } from './document.ts';

/** A mechanism or body that might take an issue up. */
export interface Mechanism {
  readonly id: string;
  /** Its mandate in words, with its name. */
  readonly mandate: string;
  readonly language?: string | undefined;
  /** Ids of the issues that it handles already. */
  readonly handles: readonly string[];
  /** How adequate each stakeholder group finds it for the issue: from 0, not at all, to 1. */
  readonly assessments: readonly { readonly group: string; readonly adequacy: number }[];
  /** How open it is to stakeholders, from 0 to 1; absent where nobody has said. */
  readonly openness?: number | undefined;
}

export interface IssueToPlace {
  readonly id: string;
  /** Its statement in words. */
  readonly text: string;
  readonly language?: string | undefined;
  /** Ids of issues near to it, such as those of its area. */
  readonly near: readonly string[];
}

/** What each reason may count for, beside the others; none below zero. */
export interface VenueWeights {
  readonly mandate: number;
  readonly handled: number;
  readonly adequacy: number;
  readonly openness: number;
}

export const usualVenueWeights: VenueWeights = { mandate: 3, handled: 3, adequacy: 3, openness: 1 };

/** Why a venue has points: in whole points of a thousand. */
export type VenueReason = { readonly points: number } & (
  | { readonly kind: 'mandate'; readonly word: string }
  | { readonly kind: 'handled'; readonly issue: string }
  | { readonly kind: 'adequacy'; readonly group: string; readonly adequacy: number }
  | { readonly kind: 'openness'; readonly openness: number }
);

export interface Venue {
  readonly id: string;
  /** From 0 to 1000: exactly the sum of the points of its reasons. */
  readonly score: number;
  readonly reasons: readonly VenueReason[];
  /** How far apart the groups' assessments lie: from 0 to 1; absent with fewer than two. */
  readonly dissent?: number;
}

/** What being handled itself counts beside an issue near to it. */
const itself = 0.5;

/**
 * Ranks mechanisms as venues for an issue, best first, equal ones by id. A word of the issue counts
 * by how few mandates have it. The issue itself being handled is half of what handling can count,
 * the share of near issues the other half. Each group counts the same for adequacy, however many
 * assess, and the groups that said nothing do not count against it. Parts of a point are left out, so
 * that what is shown adds up.
 */
export function rankVenues(
  issue: IssueToPlace,
  mechanisms: readonly Mechanism[],
  stem: Stemmer,
  weights: VenueWeights = usualVenueWeights,
): readonly Venue[] {
  const shares = sharesOf(weights);
  const mandates = mechanisms.map(
    ({ mandate, language }) => new Set(wordsOf(mandate, language, stem).keys()),
  );
  const wanted = wordWeights(wordsOf(issue.text, issue.language, stem), mandates);
  return mechanisms
    .map((mechanism, at): Venue => {
      const reasons = [
        ...mandateReasons(wanted, mandates[at] ?? new Set(), shares.mandate),
        ...handledReasons(issue, mechanism, shares.handled),
        ...adequacyReasons(mechanism, shares.adequacy),
        ...opennessReasons(mechanism, shares.openness),
      ];
      const dissent = dissentOf(mechanism);
      return {
        id: mechanism.id,
        score: reasons.reduce((sum, { points }) => sum + points, 0),
        reasons,
        ...(dissent === undefined ? {} : { dissent }),
      };
    })
    .sort((one, other) => other.score - one.score || compareText(one.id, other.id));
}

function sharesOf(weights: VenueWeights): VenueWeights {
  const of = (weight: number) => (Number.isFinite(weight) ? Math.max(0, weight) : 0);
  const { mandate, handled, adequacy, openness } = weights;
  const sum = of(mandate) + of(handled) + of(adequacy) + of(openness) || 1;
  return {
    mandate: of(mandate) / sum,
    handled: of(handled) / sum,
    adequacy: of(adequacy) / sum,
    openness: of(openness) / sum,
  };
}

/** Roots of the words of a text, each with how it is written there first. */
function wordsOf(text: string, language: string | undefined, stem: Stemmer): Map<string, string> {
  const words = new Map<string, string>();
  for (const { term, start, end, role } of analyse(text, language ?? 'und', stem)) {
    if (role !== 'whole' && !words.has(term)) words.set(term, text.slice(start, end));
  }
  return words;
}

interface Wanted {
  readonly term: string;
  readonly word: string;
  /** All of them together make one. */
  readonly share: number;
}

function wordWeights(
  words: ReadonlyMap<string, string>,
  mandates: readonly ReadonlySet<string>[],
): readonly Wanted[] {
  const weighed = [...words].map(([term, word]) => {
    const having = mandates.filter((mandate) => mandate.has(term)).length;
    return { term, word, weight: Math.log(1 + (mandates.length + 1) / (having + 1)) };
  });
  const sum = weighed.reduce((total, { weight }) => total + weight, 0);
  return weighed.map(({ term, word, weight }) => ({ term, word, share: weight / sum }));
}

/** Whole points; a hair more than nothing lost, so that a share that is whole stays so. */
function pointsOf(share: number): number {
  return Math.floor(1000 * share + 1e-9);
}

function mandateReasons(
  wanted: readonly Wanted[],
  mandate: ReadonlySet<string>,
  share: number,
): readonly VenueReason[] {
  return wanted
    .filter(({ term }) => mandate.has(term))
    .map(({ word, share: part }) => ({
      kind: 'mandate' as const,
      word,
      points: pointsOf(share * part),
    }))
    .sort((one, other) => other.points - one.points || compareText(one.word, other.word));
}

function handledReasons(
  issue: IssueToPlace,
  { handles }: Mechanism,
  share: number,
): readonly VenueReason[] {
  const handled = new Set(handles);
  const near = [...new Set(issue.near)].filter((id) => id !== issue.id);
  const own = handled.has(issue.id)
    ? [{ kind: 'handled' as const, issue: issue.id, points: pointsOf(share * itself) }]
    : [];
  const others = near
    .filter((id) => handled.has(id))
    .sort(compareText)
    .map((id) => ({
      kind: 'handled' as const,
      issue: id,
      points: pointsOf((share * (1 - itself)) / near.length),
    }));
  return [...own, ...others];
}

/** The mean of a group's assessments, each number taken as within 0 and 1. */
function byGroup({ assessments }: Mechanism): readonly (readonly [string, number])[] {
  const groups = new Map<string, number[]>();
  for (const { group, adequacy } of assessments) {
    if (Number.isFinite(adequacy))
      groups.set(group, [...(groups.get(group) ?? []), within(adequacy)]);
  }
  return [...groups]
    .map(([group, of]) => [group, of.reduce((sum, one) => sum + one, 0) / of.length] as const)
    .sort((one, other) => compareText(one[0], other[0]));
}

function adequacyReasons(mechanism: Mechanism, share: number): readonly VenueReason[] {
  const groups = byGroup(mechanism);
  return groups.map(([group, adequacy]) => ({
    kind: 'adequacy',
    group,
    adequacy,
    points: pointsOf((share * adequacy) / groups.length),
  }));
}

function opennessReasons({ openness }: Mechanism, share: number): readonly VenueReason[] {
  if (openness === undefined || !Number.isFinite(openness)) return [];
  return [{ kind: 'openness', openness, points: pointsOf(share * within(openness)) }];
}

function dissentOf(mechanism: Mechanism): number | undefined {
  const means = byGroup(mechanism).map(([, adequacy]) => adequacy);
  return means.length < 2 ? undefined : Math.max(...means) - Math.min(...means);
}

function within(number: number): number {
  return Math.min(1, Math.max(0, number));
}
