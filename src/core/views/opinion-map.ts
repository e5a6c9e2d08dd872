import { apart, candidates, chooseCamps } from './choose-camps.ts';
import { type Clustering, kMeans, type Points, settle } from './k-means.ts';
import { alignedAxes, campNames, sticky, warmStart } from './keep-camps.ts';
import { type Poll, pollOf } from './poll.ts';
import { type Axes, cellsOf, principalAxes, projected } from './principal-axes.ts';
import { evenRows, type Strength, strengthOf } from './strength.ts';
import type { VoteMatrix } from './votes.ts';

/** Raised when the same votes would give another map. */
export const viewsVersion = 1;

export interface MapOptions {
  /** So many camps, whatever the votes say; fewer only where there are not as many positions. */
  readonly camps?: number;
  /** Statements that moderation has taken out. */
  readonly without?: ReadonlySet<string>;
  /** The map of a moment ago: camps keep their names, and people near a border stay. */
  readonly previous?: OpinionMap;
}

export interface MappedParticipant {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  /** The camp's name; null for who has no vote. */
  readonly group: number | null;
  /** With too few votes to be placed, the nearest camp is no more than a guess. */
  readonly guess: boolean;
}

export interface Camp {
  /** From 0; kept from map to map. */
  readonly id: number;
  /** Placed participants; those who are guessed to be near are not counted. */
  readonly size: number;
  /** Where it stands, in all dimensions of the map. */
  readonly centre: readonly number[];
}

/** Where everybody stands, and which camps there are; drawn as camps only where strength is clear. */
export interface OpinionMap {
  readonly version: number;
  /** 2, or 4 where only so many tell the camps apart; x and y are then the first two. */
  readonly dimensions: number;
  readonly camps: readonly Camp[];
  /** In the order of the votes. */
  readonly participants: readonly MappedParticipant[];
  /** By statement that counts, how it pulls along each dimension. */
  readonly loadings: ReadonlyMap<string, readonly number[]>;
  readonly strength: Strength;
}

/** The map with what it was reckoned from, which claims and summaries go on with. */
export interface Mapping {
  readonly map: OpinionMap;
  readonly poll: Poll;
  readonly axes: Axes;
  /** Places of all participants of the poll, placed ones first. */
  readonly points: Points;
  /** By participant of the poll, the index of the camp in `map.camps`. */
  readonly labels: Uint8Array;
}

/** The map of a poll. Equal votes give an equal map, in whatever order they come. */
export function opinionMap(votes: VoteMatrix, options: MapOptions = {}): Mapping {
  const poll = pollOf(votes, options.without);
  const plane = layOut(poll, 2, options.previous);
  const found = grouped(plane, options);
  const strength = strengthOf(poll, plane.axes, 5);
  const deep = options.camps === undefined ? deeper(poll, found.camps.length, options) : undefined;
  const { layout, camps, labels } = deep ?? { layout: plane, ...found };
  const map: OpinionMap = {
    version: viewsVersion,
    dimensions: layout.axes.loadings.length,
    camps,
    participants: listed(votes, poll, layout.points, camps, labels),
    loadings: new Map(
      poll.statements.map((id, column) => [
        id,
        layout.axes.loadings.map((loading) => loading[column] ?? 0),
      ]),
    ),
    strength: deep?.strength ?? strength,
  };
  return { map, poll, axes: layout.axes, points: layout.points, labels };
}

interface Layout {
  readonly poll: Poll;
  readonly axes: Axes;
  readonly points: Points;
}

interface Grouped {
  readonly camps: readonly Camp[];
  readonly labels: Uint8Array;
}

function layOut(poll: Poll, dimensions: number, previous: OpinionMap | undefined): Layout {
  const everybody = cellsOf(
    poll,
    poll.participants.map((_, row) => row),
  );
  const found = principalAxes({ ...everybody, rows: poll.placed }, dimensions);
  const axes = alignedAxes(poll, found, previous);
  const at = projected(everybody, axes.loadings);
  return { poll, axes, points: { count: everybody.rows, d: axes.loadings.length, at } };
}

function grouped({ poll, points }: Layout, options: MapOptions, most = 5): Grouped {
  const { placed, participants } = poll;
  if (placed === 0 || points.d === 0) return alone(points, participants.length);
  const core = { ...points, count: placed };
  const clustering = clusteringOf(core, poll, options, most);
  if (!clustering) return alone(points, participants.length);
  const steady = sticky(core, clustering, poll, options.previous);
  return named(points, placed, steady, campNames(steady, poll, options.previous));
}

