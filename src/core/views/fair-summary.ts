import type { Approvals } from './approvals.ts';
import { betaBelow } from './beta.ts';
import { ejrPlusViolation, type Violation } from './ejr-plus.ts';
import { equalShares } from './equal-shares.ts';
import type { Poll } from './poll.ts';
import type { Mapping } from './opinion-map.ts';

/** A short list of statements in which no group that agrees is left out. */
export interface FairSummary {
  readonly statements: readonly SummaryStatement[];
  /** How many were asked for. */
  readonly places: number;
  /** What holds: EJR+, on approvals of which those not cast were filled in. */
  readonly guarantee: 'EJR+ on filled approvals';
  /** A counter-example, should there be one; with equal shares there is none. */
  readonly violation: Violation | null;
  /** Of all approvals it rests on, the share that was filled in and not cast. */
  readonly filled: number;
  /** What the votes themselves say, without filling in, of groups that might be left out. */
  readonly onVotes: OnVotes;
}

export interface SummaryStatement {
  readonly statement: string;
  /** Who agreed, of those who saw it. */
  readonly agree: number;
  readonly seen: number;
}

/** Statements not chosen whose supporters among those who saw them fall short. */
export interface OnVotes {
  /** Sure to be left out, with .95. */
  readonly leftOut: readonly string[];
  /** Not sure to be served. */
  readonly notExcluded: readonly string[];
}

/** So many votes the camp's answer weighs against the answer of all. */
const priorVotes = 4;

/**
 * The fair summary of a poll: unseen is not disapproval, so what somebody has not seen is filled in with
 * what their camp, and where it has hardly voted everybody, thinks of it; then equal shares choose.
 * Without clear camps, all are one. Only participants with a vote have a share.
 */
export function fairSummary(mapping: Mapping, places = 8): FairSummary {
  const { poll } = mapping;
  const approvals = filledApprovals(mapping);
  const { chosen } = equalShares(approvals, Math.min(places, poll.statements.length));
  const { agree, seen } = columnCounts(poll);
  const cells = approvals.people * approvals.statements;
  return {
    statements: chosen.map((column) => ({
      statement: poll.statements[column] ?? '',
      agree: agree[column] ?? 0,
      seen: seen[column] ?? 0,
    })),
    places,
    guarantee: 'EJR+ on filled approvals',
    violation: ejrPlusViolation(approvals, chosen, places) ?? null,
    filled: cells > 0 ? 1 - poll.columns.length / cells : 0,
    onVotes: onVotesOf(mapping, approvals, chosen, places),
  };
}

/** What everybody approves of: what they agreed to, and of the unseen what their camp would. */
export function filledApprovals({ map, poll, labels }: Mapping): Approvals {
  const { people, statements, votes } = dense(poll.participants.length, poll.statements.length);
  const clear = map.strength.verdict === 'clear';
  const camps = clear ? map.camps.length : 1;
  const agrees = new Float64Array(camps * statements);
  const seen = new Float64Array(camps * statements);
  const allAgree = new Float64Array(statements);
  const allSeen = new Float64Array(statements);
  for (let row = 0; row < people; row += 1) {
    const camp = clear ? (labels[row] ?? 0) : 0;
    const end = poll.starts[row + 1] ?? 0;
    for (let at = poll.starts[row] ?? 0; at < end; at += 1) {
      const column = poll.columns[at] ?? 0;
      const agreed = poll.values[at] === 1 ? 1 : 0;
      votes[row * statements + column] = agreed === 1 ? approved : declined;
      const to = camp * statements + column;
      agrees[to] = (agrees[to] ?? 0) + agreed;
      seen[to] = (seen[to] ?? 0) + 1;
      allAgree[column] = (allAgree[column] ?? 0) + agreed;
      allSeen[column] = (allSeen[column] ?? 0) + 1;
    }
  }
  const likely = agrees.map((agreed, at) => {
    const column = at % statements;
    const overall = ((allAgree[column] ?? 0) + 1) / ((allSeen[column] ?? 0) + 2);
    return (agreed + priorVotes * overall) / ((seen[at] ?? 0) + priorVotes);
  });
  return {
    people,
    statements,
    approves(person, statement) {
      const vote = votes[person * statements + statement];
      if (vote !== unseen) return vote === approved;
      const camp = clear ? (labels[person] ?? 0) : 0;
      return (likely[camp * statements + statement] ?? 0) > 0.5;
    },
  };
}

const unseen = 0;
const approved = 1;
const declined = 2;

/** A byte for each cell: looked up far too often for anything slower. */
function dense(people: number, statements: number) {
  return { people, statements, votes: new Uint8Array(people * statements) };
}

function columnCounts(poll: Poll): { agree: Int32Array; seen: Int32Array } {
  const agree = new Int32Array(poll.statements.length);
  const seen = new Int32Array(poll.statements.length);
  for (const [at, column] of poll.columns.entries()) {
    seen[column] = (seen[column] ?? 0) + 1;
    if (poll.values[at] === 1) agree[column] = (agree[column] ?? 0) + 1;
  }
  return { agree, seen };
}

function onVotesOf(
  { poll }: Mapping,
  approvals: Approvals,
  chosen: readonly number[],
  places: number,
): OnVotes {
  const taken = new Set(chosen);
  const { seen } = columnCounts(poll);
  const short = new Int32Array(approvals.statements * (places + 1));
  for (let row = 0; row < approvals.people; row += 1) {
    const has = chosen.filter((statement) => approvals.approves(row, statement)).length;
    const end = poll.starts[row + 1] ?? 0;
    for (let at = poll.starts[row] ?? 0; at < end; at += 1) {
      if (poll.values[at] !== 1) continue;
      const to = (poll.columns[at] ?? 0) * (places + 1) + has;
      short[to] = (short[to] ?? 0) + 1;
    }
  }
  const leftOut: string[] = [];
  const notExcluded: string[] = [];
  for (const [column, statement] of poll.statements.entries()) {
    if (taken.has(column)) continue;
    let yes = 0;
    let least = 1;
    for (let level = 1; level <= places; level += 1) {
      yes += short[column * (places + 1) + level - 1] ?? 0;
      const no = (seen[column] ?? 0) - yes;
      least = Math.min(least, betaBelow(1 + yes, 1 + no, level / places));
    }
    if (least <= 0.05) leftOut.push(statement);
    else if (least < 0.95) notExcluded.push(statement);
  }
  return { leftOut, notExcluded };
}
