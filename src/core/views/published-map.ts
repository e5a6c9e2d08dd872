import type { Claims, Consensus, Divisive, Representative } from './claims.ts';
import type { Mapping, OpinionMap } from './opinion-map.ts';
import type { Votes } from './tallies.ts';

/** What may be shown to others than those who hold the votes. */
export interface PublishedMap {
  /** Camps that are large enough; a participant of another has no group. */
  readonly map: OpinionMap;
  /** How many camps are too small to be shown. */
  readonly hidden: number;
  /** By statement, a cell for each camp shown; null where too few voted, or it could be reckoned. */
  readonly cells: readonly {
    readonly statement: string;
    readonly camps: readonly (Votes | null)[];
  }[];
  readonly representative: readonly Representative[];
  readonly consensus: readonly Consensus[];
  readonly divisive: readonly Divisive[];
}

/**
 * The map without any camp or cell of fewer than `minimum` people. Where what is left out of a row
 * would itself be fewer, the smallest cells shown go with it, so that nothing can be had by taking
 * the cells from the sum of all votes.
 */
export function publishedMap(mapping: Mapping, claims: Claims, minimum: number): PublishedMap {
  const { map } = mapping;
  const shown = new Set(map.camps.filter(({ size }) => size >= minimum).map(({ id }) => id));
  const camps = map.camps.filter(({ id }) => shown.has(id));
  const rest = restOf(mapping);
  const cells = claims.tallies.statements.map((statement, column) => {
    const votes = claims.tallies.plain[column] ?? [];
    const open = openCells(
      votes.map((each, camp) => ({
        seen: seenBy(each),
        shown: shown.has(map.camps[camp]?.id ?? -1),
      })),
      rest[column] ?? 0,
      minimum,
    );
    const kept = votes.map((each, camp) => (open.has(camp) ? each : null));
    return { statement, camps: kept.filter((_, camp) => shown.has(map.camps[camp]?.id ?? -1)) };
  });
  const everyCell = new Set(
    cells.filter((row) => row.camps.every((cell) => cell !== null)).map((row) => row.statement),
  );
  const told = ({ statement }: { readonly statement: string }): boolean => everyCell.has(statement);
  const kept = map.camps.flatMap(({ id }, index) => (shown.has(id) ? [index] : []));
  return {
    map: {
      ...map,
      camps,
      participants: map.participants.map((each) =>
        each.group !== null && !shown.has(each.group) ? { ...each, group: null } : each,
      ),
    },
    hidden: map.camps.length - camps.length,
    cells,
    representative: claims.representative.filter((each) => shown.has(each.group) && told(each)),
    consensus: claims.consensus
      .filter(told)
      .map((each) => ({ ...each, shares: kept.map((camp) => each.shares[camp] ?? 0) })),
    divisive: claims.divisive.filter(
      (each) => told(each) && each.groups.every((group) => shown.has(group)),
    ),
  };
}

interface Cell {
  readonly seen: number;
  readonly shown: boolean;
}

/** Which cells of a row may be shown, when `rest` people outside all cells voted too. */
function openCells(cells: readonly Cell[], rest: number, minimum: number): ReadonlySet<number> {
  const open = new Set<number>();
  let closed = rest;
  for (const [camp, { seen, shown }] of cells.entries()) {
    if (shown && seen >= minimum) open.add(camp);
    else closed += seen;
  }
  while (closed > 0 && closed < minimum && open.size > 0) {
    const smallest = [...open].reduce((least, camp) =>
      (cells[camp]?.seen ?? 0) < (cells[least]?.seen ?? 0) ? camp : least,
    );
    open.delete(smallest);
    closed += cells[smallest]?.seen ?? 0;
  }
  return open;
}

/** By statement, the votes of participants who are not placed. */
function restOf({ poll }: Mapping): Int32Array {
  const rest = new Int32Array(poll.statements.length);
  for (let at = poll.starts[poll.placed] ?? 0; at < poll.columns.length; at += 1) {
    const column = poll.columns[at] ?? 0;
    rest[column] = (rest[column] ?? 0) + 1;
  }
  return rest;
}

function seenBy({ agree, disagree, pass }: Votes): number {
  return agree + disagree + pass;
}
