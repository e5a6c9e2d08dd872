import { type EditHunk, editHunks } from './hunks.ts';
import { findMoves, type Move } from './moves.ts';
import { isIsland, isPhrase } from './phrases.ts';
import { isWord, joinTokens, paragraphEnd, type Token, tokenise } from './tokens.ts';

/** A stretch of two texts told as one. Those that are not `added` or `movedTo` make the earlier text. */
export interface DiffPart {
  readonly kind: 'same' | 'removed' | 'added' | 'movedFrom' | 'movedTo';
  readonly tokens: readonly Token[];
  readonly text: string;
  /** The two places of one paragraph that moved share a number, from 1. */
  readonly move?: number;
  /** What changed in a paragraph that also moved. */
  readonly changes?: readonly DiffPart[];
  /** The change parts one paragraph in two, or makes one of two. */
  readonly turns?: 'split' | 'merged';
}

/**
 * How one text became another, by words: changes grow over one or two words that stay between them,
 * whole paragraphs that stand elsewhere are recognised though their words changed a little, and
 * paragraphs that were split or merged are told so. The tokens of all parts but the added and moved-to ones,
 * one after the other, are those of the earlier text; of all but the removed and moved-from, the later's.
 */
export function diffTexts(earlier: string, later: string): DiffPart[] {
  return diffTokens(tokenise(earlier), tokenise(later), true);
}

function diffTokens(a: readonly Token[], b: readonly Token[], withMoves: boolean): DiffPart[] {
  const hunks = overIslands(a, editHunks(a, b));
  const moves = withMoves ? findMoves(a, b, hunks) : [];
  const parts: DiffPart[] = [];
  const add = (
    kind: DiffPart['kind'],
    tokens: readonly Token[],
    more: Partial<DiffPart> = {},
  ): void => {
    if (tokens.length > 0) parts.push({ kind, tokens, text: joinTokens(tokens), ...more });
  };
  let atA = 0;
  let atB = 0;
  for (const { from, to, insert } of hunks) {
    atB += from - atA;
    add('same', a.slice(atA, from));
    const turns = turnOf(
      { tokens: a, from, to },
      { tokens: b, from: atB, to: atB + insert.length },
    );
    const more = turns ? { turns } : {};
    tell(a, from, to, moves, 'from', (kind, tokens, move) =>
      add(kind, tokens, { ...more, ...move }),
    );
    tell(b, atB, atB + insert.length, moves, 'to', (kind, tokens, move) => {
      add(kind, tokens, { ...more, ...move });
    });
    atA = to;
    atB += insert.length;
  }
  add('same', a.slice(atA));
  return parts;
}

/** Neighbouring changes within a paragraph, run together over short islands. */
function overIslands(a: readonly Token[], hunks: readonly EditHunk[]): EditHunk[] {
  const grown: EditHunk[] = [];
  for (const hunk of hunks) {
    const before = grown.at(-1);
    const joined = before && joinOver(a, before, hunk);
    if (joined) grown[grown.length - 1] = joined;
    else grown.push(hunk);
  }
  return grown;
}

function joinOver(a: readonly Token[], one: EditHunk, other: EditHunk): EditHunk | undefined {
  if (!isPhrase(one.to - one.from, one.insert.length)) return undefined;
  const island = a.slice(one.to, other.from);
  if (!isIsland(island)) return undefined;
  const insert = [...one.insert, ...island, ...other.insert];
  const crosses =
    insert.includes(paragraphEnd) || a.slice(one.from, other.to).includes(paragraphEnd);
  return crosses ? undefined : { from: one.from, to: other.to, insert };
}

interface Stretch {
  readonly tokens: readonly Token[];
  readonly from: number;
  readonly to: number;
}

/** Blank lines, and paragraphs that come or go whole, turn none into two. */
function turnOf(removed: Stretch, inserted: Stretch): DiffPart['turns'] {
  const [ended, ends] = [endsIn(removed), endsIn(inserted)];
  if (ends > 0 && ended === 0 && isLabel(inserted) && isWithin(removed)) return 'split';
  if (ended > 0 && ends === 0 && isLabel(removed) && isWithin(inserted)) return 'merged';
  return undefined;
}

function endsIn({ tokens, from, to }: Stretch): number {
  return tokens.slice(from, to).filter((token) => token === paragraphEnd).length;
}

/** A label may come or go with the paragraph end. */
function isLabel({ tokens, from, to }: Stretch): boolean {
  return tokens.slice(from, to).filter(isWord).length <= 1;
}

/** Whether words of the paragraph stand on both sides. */
function isWithin({ tokens, from, to }: Stretch): boolean {
  return [tokens[from - 1], tokens[to]].every(
    (beside) => beside !== undefined && beside !== paragraphEnd,
  );
}

/** The stretches of one side of a change: paragraphs that moved, and the words around them. */
function tell(
  tokens: readonly Token[],
  from: number,
  to: number,
  moves: readonly Move[],
  side: 'from' | 'to',
  add: (kind: DiffPart['kind'], tokens: readonly Token[], more: Partial<DiffPart>) => void,
): void {
  const [plain, moved] =
    side === 'from' ? (['removed', 'movedFrom'] as const) : (['added', 'movedTo'] as const);
  let at = from;
  moves
    .map((its, index) => ({ place: its[side], move: index + 1, its }))
    .filter(({ place }) => place.from >= from && place.to <= to)
    .sort((one, other) => one.place.from - other.place.from)
    .forEach(({ place, move, its }) => {
      add(plain, tokens.slice(at, place.from), {});
      const changes = side === 'to' ? diffTokens(its.before, its.after, false) : [];
      const changed = changes.some(({ kind }) => kind !== 'same');
      add(moved, tokens.slice(place.from, place.to), { move, ...(changed ? { changes } : {}) });
      at = place.to;
    });
  add(plain, tokens.slice(at, to), {});
}
