/** Two groups that become one. Leaves are numbered from 0, the group made by step `s` is `leaves + s`. */
export interface Merge {
  readonly one: number;
  readonly other: number;
  /** How much further from their middles the members are than before: never falls. */
  readonly height: number;
}

/**
 * Agglomerative clustering by Ward's criterion, with chains of nearest neighbours: time and memory
 * grow with the square of the number of leaves. `distance` gives the squared distance of two leaves,
 * `sizes` what each leaf counts. Source: F. Murtagh, "A survey of recent advances in hierarchical
 * clustering algorithms" (1983).
 */
export function wardMerges(
  sizes: readonly number[],
  distance: (one: number, other: number) => number,
): readonly Merge[] {
  const count = sizes.length;
  const costs = new Float32Array((count * (count - 1)) / 2);
  const at = (one: number, other: number) => {
    const [low, high] = one < other ? [one, other] : [other, one];
    return (high * (high - 1)) / 2 + low;
  };
  const weight = Float64Array.from(sizes);
  for (let high = 1; high < count; high += 1) {
    for (let low = 0; low < high; low += 1) {
      const [m, n] = [weight[high] ?? 0, weight[low] ?? 0];
      costs[at(low, high)] = ((m * n) / (m + n)) * distance(low, high);
    }
  }
  const alive = new Uint8Array(count).fill(1);
  const found: { one: number; other: number; height: number }[] = [];
  const chain: number[] = [];
  let first = 0;
  while (found.length < count - 1) {
    if (chain.length === 0) {
      while (!alive[first]) first += 1;
      chain.push(first);
    }
    const last = chain.at(-1) ?? 0;
    const before = chain.at(-2);
    let nearest = before ?? -1;
    let least = before === undefined ? Infinity : (costs[at(last, before)] ?? Infinity);
    for (let other = 0; other < count; other += 1) {
      if (!alive[other] || other === last) continue;
      const cost = costs[at(last, other)] ?? Infinity;
      if (cost < least) [nearest, least] = [other, cost];
    }
    if (nearest !== before) {
      chain.push(nearest);
      continue;
    }
    chain.length -= 2;
    found.push({ one: Math.min(last, nearest), other: Math.max(last, nearest), height: least });
    join(costs, at, weight, alive, last, nearest, least);
  }
  return numbered(found, count);
}

/** Lance and Williams: what the joined group, kept under `one`, costs to join with each other. */
function join(
  costs: Float32Array,
  at: (one: number, other: number) => number,
  weight: Float64Array,
  alive: Uint8Array,
  one: number,
  other: number,
  cost: number,
): void {
  const [m, n] = [weight[one] ?? 0, weight[other] ?? 0];
  alive[other] = 0;
  for (let third = 0; third < alive.length; third += 1) {
    if (!alive[third] || third === one) continue;
    const k = weight[third] ?? 0;
    const sum =
      (m + k) * (costs[at(one, third)] ?? 0) + (n + k) * (costs[at(other, third)] ?? 0) - k * cost;
    costs[at(one, third)] = sum / (m + n + k);
  }
  weight[one] = m + n;
}

/** The merges from the lowest up, with the numbers of the groups they join. */
function numbered(
  found: readonly { one: number; other: number; height: number }[],
  count: number,
): readonly Merge[] {
  const order = found
    .map((merge, step) => ({ ...merge, step }))
    .sort((x, y) => x.height - y.height || x.step - y.step);
  const parents = Int32Array.from({ length: count }, (_, leaf) => leaf);
  const groups = Int32Array.from(parents);
  const rootOf = (leaf: number) => {
    let root = leaf;
    while (parents[root] !== root) root = parents[root] ?? root;
    for (let next = leaf; next !== root;) {
      const after = parents[next] ?? root;
      parents[next] = root;
      next = after;
    }
    return root;
  };
  return order.map(({ one, other, height }, step) => {
    const [left, right] = [rootOf(one), rootOf(other)];
    const merge = {
      one: groups[left] ?? 0,
      other: groups[right] ?? 0,
      height: Math.max(0, height),
    };
    parents[right] = left;
    groups[left] = count + step;
    return merge;
  });
}

/** For each leaf the number of its group, when merging stops at `groups` groups; numbered by first leaf. */
export function cutAt(merges: readonly Merge[], leaves: number, groups: number): Int32Array {
  const parent = Int32Array.from({ length: leaves + merges.length }, (_, at) => at);
  for (const [step, { one, other }] of merges.slice(0, Math.max(0, leaves - groups)).entries()) {
    parent[one] = leaves + step;
    parent[other] = leaves + step;
  }
  const top = Int32Array.from(parent);
  for (let at = top.length - 1; at >= 0; at -= 1) {
    const above = parent[at] ?? at;
    if (above !== at) top[at] = top[above] ?? above;
  }
  const numbers = new Map<number, number>();
  return Int32Array.from({ length: leaves }, (_, leaf) => {
    const root = top[leaf] ?? leaf;
    let number = numbers.get(root);
    if (number === undefined) numbers.set(root, (number = numbers.size));
    return number;
  });
}
