import { noStances, readAttribution, type PartyNames } from './attribution.ts';
import { contentEnd, isSpace, tailStart } from './content.ts';
import type { ForeignAlternative } from './foreign-text.ts';
import type { PairTree } from './match.ts';

export interface ReadAlternative {
  readonly alternative: ForeignAlternative;
  /** Names taken for parties though nobody registered any. */
  readonly assumed: readonly string[];
  readonly unknownParty: string | undefined;
}

/** The content of a bracket as one alternative, its attribution read off its end. */
export function readWhole(
  text: string,
  tree: PairTree,
  pair: number,
  parties: PartyNames,
): ReadAlternative {
  const open = (tree.open[pair] ?? 0) + 1;
  const from = text.charCodeAt(open) === 0x3f && tree.close[pair] !== open + 1 ? open + 1 : open;
  const to = Math.max(from, contentEnd(text, tree, pair));
  return readPiece(text, from, Math.max(from, tailStart(tree, pair)), to, parties);
}

/** The content of a bracket cut at its separators, edge spaces belonging to the separator. */
export function readPieces(
  text: string,
  tree: PairTree,
  pair: number,
  separators: readonly number[],
  parties: PartyNames,
): readonly ReadAlternative[] {
  const open = (tree.open[pair] ?? 0) + 1;
  const close = Math.max(open, contentEnd(text, tree, pair));
  const pieces: ReadAlternative[] = [];
  let inner = tree.firstChild[pair] ?? -1;
  let from = open;
  for (const separator of [...separators, close]) {
    const to = separator === close ? Math.max(from, close) : Math.max(from, separator - 1);
    let tail = from;
    while (inner >= 0 && (tree.close[inner] ?? 0) < to) {
      tail = (tree.close[inner] ?? 0) + 1;
      inner = tree.nextSibling[inner] ?? -1;
    }
    pieces.push(readPiece(text, from, tail, to, parties));
    from = isSpace(text.charCodeAt(separator + 1)) ? separator + 2 : separator + 1;
  }
  return pieces;
}

function readPiece(
  text: string,
  from: number,
  tail: number,
  to: number,
  parties: PartyNames,
): ReadAlternative {
  const found = readAttribution(text.slice(tail, to), tail > from, parties);
  if (!found || 'unknown' in found) {
    return {
      alternative: { text: text.slice(from, to), offset: from, end: to, ...noStances },
      assumed: [],
      unknownParty: found?.unknown,
    };
  }
  const end = tail + found.at;
  return {
    alternative: { text: text.slice(from, end), offset: from, end, ...found.stances },
    assumed: parties.registered ? [] : found.names,
    unknownParty: undefined,
  };
}
