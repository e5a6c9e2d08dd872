import { done, type Reason, refused, type Result } from '../result.ts';
import { type Vote, voteGatherer, type VoteMatrix } from './votes.ts';

/** Takes the lines of a table of votes one after another. */
export interface VoteLines {
  /** The reason why a line cannot be taken, with its number; nothing where all is well. */
  take(line: string): Reason | undefined;
  finish(): Result<VoteMatrix>;
}

/**
 * Reads the votes as Polis exports them (participants-votes.csv): a line a participant, the column
 * `participant` with the id, and a column for each statement, headed by its number, with 1 for agree,
 * -1 for disagree, 0 for pass, and nothing for unseen. Other columns are left alone. Cells end at
 * commas, or at semicolons or tabs where the first line has more of these.
 */
export function polisVoteLines(): VoteLines {
  let number = 0;
  let table: Table | undefined;
  return {
    take(line) {
      number += 1;
      const text = line.replace(/^\ufeff/, '').replace(/\r$/, '');
      if (text.trim() === '') return undefined;
      if (table) return table.take(text, number);
      const opened = openTable(text, number);
      if (!opened.ok) return opened.reason;
      table = opened.value;
      return undefined;
    },
    finish: () => (table ? done(table.finish()) : refused('votes-empty')),
  };
}

interface Table {
  take(line: string, number: number): Reason | undefined;
  finish(): VoteMatrix;
}

function openTable(header: string, number: number): Result<Table> {
  const delimiter = [',', ';', '\t'].reduce((best, each) =>
    header.split(each).length > header.split(best).length ? each : best,
  );
  const names = header.split(delimiter).map(bare);
  const idAt = names.findIndex((name) => /^participant([ _-]?id)?$/i.test(name));
  const statements = names.filter((name) => isStatement(name));
  if (statements.length === 0) return refused('votes-no-columns', { line: number });
  if (idAt < 0) return refused('votes-no-participant-column', { line: number });
  const twice = statements.find((name, index) => statements.indexOf(name) !== index);
  if (twice !== undefined) return refused('votes-statement-twice', { statement: twice });

  const columnAt = names.map((name) => (isStatement(name) ? statements.indexOf(name) : -1));
  const lineOf = new Map<string, number>();
  const gatherer = voteGatherer(statements);
  return done({
    finish: () => gatherer.finish(),
    take(line, at) {
      const row: { column: number; vote: Vote }[] = [];
      let id = '';
      for (let cell = 0, from = 0; from <= line.length; cell += 1) {
        const next = line.indexOf(delimiter, from);
        const to = next < 0 ? line.length : next;
        const column = columnAt[cell];
        // Nearly all cells of a large table are empty: they cost no more than a step.
        if (to > from && (cell === idAt || column !== -1)) {
          const value = bare(line.slice(from, to));
          if (cell === idAt) id = value;
          else if (column === undefined) {
            if (value !== '') return { code: 'votes-line-long', line: at, columns: names.length };
          } else if (value !== '') {
            const vote = readVote(value);
            if (vote === undefined) {
              return { code: 'votes-no-vote', line: at, statement: names[cell] ?? '', value };
            }
            row.push({ column, vote });
          }
        }
        from = to + 1;
      }
      if (id === '') return { code: 'votes-nameless', line: at };
      const first = lineOf.get(id);
      if (first !== undefined) return { code: 'votes-participant-twice', line: at, first, id };
      lineOf.set(id, at);
      gatherer.begin(id);
      for (const { column, vote } of row) gatherer.cast(column, vote);
      return undefined;
    },
  });
}

function isStatement(name: string): boolean {
  return /^\d+$/.test(name);
}

function bare(cell: string): string {
  const trimmed = cell.trim();
  return trimmed.startsWith('"') && trimmed.endsWith('"') && trimmed.length > 1
    ? trimmed.slice(1, -1).replaceAll('""', '"').trim()
    : trimmed;
}

function readVote(value: string): Vote | undefined {
  if (/^\+?1(\.0+)?$/.test(value)) return 1;
  if (/^[-\u2212]1(\.0+)?$/.test(value)) return -1;
  return /^[-+]?0(\.0+)?$/.test(value) ? 0 : undefined;
}
