import type { PlacedChoice } from '#core/text/living/placed-text.ts';
import type { TextState } from '#core/text/living/state.ts';
import type { Token } from '#core/text/tokens.ts';

export interface Split {
  readonly hunk: string;
  readonly removed: readonly Token[];
  readonly inserted: readonly Token[];
}

/**
 * For each choice, by its key, the proposals in it that can be parted in two: those that take words
 * out, for between the halves of a mere insertion there is nothing.
 */
export function splitsOf(
  state: TextState,
  choices: readonly PlacedChoice[],
): ReadonlyMap<string, readonly Split[]> {
  const hunks = new Map(state.hunks.map((hunk) => [hunk.id, hunk]));
  const splitsFor = ({ cut, literal, alternatives }: PlacedChoice): Split[] =>
    cut || literal
      ? []
      : alternatives.flatMap(({ hunks: [id, ...others] }) => {
          const hunk = id === undefined || others.length > 0 ? undefined : hunks.get(id);
          if (!hunk) return [];
          const removed = hunk.remove.flatMap(({ source, from, to }) =>
            (state.sources[source] ?? []).slice(from, to),
          );
          const inserted = hunk.insert;
          const parts = removed.length > 0 && removed.length + inserted.length > 1;
          return parts ? [{ hunk: hunk.id, removed, inserted }] : [];
        });
  return new Map(choices.map((choice) => [choice.key, splitsFor(choice)]));
}
