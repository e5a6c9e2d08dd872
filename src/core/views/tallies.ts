import { type Mapping, nearestCentre } from './opinion-map.ts';

/** How a camp voted on a statement; who has not seen it is not in it. */
export interface Votes {
  readonly agree: number;
  readonly disagree: number;
  readonly pass: number;
}

/** By statement, then by camp in the order of the map. */
export interface Tallies {
  readonly statements: readonly string[];
  /** As the camps voted: what a table shows. */
  readonly plain: readonly (readonly Votes[])[];
  /**
   * The same with everybody in the camp they would be in without their vote on that statement: what
   * claims rest on. Else a camp would be said to agree on what made it a camp.
   */
  readonly held: readonly (readonly Votes[])[];
}

export function talliesOf({ map, poll, axes, points, labels }: Mapping): Tallies {
  const { d, at } = points;
  const camps = map.camps.length;
  const centres = Float64Array.from(map.camps.flatMap(({ centre }) => centre));
  const plain = new Int32Array(poll.statements.length * camps * 3);
  const held = new Int32Array(plain.length);
  const moved = new Float64Array(d);
  for (let row = 0; row < poll.placed; row += 1) {
    const scale = poll.scales[row] ?? 0;
    const end = poll.starts[row + 1] ?? 0;
    for (let cell = poll.starts[row] ?? 0; cell < end; cell += 1) {
      const column = poll.columns[cell] ?? 0;
      const vote = poll.values[cell] ?? 0;
      const pull = scale * (vote - (poll.means[column] ?? 0));
      for (let axis = 0; axis < d; axis += 1) {
        moved[axis] = (at[row * d + axis] ?? 0) - pull * (axes.loadings[axis]?.[column] ?? 0);
      }
      count(plain, (column * camps + (labels[row] ?? 0)) * 3 + vote + 1);
      if (camps > 0) count(held, (column * camps + nearestCentre(moved, centres)) * 3 + vote + 1);
    }
  }
  return {
    statements: poll.statements,
    plain: read(plain, poll.statements.length, camps),
    held: read(held, poll.statements.length, camps),
  };
}

function count(counts: Int32Array, at: number): void {
  counts[at] = (counts[at] ?? 0) + 1;
}

function read(counts: Int32Array, statements: number, camps: number): Votes[][] {
  return Array.from({ length: statements }, (_, column) =>
    Array.from({ length: camps }, (_each, camp) => {
      const at = (column * camps + camp) * 3;
      return { disagree: counts[at] ?? 0, pass: counts[at + 1] ?? 0, agree: counts[at + 2] ?? 0 };
    }),
  );
}
