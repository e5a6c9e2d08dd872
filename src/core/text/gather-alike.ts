import { type EditHunk, editHunks } from './hunks.ts';
import { likeness } from './likeness.ts';
import type { Alternative, CutStance } from './sweep.ts';
import { isWord, type Token } from './tokens.ts';

/** Shorter alternatives are read at a glance, side by side. */
const fewestTokens = 12;
const leastShared = 0.6;

/** An alternative with others that are nearly the same, as changes to it. */
export interface Gathered extends Alternative {
  readonly variants: readonly {
    readonly hunks: readonly EditHunk[];
    readonly stances: readonly CutStance[];
    readonly ids: readonly string[];
  }[];
}

/**
 * Long alternatives that share most of their words become one that holds the differences as choices
 * of its own: the first of them, in the order given, is what the others are told against.
 */
export function gatherAlike(alternatives: readonly Alternative[]): Gathered[] {
  const gathered: { first: Alternative; others: Alternative[] }[] = [];
  for (const alternative of alternatives) {
    const like = gathered.find(({ first }) => areAlike(first.insert, alternative.insert));
    if (like) like.others.push(alternative);
    else gathered.push({ first: alternative, others: [] });
  }
  return gathered.map(({ first, others }) => ({
    ...first,
    variants: others.map(({ insert, stances, ids }) => ({
      hunks: editHunks(first.insert, insert),
      stances,
      ids,
    })),
  }));
}

function areAlike(one: readonly Token[], other: readonly Token[]): boolean {
  if (one.length < fewestTokens || other.length < fewestTokens) return false;
  return likeness(one.filter(isWord), other.filter(isWord)) >= leastShared;
}
