import type { Token } from '../tokens.ts';

/** A pair of brackets that the text itself holds, by positions; `parts` lie between its slashes. */
export interface LiteralPair {
  /** The position of `[`, and the one behind `]`. */
  readonly from: number;
  readonly to: number;
  readonly parts: readonly { readonly from: number; readonly to: number }[];
  /** How many pairs are around it. */
  readonly depth: number;
  /** The `from` of the pair directly around it. */
  readonly around: number | null;
}

/** The pairs of square brackets of a text, in order; what is unbalanced is left alone. */
export function literalPairs(tokens: readonly Token[]): LiteralPair[] {
  const partners = partnersOf(tokens);
  const pairs: LiteralPair[] = [];
  const open: { readonly from: number; readonly slashes: number[]; readonly at: number }[] = [];
  tokens.forEach((token, position) => {
    if (token === '[' && partners.has(position)) {
      const at = pairs.length;
      const around = open.at(-1)?.from ?? null;
      pairs.push({ from: position, to: position, parts: [], depth: open.length, around });
      open.push({ from: position, slashes: [], at });
    } else if (token === ']') {
      const pair = open.at(-1);
      if (!pair || partners.get(pair.from) !== position) return;
      open.pop();
      const made = pairs[pair.at];
      if (made) pairs[pair.at] = { ...made, to: position + 1, parts: partsOf(pair, position) };
    } else if (token === '/') open.at(-1)?.slashes.push(position);
  });
  return pairs;
}

function partnersOf(tokens: readonly Token[]): Map<number, number> {
  const partners = new Map<number, number>();
  const open: number[] = [];
  tokens.forEach((token, position) => {
    if (token === '[') open.push(position);
    if (token !== ']') return;
    const from = open.pop();
    if (from !== undefined) partners.set(from, position);
  });
  return partners;
}

function partsOf(
  { from, slashes }: { readonly from: number; readonly slashes: readonly number[] },
  end: number,
): { from: number; to: number }[] {
  const starts = [from + 1, ...slashes.map((slash) => slash + 1)];
  return starts.map((start, index) => ({ from: start, to: slashes[index] ?? end }));
}
