import { paragraphEnd } from '../tokens.ts';
import { placedHunks } from './placed-hunks.ts';
import type { TextState } from './state.ts';
import { idAt, isLiving, placeOf, streamOf } from './stream.ts';

/** The positions of a provision; of one that is only proposed, the gap it would go into. */
export interface ProvisionRange {
  readonly from: number;
  readonly to: number;
  /** The hunk that proposes it, and which line of that hunk it is, from 1. */
  readonly hunk?: string;
  readonly line?: number;
}

/** Where a provision lies, by its id; undefined if there is none of that name, or no longer. */
export function provisionRange(state: TextState, id: string): ProvisionRange | undefined {
  const proposed = /^(h\d+):(\d+)$/.exec(id);
  if (proposed) {
    const placed = placedHunks(state).find(({ hunk }) => hunk.id === proposed[1]);
    if (!placed || placed.from !== placed.to) return undefined;
    return { from: placed.from, to: placed.to, hunk: placed.hunk.id, line: Number(proposed[2]) };
  }
  const stream = streamOf(state);
  if (id === 'start') return { from: 0, to: lineEnd(stream.living, 0) };
  const place = placeOf(stream, id);
  if (place === undefined || !isLiving(stream, place)) return undefined;
  const from = (stream.positions[place] ?? 0) + 1;
  if (stream.living[from - 1] !== paragraphEnd || from >= stream.living.length) return undefined;
  return { from, to: lineEnd(stream.living, from) };
}

/** The position behind the paragraph end that comes next. */
export function lineEnd(living: readonly string[], from: number): number {
  const end = living.indexOf(paragraphEnd, from);
  return end < 0 ? living.length : end + 1;
}

/** The id of the provision in which a position lies. */
export function startOfProvision(state: TextState, position: number): string {
  const stream = streamOf(state);
  let end = Math.min(position, stream.living.length - 1) - 1;
  while (end >= 0 && stream.living[end] !== paragraphEnd) end--;
  return idAt(stream, end) ?? 'start';
}
