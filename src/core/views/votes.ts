/** Agree, pass, disagree. What somebody has not seen is not there at all. */
export type Vote = 1 | 0 | -1;

/** One answer, as a record of votes holds it. */
export interface CastVote {
  readonly participant: string;
  readonly statement: string;
  readonly vote: Vote;
}

/**
 * The votes of many participants on many statements, most of them unseen: those of participant `i`
 * stand at `starts[i]` up to `starts[i + 1]` in `columns` (which statement) and `values` (which vote).
 */
export interface VoteMatrix {
  readonly participants: readonly string[];
  readonly statements: readonly string[];
  readonly starts: Int32Array;
  readonly columns: Int32Array;
  readonly values: Int8Array;
}

/** Takes votes row by row, so that a file of any size needs no more memory than its votes. */
export interface VoteGatherer {
  /** From here on, votes are those of this participant. */
  begin(participant: string): void;
  /** At most once for each statement of a participant. */
  cast(column: number, vote: Vote): void;
  finish(): VoteMatrix;
}

export function voteGatherer(statements: readonly string[]): VoteGatherer {
  const participants: string[] = [];
  const starts: number[] = [];
  let columns = new Int32Array(1024);
  let values = new Int8Array(1024);
  let count = 0;
  return {
    begin(participant) {
      participants.push(participant);
      starts.push(count);
    },
    cast(column, vote) {
      if (count === columns.length) {
        columns = grown(columns, new Int32Array(count * 2));
        values = grown(values, new Int8Array(count * 2));
      }
      columns[count] = column;
      values[count] = vote;
      count += 1;
    },
    finish: () => ({
      participants,
      statements,
      starts: Int32Array.from([...starts, count]),
      columns: columns.slice(0, count),
      values: values.slice(0, count),
    }),
  };
}

/**
 * The matrix of votes that were cast one after another. Who votes on a statement again has changed
 * their mind: the last vote holds. Participants and statements stand in the order they appear, behind
 * those that are named beforehand, who need not have a vote.
 */
export function votesFrom(
  cast: Iterable<CastVote>,
  known: {
    readonly participants?: readonly string[];
    readonly statements?: readonly string[];
  } = {},
): VoteMatrix {
  const columnOf = new Map<string, number>();
  const rows = new Map<string, Map<number, Vote>>();
  for (const id of known.statements ?? []) columnOf.set(id, columnOf.get(id) ?? columnOf.size);
  for (const id of known.participants ?? []) rows.set(id, new Map());
  for (const { participant, statement, vote } of cast) {
    const column = columnOf.get(statement) ?? columnOf.size;
    columnOf.set(statement, column);
    const row = rows.get(participant) ?? new Map<number, Vote>();
    rows.set(participant, row.set(column, vote));
  }
  const gatherer = voteGatherer([...columnOf.keys()]);
  for (const [participant, row] of rows) {
    gatherer.begin(participant);
    for (const [column, vote] of row) gatherer.cast(column, vote);
  }
  return gatherer.finish();
}

function grown<T extends Int32Array | Int8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
