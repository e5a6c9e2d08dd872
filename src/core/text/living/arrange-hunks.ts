import type { BuildHunk } from '../build.ts';
import { applyHunks } from '../hunks.ts';
import { reads, type Stance } from '../stance.ts';
import { keyOf } from '../sweep.ts';
import { isNothing, type PlacedHunk, placedHunks, readsHunk } from './placed-hunks.ts';
import type { TextState } from './state.ts';
import { isLiving, placeOf, streamOf } from './stream.ts';

/** Parts the ids of hunks that are seen as one alternative. */
export const idSeparator = '+';

/**
 * The open hunks as the builder takes them. Several hunks are told as whole wordings of a stretch
 * where people asked for it, and where a party reads several at one gap, so that each party stands
 * at one alternative.
 */
export function arrangedHunks(state: TextState): BuildHunk[] {
  const waiting = placedHunks(state).filter((placed) => !isNothing(placed));
  const arranged: BuildHunk[] = [];
  const taken = new Set<PlacedHunk>();
  for (const { from, to } of joinedStretches(state, waiting)) {
    const group = waiting.filter((one) => from <= one.from && one.to <= to && !taken.has(one));
    for (const one of group) taken.add(one);
    arranged.push(...asWholes(state, group));
  }
  const left = waiting.filter((one) => !taken.has(one));
  for (const group of byGap(left)) {
    if (hasPartyTwice(group)) arranged.push(...asWholes(state, group));
    else arranged.push(...group.map(asItIs));
  }
  return arranged;
}

function asItIs({ hunk, from, to, insert }: PlacedHunk): BuildHunk {
  return { from, to, insert, stances: hunk.stances, id: hunk.id };
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Stretches that people want seen as one choice, where no hunk reaches over an edge of them. */
function joinedStretches(state: TextState, hunks: readonly PlacedHunk[]): Stretch[] {
  const stream = streamOf(state);
  return state.joined.flatMap((joined) => {
    const [first, last] = [placeOf(stream, joined.from), placeOf(stream, joined.to)];
    if (first === undefined || last === undefined) return [];
    const from = stream.positions[first] ?? 0;
    const to = (stream.positions[last] ?? 0) + (isLiving(stream, last) ? 1 : 0);
    // What takes out more, from an edge on, may be read together with what is put in at that edge.
    const crossed = hunks.some((hunk) => {
      const within = from <= hunk.from && hunk.to <= to;
      const around = hunk.from < from && to < hunk.to;
      return !within && !around && from < hunk.to && hunk.from < to;
    });
    return crossed || from > to ? [] : [{ from, to }];
  });
}

/** Insertions at one gap together; everything else by itself. */
function byGap(hunks: readonly PlacedHunk[]): PlacedHunk[][] {
  const groups: PlacedHunk[][] = [];
  for (const one of hunks) {
    const last = groups.at(-1);
    const [first] = last ?? [];
    const sameGap =
      first && first.from === first.to && one.from === one.to && first.from === one.from;
    if (last && sameGap) last.push(one);
    else groups.push([one]);
  }
  return groups;
}

function hasPartyTwice(group: readonly PlacedHunk[]): boolean {
  if (group.length < 2) return false;
  const parties = group.flatMap(({ hunk }) => readersOf(hunk.stances));
  return new Set(parties).size < parties.length;
}

function readersOf(stances: readonly Stance[]): string[] {
  return stances.filter(reads).map(({ party }) => party);
}

/** For each party its whole wording of the stretch that the hunks cover. */
function asWholes(state: TextState, group: readonly PlacedHunk[]): BuildHunk[] {
  if (group.length < 2) return group.map(asItIs);
  const from = Math.min(...group.map((one) => one.from));
  const to = Math.max(...group.map((one) => one.to));
  const base = streamOf(state).living.slice(from, to);
  const wholes = new Map<string, { id: string; insert: readonly string[]; stances: Stance[] }>();
  for (const party of [...new Set(group.flatMap(({ hunk }) => readersOf(hunk.stances)))].sort()) {
    const own = group.filter(({ hunk }) => readsHunk(hunk, party));
    const insert = applyHunks(
      base,
      own.map((one) => ({ from: one.from - from, to: one.to - from, insert: one.insert })),
    );
    const id = own.map(({ hunk }) => hunk.id).join(idSeparator);
    const said = own[0]?.hunk.stances.filter((stance) => stance.party === party) ?? [];
    const key = `${id} ${keyOf(insert)}`;
    const whole = wholes.get(key);
    if (whole) whole.stances.push(...said);
    else wholes.set(key, { id, insert, stances: [...said] });
  }
  addOthers([...wholes.values()], group);
  return [...wholes.values()].map((whole) => ({ ...whole, from, to }));
}

/** What is said of a hunk by those who do not read it goes where the hunk is. */
function addOthers(
  wholes: readonly { readonly id: string; readonly stances: Stance[] }[],
  group: readonly PlacedHunk[],
): void {
  for (const { hunk } of group) {
    const whole =
      wholes.find(({ id }) => id === hunk.id) ??
      wholes.find(({ id }) => id.split(idSeparator).includes(hunk.id));
    for (const stance of hunk.stances) {
      const said = whole?.stances.some(({ party }) => party === stance.party);
      if (!reads(stance) && said === false) whole?.stances.push(stance);
    }
  }
}
