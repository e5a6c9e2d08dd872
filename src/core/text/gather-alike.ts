import { type EditHunk, editHunks } from './hunks.ts';
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
  const firsts = new Firsts();
  for (const alternative of alternatives) {
    const like = gathered[firsts.likeOrAdded(alternative.insert, gathered.length)];
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

interface Holder {
  readonly group: number;
  readonly size: number;
  readonly count: number;
}

/**
 * The first alternative of each group by the words it holds, so that a further one meets only those it
 * shares words with: a thousand long alternatives need not be compared in pairs. Alike is what
 * `likeness` says.
 */
class Firsts {
  readonly #holders = new Map<Token, Holder[]>();

  /** The group that tokens belong to; else `fresh`, which they then begin. */
  likeOrAdded(tokens: readonly Token[], fresh: number): number {
    if (tokens.length < fewestTokens) return fresh;
    const words = tokens.filter(isWord);
    const counts = new Map<Token, number>();
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
    const shared = new Float64Array(fresh);
    let like = fresh;
    for (const [word, count] of counts) {
      for (const holder of this.#holders.get(word) ?? []) {
        const { group, size } = holder;
        const now = (shared[group] ?? 0) + Math.min(count, holder.count);
        shared[group] = now;
        if (group < like && now >= leastShared * Math.max(size, words.length)) like = group;
      }
    }
    if (like < fresh) return like;
    for (const [word, count] of counts) {
      const holder = { group: fresh, size: words.length, count };
      const met = this.#holders.get(word);
      if (met) met.push(holder);
      else this.#holders.set(word, [holder]);
    }
    return fresh;
  }
}
