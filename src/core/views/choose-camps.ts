import { type Clustering, kMeans, type Points } from './k-means.ts';
import { silhouette, simplifiedSilhouette, sizesOf } from './silhouette.ts';

/** A clustering with how well apart its camps are. */
export interface Candidate {
  readonly clustering: Clustering;
  readonly silhouette: number;
}

/** A camp with a smaller share of the participants is taken for a few outliers. */
export const leastShare = 0.04;

/** The fewest camps that come so near the best silhouette are chosen: fewer are easier to be sure of. */
const margin = 0.05;

/** Beyond so many points, pairs are too many. */
const mostForPairs = 2_000;

/** A clustering for each number of camps that the number of people allows. */
export function candidates(points: Points, most: number): readonly Candidate[] {
  const found: Candidate[] = [];
  for (let k = 2; k <= Math.min(most, Math.max(2, Math.floor(points.count / 6))); k += 1) {
    const clustering = kMeans(points, k);
    if (!clustering) break;
    found.push({ clustering, silhouette: apart(points, clustering) });
  }
  return found;
}

/** Two camps are always allowed; more only if none of them is a few outliers. */
export function chooseCamps(among: readonly Candidate[]): Candidate | undefined {
  const allowed = among.filter(
    ({ clustering }) => clustering.k === 2 || smallestShare(clustering) >= leastShare,
  );
  const best = Math.max(...allowed.map((each) => each.silhouette));
  return allowed.find((each) => each.silhouette >= best - margin);
}

export function smallestShare({ k, labels }: Clustering): number {
  return labels.length > 0 ? Math.min(...sizesOf(labels, k)) / labels.length : 0;
}

export function apart(points: Points, clustering: Clustering): number {
  return points.count <= mostForPairs
    ? silhouette(points, clustering)
    : simplifiedSilhouette(points, clustering);
}
