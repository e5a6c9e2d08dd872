import type { Weighed } from './weigh.ts';

interface Middle {
  readonly sums: Map<number, number>;
  count: number;
  /** The length of the sum, once it was asked for. */
  length: number | undefined;
}

/**
 * The middle of each label's examples in the words they use, learnt one at a time. Source: Rocchio
 * (1971), without the negative examples.
 */
export class WordMiddles {
  private readonly middles = new Map<string, Middle>();

  /** Takes an example in with `sign` 1, and out again with -1. */
  learn({ words, weights }: Weighed, label: string, sign: 1 | -1): void {
    const middle = this.middles.get(label) ?? {
      sums: new Map<number, number>(),
      count: 0,
      length: 0,
    };
    middle.count += sign;
    middle.length = undefined;
    if (middle.count <= 0) return void this.middles.delete(label);
    this.middles.set(label, middle);
    for (let at = 0; at < words.length; at += 1) {
      const word = words[at] ?? 0;
      middle.sums.set(word, (middle.sums.get(word) ?? 0) + sign * (weights[at] ?? 0));
    }
  }

  /** How close a text is to the middle of a label: from 0 to 1. */
  closeness({ words, weights }: Weighed, label: string): number {
    const middle = this.middles.get(label);
    if (!middle) return 0;
    middle.length ??= lengthOf(middle.sums);
    if (middle.length < 1e-9) return 0;
    let product = 0;
    for (let at = 0; at < words.length; at += 1) {
      product += (weights[at] ?? 0) * (middle.sums.get(words[at] ?? 0) ?? 0);
    }
    return Math.min(1, Math.max(0, product / middle.length));
  }
}

function lengthOf(sums: ReadonlyMap<number, number>): number {
  let square = 0;
  for (const sum of sums.values()) square += sum * sum;
  return Math.sqrt(square);
}
