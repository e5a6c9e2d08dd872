import type { Item } from './compiled.ts';
import type { ForeignText } from './foreign/foreign-text.ts';
import { paragraphEnd } from './tokens.ts';

/**
 * The words of a foreign text with a choice for each pair of its brackets, to measure it by. What
 * is unbalanced stays out, and nothing is decided on what a bracket means.
 */
export function foreignItems({ tokens, negotiation }: ForeignText): Item[] {
  const opening = new Set(negotiation.pairs.map(({ open }) => open));
  const closing = new Set(negotiation.pairs.map(({ close }) => close));
  return tokens.flatMap(({ kind, text, offset }): Item[] => {
    if (kind === 'word' || kind === 'mark') return [text];
    if (kind === 'newline') return [paragraphEnd];
    if (kind === 'open' && opening.has(offset)) {
      return [
        { mark: 'choice', kind: 'undetermined' },
        { mark: 'alternative', stances: [] },
      ];
    }
    return kind === 'close' && closing.has(offset) ? [{ mark: 'end' }] : [];
  });
}
