/** A binary heap: the least first. */
export interface Heap<T> {
  readonly items: T[];
  readonly compare: (one: T, other: T) => number;
}

export function heapOf<T>(items: Iterable<T>, compare: (one: T, other: T) => number): Heap<T> {
  // Sorted is heaped.
  return { items: [...items].sort(compare), compare };
}

export function push<T>({ items, compare }: Heap<T>, item: T): void {
  let at = items.push(item) - 1;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = items[above];
    if (parent === undefined || compare(parent, item) <= 0) break;
    items[at] = parent;
    at = above;
  }
  items[at] = item;
}

/** Takes the least out, or answers undefined when there is none. */
export function pop<T>({ items, compare }: Heap<T>): T | undefined {
  const least = items[0];
  const last = items.pop();
  if (items.length === 0 || last === undefined) return least;
  let at = 0;
  for (;;) {
    const one = 2 * at + 1;
    const left = items[one];
    const right = items[one + 1];
    const below =
      right !== undefined && left !== undefined && compare(right, left) < 0 ? one + 1 : one;
    const child = items[below];
    if (child === undefined || compare(last, child) <= 0) break;
    items[at] = child;
    at = below;
  }
  items[at] = last;
  return least;
}
