import { paragraphEnd } from '../tokens.ts';
import { placedText } from './placed-text.ts';
import { startOfProvision } from './provision-range.ts';
import type { TextState } from './state.ts';

/**
 * Where a provision that was proposed stands since it was adopted, by the id it had as a proposal
 * (`h12:1`); undefined if it was not adopted, or its words are gone again.
 */
export function adoptedProvision(state: TextState, proposed: string): string | undefined {
  const [, hunkId, line] = /^(h\d+):(\d+)$/.exec(proposed) ?? [];
  const hunk = state.hunks.find(({ id }) => id === hunkId);
  if (hunk?.state !== 'adopted' || hunk.endedBy === undefined) return undefined;
  const source = `d${hunk.endedBy}:`;
  const found: string[] = [];
  placedText(state).tokens.forEach(({ id, text }, position) => {
    if (!id.startsWith(source) || text === paragraphEnd) return;
    const provision = startOfProvision(state, position);
    if (provision !== found.at(-1)) found.push(provision);
  });
  return found[Number(line) - 1] ?? found[0];
}
