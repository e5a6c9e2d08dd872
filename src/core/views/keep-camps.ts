import { type Clustering, type Points, squared } from './k-means.ts';
import type { OpinionMap } from './opinion-map.ts';
import type { Poll } from './poll.ts';
import type { Axes } from './principal-axes.ts';
import { sizesOf } from './silhouette.ts';

/**
 * Axes that point as in the map before, where there is one: an axis has no direction of its own, and
 * a map that flips from one vote to the next cannot be followed.
 */
export function alignedAxes(poll: Poll, axes: Axes, previous: OpinionMap | undefined): Axes {
  if (!previous) return axes;
  const loadings = axes.loadings.map((loading, axis) => {
    let likeness = 0;
    for (const [column, id] of poll.statements.entries()) {
      likeness += (previous.loadings.get(id)?.[axis] ?? 0) * (loading[column] ?? 0);
    }
    return likeness < 0 ? loading.map((value) => -value) : loading;
  });
  return { ...axes, loadings };
}

/** The centres of the camps of before, where their people stand now. */
export function warmStart(
  core: Points,
  poll: Poll,
  previous: OpinionMap,
): Float64Array | undefined {
  const { d, at } = core;
  const before = beforeOf(core, poll, previous);
  const sums = previous.camps.map(() => ({ size: 0, sum: new Float64Array(d) }));
  for (let i = 0; i < core.count; i += 1) {
    const camp = sums[before[i] ?? -1];
    if (!camp) continue;
    camp.size += 1;
    for (let axis = 0; axis < d; axis += 1) {
      camp.sum[axis] = (camp.sum[axis] ?? 0) + (at[i * d + axis] ?? 0);
    }
  }
  if (sums.length < 2 || sums.some(({ size }) => size === 0)) return undefined;
  return Float64Array.from(sums.flatMap(({ size, sum }) => [...sum].map((value) => value / size)));
}

/** So much nearer another camp must be before somebody is moved there. */
const moveBelow = 0.85;

/** Leaves people where they were while they are about as near to it. */
export function sticky(
  core: Points,
  clustering: Clustering,
  poll: Poll,
  previous: OpinionMap | undefined,
): Clustering {
  if (!previous) return clustering;
  const { k, centres } = clustering;
  const names = campNames(clustering, poll, previous);
  const indexOf = new Map(names.map((name, index) => [name, index]));
  const before = beforeOf(core, poll, previous);
  const labels = clustering.labels.map((label, i) => {
    const name = previous.camps[before[i] ?? -1]?.id;
    const old = name === undefined ? undefined : indexOf.get(name);
    if (old === undefined || old === label) return label;
    const away = Math.sqrt(squared(core.at, i * core.d, centres, old * core.d, core.d));
    const near = Math.sqrt(squared(core.at, i * core.d, centres, label * core.d, core.d));
    return near < moveBelow * away ? label : old;
  });
  return Math.min(...sizesOf(labels, k)) > 0 ? { ...clustering, labels } : clustering;
}

/**
 * A name for each camp: that of the camp of before with which it shares people, so that as many as
 * possible keep theirs. New camps get the lowest names that are free; without a map before, the
 * largest is 0, and of equal ones that with the first participant.
 */
export function campNames(
  { k, labels }: Clustering,
  poll: Poll,
  previous: OpinionMap | undefined,
): readonly number[] {
  const sizes = sizesOf(labels, k);
  const bySize = Array.from({ length: k }, (_, g) => g).sort(
    (a, b) => (sizes[b] ?? 0) - (sizes[a] ?? 0) || labels.indexOf(a) - labels.indexOf(b),
  );
  const names: (number | undefined)[] = Array.from({ length: k }, () => undefined);
  if (previous) {
    const before = beforeOf({ count: labels.length }, poll, previous);
    const shared = Array.from({ length: k }, () => previous.camps.map(() => 0));
    for (const [i, label] of labels.entries()) {
      const row = shared[label];
      const old = before[i] ?? -1;
      if (row && old >= 0) row[old] = (row[old] ?? 0) + 1;
    }
    for (const [g, old] of bestPairs(shared)) names[g] = previous.camps[old]?.id;
  }
  const taken = new Set(names);
  for (const g of bySize) {
    if (names[g] !== undefined) continue;
    let free = 0;
    while (taken.has(free)) free += 1;
    names[g] = free;
    taken.add(free);
  }
  return names.map((name, g) => name ?? g);
}

/** By placed participant, the index of the camp of before; -1 for who was in none, or only guessed. */
function beforeOf(
  { count }: { readonly count: number },
  poll: Poll,
  previous: OpinionMap,
): Int8Array {
  const indexOf = new Map(previous.camps.map(({ id }, index) => [id, index]));
  const campOf = new Map<string, number>();
  for (const { id, group, guess } of previous.participants) {
    if (group !== null && !guess) campOf.set(id, indexOf.get(group) ?? -1);
  }
  return Int8Array.from({ length: count }, (_, i) => campOf.get(poll.participants[i] ?? '') ?? -1);
}

/**
 * Pairs of new and old that share the most people in sum, each at most once; found by trying every
 * set of old ones, which is quick for the few camps there are.
 */
function bestPairs(shared: readonly (readonly number[])[]): readonly (readonly [number, number])[] {
  const olds = shared[0]?.length ?? 0;
  let reached = new Map<number, { score: number; pairs: readonly (readonly [number, number])[] }>();
  reached.set(0, { score: 0, pairs: [] });
  for (const [g, row] of shared.entries()) {
    const next = new Map(reached);
    for (const [used, { score, pairs }] of reached) {
      for (let old = 0; old < olds; old += 1) {
        const gain = row[old] ?? 0;
        if (gain === 0 || used & (1 << old)) continue;
        const key = used | (1 << old);
        if ((next.get(key)?.score ?? -1) >= score + gain) continue;
        next.set(key, { score: score + gain, pairs: [...pairs, [g, old]] });
      }
    }
    reached = next;
  }
  let best: { score: number; pairs: readonly (readonly [number, number])[] } = {
    score: -1,
    pairs: [],
  };
  for (const each of reached.values()) if (each.score > best.score) best = each;
  return best.pairs;
}
