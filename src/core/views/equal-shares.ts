import type { Approvals } from './approvals.ts';

/** What was bought, in that order, and what it cost whom. */
export interface Bought {
  readonly chosen: readonly number[];
  /** How many of them the method itself bought; the others fill the places left. */
  readonly bought: number;
  /** By person, what is left of the share; never below nothing. */
  readonly budgets: Float64Array;
}

/**
 * The method of equal shares (Peters and Skowron 2020) for `places` statements: everybody has an equal
 * share of the places, and a statement, which costs one place, is bought by those who approve of it, each
 * paying at most `rho`, the least first. So a group that is large enough and agrees on enough cannot be
 * outvoted. Places that nobody can pay for go to those with the most left among their supporters.
 */
export function equalShares(approvals: Approvals, places: number): Bought {
  const { people, statements } = approvals;
  const budgets = new Float64Array(people).fill(people > 0 ? places / people : 0);
  const chosen: number[] = [];
  const left = new Set(Array.from({ length: statements }, (_, statement) => statement));
  // Budgets only shrink, so a price only rises: an old price is a lower bound for the new.
  const bounds = new Float64Array(statements);
  while (chosen.length < places) {
    const best = cheapest(approvals, budgets, left, bounds);
    if (!best) break;
    for (const person of supporters(approvals, best.statement)) {
      budgets[person] = Math.max(0, (budgets[person] ?? 0) - best.rho);
    }
    left.delete(best.statement);
    chosen.push(best.statement);
  }
  const bought = chosen.length;
  const worths = new Float64Array(statements).fill(Infinity);
  while (chosen.length < places && left.size > 0) {
    const next = richest(approvals, budgets, left, worths);
    for (const person of supporters(approvals, next)) budgets[person] = 0;
    left.delete(next);
    chosen.push(next);
  }
  return { chosen, bought, budgets };
}

function cheapest(
  approvals: Approvals,
  budgets: Float64Array,
  left: ReadonlySet<number>,
  bounds: Float64Array,
): { readonly statement: number; readonly rho: number } | undefined {
  const order = [...left].sort((a, b) => (bounds[a] ?? 0) - (bounds[b] ?? 0) || a - b);
  let best: { statement: number; rho: number } | undefined;
  for (const statement of order) {
    const bound = bounds[statement] ?? 0;
    if (bound === Infinity || (best && bound > best.rho)) break;
    const rho = priceFor(supporters(approvals, statement).map((person) => budgets[person] ?? 0));
    bounds[statement] = rho;
    // Equal prices go to the first statement; a hair's breadth is rounding.
    const less = best === undefined || rho < best.rho * (1 - 1e-12);
    const first = best !== undefined && rho <= best.rho * (1 + 1e-12) && statement < best.statement;
    if (rho < Infinity && (less || first)) best = { statement, rho };
  }
  return best;
}

/** The least each must be ready to pay so that all together pay one; infinite where they cannot. */
function priceFor(budgets: readonly number[]): number {
  const first = budgets[0] ?? 0;
  const sorted = Float64Array.from(budgets);
  // While nobody has paid, all have the same, and there is nothing to sort.
  if (budgets.some((budget) => budget !== first)) sorted.sort();
  let open = 1;
  for (let index = 0; index < sorted.length; index += 1) {
    const share = open / (sorted.length - index);
    const budget = sorted[index] ?? 0;
    if (budget >= share - 1e-12) return share;
    open -= budget;
  }
  return open <= 1e-9 ? (sorted[sorted.length - 1] ?? Infinity) : Infinity;
}

/** The statement whose supporters have the most left; an old worth is an upper bound for the new. */
function richest(
  approvals: Approvals,
  budgets: Float64Array,
  left: ReadonlySet<number>,
  worths: Float64Array,
): number {
  const order = [...left].sort((a, b) => {
    const [one, other] = [worths[a] ?? 0, worths[b] ?? 0];
    return one === other ? a - b : other - one;
  });
  let best = order[0] ?? 0;
  let most = -1;
  for (const statement of order) {
    if ((worths[statement] ?? 0) < most) break;
    let worth = 0;
    for (const person of supporters(approvals, statement)) {
      // Where nobody has anything left, the more who approve the better.
      worth += (budgets[person] ?? 0) + 1e-9;
    }
    worths[statement] = worth;
    if (worth > most || (worth === most && statement < best)) {
      most = worth;
      best = statement;
    }
  }
  return best;
}

function supporters(approvals: Approvals, statement: number): number[] {
  const found: number[] = [];
  for (let person = 0; person < approvals.people; person += 1) {
    if (approvals.approves(person, statement)) found.push(person);
  }
  return found;
}