/** Camps as in the map before, unless others are much better apart. */
function clusteringOf(
  core: Points,
  poll: Poll,
  { camps: forced, previous }: MapOptions,
  most: number,
): Clustering | undefined {
  if (forced !== undefined) {
    for (let k = Math.min(forced, core.count); k >= 2; k -= 1) {
      const found = kMeans(core, k);
      if (found) return found;
    }
    return undefined;
  }
  const fresh = chooseCamps(candidates(core, most));
  const start = previous && warmStart(core, poll, previous);
  if (!fresh || !start) return fresh?.clustering;
  const warm = settle(core, start);
  return fresh.silhouette - apart(core, warm) > keepMargin ? fresh.clustering : warm;
}

/** By so much better apart others must be before the number of camps changes. */
const keepMargin = 0.1;

/** Four dimensions are looked at only where they tell more camps apart than a plane can. */
function deeper(
  poll: Poll,
  flat: number,
  options: MapOptions,
): (Grouped & { readonly layout: Layout; readonly strength: Strength }) | undefined {
  const wasDeep = options.previous?.dimensions === 4;
  if (poll.placed < 24 || poll.statements.length < 4) return undefined;
  if (!wasDeep && campsInSample(poll, 4, 6) < 4) return undefined;
  const layout = layOut(poll, 4, options.previous);
  const found = grouped(layout, wasDeep ? options : {}, 6);
  if (found.camps.length < 4 || (found.camps.length <= flat && !wasDeep)) return undefined;
  const strength = strengthOf(poll, layout.axes, 6);
  return strength.verdict === 'clear' ? { ...found, layout, strength } : undefined;
}

/** How many camps some of the people fall into: what all of them would cost is seldom worth it. */
function campsInSample(poll: Poll, dimensions: number, most: number): number {
  const cells = cellsOf(poll, evenRows(poll.placed));
  const { loadings } = principalAxes(cells, dimensions, 1e-3);
  const points = { count: cells.rows, d: loadings.length, at: projected(cells, loadings) };
  return chooseCamps(candidates(points, most))?.clustering.k ?? 1;
}

function alone(points: Points, count: number): Grouped {
  const centre = Array.from({ length: points.d }, () => 0);
  const camps = count > 0 ? [{ id: 0, size: count, centre }] : [];
  return { camps, labels: new Uint8Array(count) };
}

/** Camps in the order of their names, and everybody's camp; who is not placed gets the nearest. */
function named(
  points: Points,
  placed: number,
  { k, centres, labels }: Clustering,
  names: readonly number[],
): Grouped {
  const { d } = points;
  const order = names.map((_, g) => g).sort((a, b) => (names[a] ?? 0) - (names[b] ?? 0));
  const indexOf = new Uint8Array(k);
  for (const [index, g] of order.entries()) indexOf[g] = index;
  const all = new Uint8Array(points.count);
  const sizes = new Int32Array(k);
  for (let i = 0; i < points.count; i += 1) {
    const g = i < placed ? (labels[i] ?? 0) : nearest(points, i, centres);
    all[i] = indexOf[g] ?? 0;
    if (i < placed) sizes[g] = (sizes[g] ?? 0) + 1;
  }
  const camps = order.map((g) => ({
    id: names[g] ?? g,
    size: sizes[g] ?? 0,
    centre: [...centres.slice(g * d, (g + 1) * d)],
  }));
  return { camps, labels: all };
}

function nearest({ at, d }: Points, i: number, centres: Float64Array): number {
  const single = { count: 1, d, at: at.subarray(i * d, (i + 1) * d) };
  return nearestCentre(single.at, centres);
}

/** The number of the centre nearest to a point. */
export function nearestCentre(point: Float64Array, centres: Float64Array): number {
  const d = point.length;
  let least = Infinity;
  let found = 0;
  for (let g = 0; g * d < centres.length; g += 1) {
    let distance = 0;
    for (let axis = 0; axis < d; axis += 1) {
      distance += ((point[axis] ?? 0) - (centres[g * d + axis] ?? 0)) ** 2;
    }
    if (distance < least) {
      least = distance;
      found = g;
    }
  }
  return found;
}

function listed(
  votes: VoteMatrix,
  poll: Poll,
  { d, at }: Points,
  camps: readonly Camp[],
  labels: Uint8Array,
): readonly MappedParticipant[] {
  const rowOf = new Map(poll.participants.map((id, row) => [id, row]));
  return votes.participants.map((id) => {
    const row = rowOf.get(id);
    if (row === undefined) return { id, x: 0, y: 0, group: null, guess: true };
    const x = d > 0 ? (at[row * d] ?? 0) : 0;
    const y = d > 1 ? (at[row * d + 1] ?? 0) : 0;
    return { id, x, y, group: camps[labels[row] ?? 0]?.id ?? null, guess: row >= poll.placed };
  });
}
