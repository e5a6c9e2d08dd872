import type { PairTree } from './match.ts';

/**
 * The stretches of a pair's own words, those between its inner pairs left out. Over all pairs of a
 * text they come to no more than the text, so that reading them costs the same at any depth.
 */
export function ownStretches(
  tree: PairTree,
  pair: number,
): readonly { readonly from: number; readonly to: number }[] {
  const stretches: { from: number; to: number }[] = [];
  let from = (tree.open[pair] ?? 0) + 1;
  for (let inner = tree.firstChild[pair] ?? -1; inner >= 0; inner = tree.nextSibling[inner] ?? -1) {
    stretches.push({ from, to: tree.open[inner] ?? from });
    from = (tree.close[inner] ?? from) + 1;
  }
  stretches.push({ from, to: tree.close[pair] ?? from });
  return stretches;
}

/** Where ` / ` parts alternatives in a bracket: the place of the stroke, inner brackets left out. */
export function writtenSeparators(text: string, tree: PairTree, pair: number): readonly number[] {
  const found: number[] = [];
  for (const { from, to } of ownStretches(tree, pair)) {
    for (let at = from + 1; at < to - 1; at += 1) {
      if (text.charCodeAt(at) !== 0x2f) continue;
      if (isSpace(text.charCodeAt(at - 1)) && isSpace(text.charCodeAt(at + 1))) found.push(at);
    }
  }
  return found;
}

/** Where the content ends: before the backslash, where the brackets are escaped as `\[…\]`. */
export function contentEnd(text: string, tree: PairTree, pair: number): number {
  const open = tree.open[pair] ?? 0;
  const close = tree.close[pair] ?? open;
  return close > open + 1 && isEscaped(text, open) && isEscaped(text, close) ? close - 1 : close;
}

/** Converters to Markdown put a backslash before every bracket that is no link. */
export function isEscaped(text: string, offset: number): boolean {
  return text.charCodeAt(offset - 1) === 0x5c;
}

/** Where the words behind the last inner pair begin, or the content where there is none. */
export function tailStart(tree: PairTree, pair: number): number {
  const last = tree.lastChild[pair] ?? -1;
  return last < 0 ? (tree.open[pair] ?? 0) + 1 : (tree.close[last] ?? 0) + 1;
}

export function isSpace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0xa0 || code === 0x202f || code === 0x3000;
}
