import type { VoteMatrix } from './votes.ts';

/**
 * A vote matrix made ready for reckoning: statements without votes are gone, participants and
 * statements stand in the order of their ids, whatever order they came in, so that sums of fractions
 * come out the same to the last bit. Participants who voted enough to be placed come first.
 */
export interface Poll extends VoteMatrix {
  /** So many participants, the first, have enough votes to shape the map. */
  readonly placed: number;
  /** Mean of the votes cast on each statement; who has not seen it is taken to stand there. */
  readonly means: Float64Array;
  /** How far each row is stretched, because few votes seen leave it near the middle. */
  readonly scales: Float64Array;
}

/** Fewer votes than this, or than there are statements, do not place a participant. */
const enoughVotes = 7;

/**
 * How much the stretching of sparse rows is held back: .25 of all statements count as seen. Without,
 * a row of seven votes is blown up beyond all others; fitted on eleven published conversations.
 */
const shrink = 0.25;

/** Only participants with a vote are in it; statements in `without` (moderated out) are not. */
export function pollOf(votes: VoteMatrix, without: ReadonlySet<string> = new Set()): Poll {
  const seen = new Int32Array(votes.statements.length);
  for (const column of votes.columns) seen[column] = (seen[column] ?? 0) + 1;
  const kept = sortedBy(votes.statements).filter(
    (column) => (seen[column] ?? 0) > 0 && !without.has(votes.statements[column] ?? ''),
  );
  const newColumn = new Int32Array(votes.statements.length).fill(-1);
  for (const [column, old] of kept.entries()) newColumn[old] = column;

  const counts = rowCounts(votes, newColumn);
  const threshold = Math.min(enoughVotes, kept.length);
  const people = sortedBy(votes.participants).filter((row) => (counts[row] ?? 0) > 0);
  // A vote on a statement that was taken out since has been a vote.
  const isPlaced = (row: number): boolean =>
    (votes.starts[row + 1] ?? 0) - (votes.starts[row] ?? 0) >= threshold;
  const enough = people.filter(isPlaced);
  const rows = [...enough, ...people.filter((row) => !isPlaced(row))];

  const matrix = rearranged(votes, rows, newColumn, counts);
  const statements = kept.map((column) => votes.statements[column] ?? '');
  const scales = scalesOf(
    matrix,
    rows.length,
    kept.map((column) => seen[column] ?? 0),
  );
  const participants = rows.map((row) => votes.participants[row] ?? '');
  const means = meansOf(matrix, statements.length);
  return { participants, statements, ...matrix, placed: enough.length, means, scales };
}

/**
 * By what each row is stretched. A statement with one vote, as those that only their author saw, lies
 * at its own mean and tells nobody apart: it counts neither as seen nor as there to be seen.
 */
function scalesOf({ starts, columns }: Rows, rows: number, seen: readonly number[]): Float64Array {
  const telling = seen.filter((votes) => votes > 1).length;
  const scales = new Float64Array(rows);
  for (let row = 0; row < rows; row += 1) {
    let own = 0;
    const end = starts[row + 1] ?? 0;
    for (let at = starts[row] ?? 0; at < end; at += 1) {
      if ((seen[columns[at] ?? 0] ?? 0) > 1) own += 1;
    }
    scales[row] = telling > 0 ? Math.sqrt((telling * (1 + shrink)) / (own + shrink * telling)) : 0;
  }
  return scales;
}

type Rows = Pick<VoteMatrix, 'starts' | 'columns' | 'values'>;

function sortedBy(ids: readonly string[]): number[] {
  return ids
    .map((id, index) => ({ id, index }))
    .sort((one, other) => (one.id < other.id ? -1 : one.id > other.id ? 1 : 0))
    .map(({ index }) => index);
}

function rowCounts(
  { participants, starts, columns }: VoteMatrix,
  newColumn: Int32Array,
): Int32Array {
  const counts = new Int32Array(participants.length);
  for (let row = 0; row < counts.length; row += 1) {
    const end = starts[row + 1] ?? 0;
    for (let at = starts[row] ?? 0; at < end; at += 1) {
      if ((newColumn[columns[at] ?? 0] ?? -1) >= 0) counts[row] = (counts[row] ?? 0) + 1;
    }
  }
  return counts;
}

/** Rows in the new order, each with its columns in ascending order. */
function rearranged(
  { starts, columns, values }: VoteMatrix,
  rows: readonly number[],
  newColumn: Int32Array,
  counts: Int32Array,
): Rows {
  const newStarts = new Int32Array(rows.length + 1);
  for (const [index, row] of rows.entries()) {
    newStarts[index + 1] = (newStarts[index] ?? 0) + (counts[row] ?? 0);
  }
  const total = newStarts[rows.length] ?? 0;
  const newColumns = new Int32Array(total);
  const newValues = new Int8Array(total);
  for (const [index, row] of rows.entries()) {
    const cells: number[] = [];
    const end = starts[row + 1] ?? 0;
    for (let at = starts[row] ?? 0; at < end; at += 1) {
      const column = newColumn[columns[at] ?? 0] ?? -1;
      // A column and its vote in one number, so that sorting moves both.
      if (column >= 0) cells.push(column * 4 + (values[at] ?? 0) + 1);
    }
    const sorted = Int32Array.from(cells).sort();
    for (const [offset, cell] of sorted.entries()) {
      const to = (newStarts[index] ?? 0) + offset;
      newColumns[to] = cell >> 2;
      newValues[to] = (cell & 3) - 1;
    }
  }
  return { starts: newStarts, columns: newColumns, values: newValues };
}

function meansOf({ columns, values }: Rows, m: number): Float64Array {
  const sums = new Float64Array(m);
  const seen = new Int32Array(m);
  for (let at = 0; at < columns.length; at += 1) {
    const column = columns[at] ?? 0;
    sums[column] = (sums[column] ?? 0) + (values[at] ?? 0);
    seen[column] = (seen[column] ?? 0) + 1;
  }
  return sums.map((sum, column) => sum / (seen[column] ?? 1));
}
