import type { DiffPart } from '#core/text/diff.ts';
import { isSpace, type Token, usualSpace } from '#core/text/tokens.ts';

export interface DiffPiece {
  /** `moved`: words that stand here now and stood elsewhere; `away`: where they stood. */
  readonly kind: 'same' | 'removed' | 'added' | 'moved' | 'away';
  readonly text: string;
  /** The space before it, which belongs to no change. */
  readonly space: string;
  readonly move: number | undefined;
  readonly turns: 'split' | 'merged' | undefined;
}

const kinds = {
  same: 'same',
  removed: 'removed',
  added: 'added',
  movedFrom: 'away',
  movedTo: 'moved',
} as const;

/**
 * What is drawn of a difference, in order: both sides in one, or the earlier or the later alone.
 * What changed within a paragraph that moved is told where it stands now.
 */
export function diffPieces(
  parts: readonly DiffPart[],
  side: 'both' | 'before' | 'after' = 'both',
): readonly DiffPiece[] {
  const pieces: DiffPiece[] = [];
  let before: Token = '\n';
  const add = ({ kind, tokens, text, move, turns }: DiffPart, as = kinds[kind]): void => {
    if (side === 'before' && (as === 'added' || as === 'moved')) return;
    if (side === 'after' && (as === 'removed' || as === 'away')) return;
    const [first = ''] = tokens;
    const tight = isSpace(first) || isSpace(before);
    const space = tight ? '' : usualSpace(before, first);
    pieces.push({ kind: as, text, space, move, turns });
    before = tokens.at(-1) ?? before;
  };
  for (const part of parts) {
    if (part.kind !== 'movedTo' || !part.changes) {
      add(part);
      continue;
    }
    for (const change of part.changes) {
      add(
        { ...change, ...(part.move === undefined ? {} : { move: part.move }) },
        change.kind === 'same' ? 'moved' : kinds[change.kind],
      );
    }
  }
  return pieces;
}

/** So much of what stayed is shown around a change; what lies between is only counted. */
const paragraphsAround = 1;

export interface DiffParagraphs {
  readonly pieces: readonly DiffPiece[];
  /** How many paragraphs without a change were left out before these. */
  readonly skipped: number;
}

/** The changed paragraphs, with their neighbours. */
export function changedParagraphs(parts: readonly DiffPart[]): {
  readonly shown: readonly DiffParagraphs[];
  readonly skippedAtEnd: number;
} {
  const lines: { pieces: DiffPiece[]; changed: boolean }[] = [{ pieces: [], changed: false }];
  for (const piece of diffPieces(parts)) {
    const texts = piece.text.split('\n');
    texts.forEach((text, index) => {
      if (index > 0) lines.push({ pieces: [], changed: false });
      const line = lines.at(-1);
      if (!line) return;
      if (piece.kind !== 'same') line.changed = true;
      if (text === '') return;
      line.pieces.push({ ...piece, text, space: index === 0 ? piece.space : '' });
    });
  }
  const kept = lines.filter(({ pieces, changed }) => pieces.length > 0 || changed);
  const shown: DiffParagraphs[] = [];
  let skipped = 0;
  kept.forEach(({ pieces }, index) => {
    const near = kept
      .slice(Math.max(0, index - paragraphsAround), index + paragraphsAround + 1)
      .some(({ changed }) => changed);
    if (!near || pieces.length === 0) {
      if (pieces.length > 0) skipped += 1;
      return;
    }
    shown.push({ pieces, skipped });
    skipped = 0;
  });
  return { shown, skippedAtEnd: skipped };
}
