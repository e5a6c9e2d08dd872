import { areaLabels } from './area-labels.ts';
import { rowOf } from './dense.ts';
import { gatherPlaces, type Gathered } from './gather-places.ts';
import type { Space } from './space.ts';
import { cutAt, wardMerges, type Merge } from './ward.ts';

/** Documents that lie together. */
export interface Area {
  /** Numbered from 1, the largest first; equal ones by their first member. */
  readonly area: number;
  /** Up to three words or phrases that tell it from the others, as they are written in the texts. */
  readonly label: string;
  /** Ids, in order; never empty. */
  readonly members: readonly string[];
}

export interface AreaOptions {
  /** How many areas; where absent, the texts decide. Never more than there are documents. */
  readonly count?: number | undefined;
}

/**
 * Parts a collection into areas: every document is in exactly one. Agglomerative clustering in the
 * space; of more than two thousand documents those closest together are joined first.
 */
export function proposeAreas(space: Space, { count }: AreaOptions = {}): readonly Area[] {
  const documents = space.documents.length;
  if (documents === 0) return [];
  const gathered = gatherPlaces(space.vectors);
  const merges = wardMerges(gathered.sizes, (one, other) => squaredDistance(gathered, one, other));
  const most = gathered.sizes.length;
  const wanted = count ?? chosenCount(gathered, merges, documents);
  const groups = cutAt(merges, most, Math.min(Math.max(1, Math.trunc(wanted)), most));
  const members: number[][] = [];
  for (let document = 0; document < documents; document += 1) {
    const group = groups[gathered.of[document] ?? 0] ?? 0;
    (members[group] ??= []).push(document);
  }
  const ordered = members.sort((x, y) => y.length - x.length || (x[0] ?? 0) - (y[0] ?? 0));
  const labels = areaLabels(space, ordered);
  return ordered.map((of, at) => ({
    area: at + 1,
    label: labels[at] ?? '',
    members: of.map((document) => space.documents[document]?.id ?? ''),
  }));
}

function squaredDistance({ places }: Gathered, one: number, other: number): number {
  const [x, y] = [rowOf(places, one), rowOf(places, other)];
  let sum = 0;
  for (let at = 0; at < x.length; at += 1) sum += ((x[at] ?? 0) - (y[at] ?? 0)) ** 2;
  return sum;
}

/**
 * The number of areas beyond which another one explains little more: of all up to twice the square
 * root of the number of documents, the one that lies highest above the straight line from one area
 * to the most. Source: Satopää and others, "Finding a 'kneedle' in a haystack" (2011).
 */
function chosenCount({ sizes }: Gathered, merges: readonly Merge[], documents: number): number {
  const most = Math.min(sizes.length, Math.ceil(2 * Math.sqrt(documents)));
  const spread = [0];
  for (let groups = 2; groups <= most; groups += 1) {
    const height = merges[sizes.length - groups]?.height ?? 0;
    spread.push((spread.at(-1) ?? 0) + height);
  }
  const whole = spread.at(-1) ?? 0;
  if (!(whole > 1e-6)) return 1;
  let [best, highest] = [1, 1e-9];
  for (const [at, explained] of spread.entries()) {
    const above = explained / whole - at / (most - 1);
    if (above > highest) [best, highest] = [at + 1, above];
  }
  return best;
}
