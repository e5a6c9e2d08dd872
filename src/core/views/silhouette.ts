import { type Clustering, type Points, squared } from './k-means.ts';

/**
 * How well apart clusters are, from -1 to 1: for each point the distance to the nearest other
 * cluster less that to its own, by the greater of the two (Rousseeuw 1987). By all pairs of points.
 */
export function silhouette({ count, d, at }: Points, { k, labels }: Clustering): number {
  const sizes = sizesOf(labels, k);
  let total = 0;
  const sums = new Float64Array(k);
  for (let i = 0; i < count; i += 1) {
    sums.fill(0);
    for (let j = 0; j < count; j += 1) {
      const label = labels[j] ?? 0;
      sums[label] = (sums[label] ?? 0) + Math.sqrt(squared(at, i * d, at, j * d, d));
    }
    const own = labels[i] ?? 0;
    const others = (sizes[own] ?? 0) - 1;
    if (others <= 0) continue;
    const inside = (sums[own] ?? 0) / others;
    let outside = Infinity;
    for (let g = 0; g < k; g += 1) {
      const size = sizes[g] ?? 0;
      if (g !== own && size > 0) outside = Math.min(outside, (sums[g] ?? 0) / size);
    }
    const most = Math.max(inside, outside);
    if (Number.isFinite(most) && most > 0) total += (outside - inside) / most;
  }
  return count > 0 ? total / count : 0;
}

/** The same by distances to centres only, which costs no more than a round of k-means. */
export function simplifiedSilhouette({ count, d, at }: Points, clustering: Clustering): number {
  const { k, centres, labels } = clustering;
  let total = 0;
  for (let i = 0; i < count; i += 1) {
    const own = labels[i] ?? 0;
    let outside = Infinity;
    for (let g = 0; g < k; g += 1) {
      if (g !== own) outside = Math.min(outside, squared(at, i * d, centres, g * d, d));
    }
    const inside = squared(at, i * d, centres, own * d, d);
    if (outside > 0 && Number.isFinite(outside)) total += 1 - Math.sqrt(inside / outside);
  }
  return count > 0 ? total / count : 0;
}

export function sizesOf(labels: Uint8Array, k: number): Int32Array {
  const sizes = new Int32Array(k);
  for (const label of labels) sizes[label] = (sizes[label] ?? 0) + 1;
  return sizes;
}
