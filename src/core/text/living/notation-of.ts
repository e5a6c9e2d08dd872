import type { Item } from '../compiled.ts';
import { endsInFront } from '../ends-in-front.ts';
import { printItems } from '../print.ts';
import { paragraphEnd } from '../tokens.ts';
import { placedText } from './placed-text.ts';
import type { TextState } from './state.ts';

const said = { agreed: 'agreed', 'ad-referendum': 'agreed ad ref' } as const;

/** A text with its choices in the canonical notation, and how its provisions stand in braces. */
export function notationOf(state: TextState): string {
  return printItems(endsInFront(withStatuses(state)));
}

/** Notes at the ends of provisions that are settled. */
function withStatuses(state: TextState): Item[] {
  const { tokens, items } = placedText(state);
  const noted: Item[] = [];
  let provision = 'start';
  let standing = 0;
  // For each open choice, which of its alternatives we are in: the first stands.
  const open: number[] = [];
  let proposed = 0;
  for (const item of items) {
    if (typeof item === 'object') {
      if (item.mark === 'choice') open.push(-1);
      else if (item.mark === 'end') proposed -= Number((open.pop() ?? 0) > 0);
      else if (item.mark === 'alternative') {
        const alternative = (open.pop() ?? -1) + 1;
        open.push(alternative);
        proposed += Number(alternative === 1);
      }
      noted.push(item);
      continue;
    }
    const stands = proposed === 0;
    if (stands && item === paragraphEnd) {
      const status = state.settlements[provision]?.status ?? 'open';
      if (status !== 'open') noted.push({ mark: 'note', words: said[status] });
      provision = tokens[standing]?.id ?? provision;
    }
    if (stands) standing++;
    noted.push(item);
  }
  return noted;
}
