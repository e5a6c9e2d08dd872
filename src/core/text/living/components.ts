import { byNumber, type PlacedHunk } from './placed-hunks.ts';

/**
 * For each hunk all that hang together with it: hunks whose stretches overlap, or that put words
 * into one gap, and those that hang together with these. `placed` is in reading order.
 */
export function componentsOf(placed: readonly PlacedHunk[]): Map<string, readonly string[]> {
  const components = new Map<string, readonly string[]>();
  let ids: string[] = [];
  let end = -1;
  let gap = -1;
  const close = (): void => {
    ids.sort(byNumber);
    for (const id of ids) components.set(id, ids);
    ids = [];
  };
  for (const { hunk, from, to } of placed) {
    const within = from < end || (from === to && from === gap);
    if (!within) {
      close();
      end = to;
    }
    if (from === to) gap = from;
    end = Math.max(end, to);
    ids.push(hunk.id);
  }
  close();
  return components;
}
