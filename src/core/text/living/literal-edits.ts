import type { EditHunk } from '../hunks.ts';
import type { Token } from '../tokens.ts';
import { literalPairs } from './literal-choices.ts';

/**
 * Takes a pair of brackets of the text away, with all but the words of one part; beyond the last
 * part, with all words. What only told that a bracket touched its neighbour goes with it.
 */
export function literalEdits(
  tokens: readonly Token[],
  opening: number,
  part: number,
): { readonly from: number; readonly to: number; readonly edits: readonly EditHunk[] } {
  const pair = literalPairs(tokens).find(({ from }) => from === opening);
  if (!pair) return { from: opening, to: opening, edits: [] };
  const kept = pair.parts[part];
  const { from, to } = kept
    ? withBrackets(tokens, pair.from, pair.to)
    : withTouching(tokens, pair.from, pair.to);
  const cuts = kept
    ? [
        { from, to: kept.from },
        { from: kept.to, to },
      ]
    : [{ from, to }];
  return { from, to, edits: cuts.map((cut) => ({ ...cut, insert: [] })) };
}

interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The words stay: what joins them to a word stays too, what joins brackets to brackets goes. */
function withBrackets(tokens: readonly Token[], from: number, to: number): Stretch {
  const joinsBefore = tokens[from - 1] === '' && tokens[from - 2] === ']';
  const joinsBehind = tokens[to] === '' && tokens[to + 1] === '[';
  return { from: joinsBefore ? from - 1 : from, to: joinsBehind ? to + 1 : to };
}

/** The words go: their neighbours touch each other only if both touched the brackets. */
function withTouching(tokens: readonly Token[], from: number, to: number): Stretch {
  const before = tokens[from - 1] === '';
  const behind = tokens[to] === '';
  if (behind) return { from, to: to + 1 };
  return { from: before ? from - 1 : from, to };
}
