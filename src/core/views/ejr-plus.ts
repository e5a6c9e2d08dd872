import type { Approvals } from './approvals.ts';

/** People who together could claim `level` places, agree on a statement, and each have fewer. */
export interface Violation {
  readonly statement: number;
  readonly level: number;
  readonly people: number;
}

/**
 * Looks for a counter-example to EJR+ (Brill and Peters 2023): a statement that is not chosen, and a
 * level l, such that at least l shares of the people approve of it and of fewer than l chosen ones.
 * Undefined where there is none, which is a proof that `chosen` leaves out no group that agrees.
 */
export function ejrPlusViolation(
  approvals: Approvals,
  chosen: readonly number[],
  places: number,
): Violation | undefined {
  const { people, statements } = approvals;
  if (people === 0 || places === 0) return undefined;
  const has = new Int32Array(people);
  for (const statement of chosen) {
    for (let person = 0; person < people; person += 1) {
      if (approvals.approves(person, statement)) has[person] = (has[person] ?? 0) + 1;
    }
  }
  const taken = new Set(chosen);
  for (let statement = 0; statement < statements; statement += 1) {
    if (taken.has(statement)) continue;
    const withSoMany = new Int32Array(places + 1);
    for (let person = 0; person < people; person += 1) {
      const own = has[person] ?? 0;
      if (own < places && approvals.approves(person, statement)) {
        withSoMany[own] = (withSoMany[own] ?? 0) + 1;
      }
    }
    let short = 0;
    for (let level = 1; level <= places; level += 1) {
      short += withSoMany[level - 1] ?? 0;
      if (short * places >= level * people) return { statement, level, people: short };
    }
  }
  return undefined;
}
