import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { type Command, InvalidArgumentError } from 'commander';
import { type Reason, refused, type Result } from '#core/result.ts';
import { claimsOf } from '#core/views/claims.ts';
import { fairSummary, type FairSummary } from '#core/views/fair-summary.ts';
import { opinionMap } from '#core/views/opinion-map.ts';
import { publishedMap, type PublishedMap } from '#core/views/published-map.ts';
import { polisVoteLines } from '#core/views/read-polis-votes.ts';
import type { VoteMatrix } from '#core/views/votes.ts';
import { speak } from '#ui/speech.ts';
import { exitCodes } from './exit-codes.ts';
import { complain, type Scene } from './in-house.ts';
import type { Terminal } from './terminal.ts';
import type { WithExitCode } from './with-exit-code.ts';

interface ViewsOptions {
  readonly groups?: number;
  readonly minimum: number;
  readonly without?: string;
  readonly summary: number;
  readonly json?: boolean;
}

export function addViewsCommand(program: Command, { terminal }: Scene, deed: WithExitCode): void {
  program
    .command('views')
    .description('draw the opinion map of a table of votes, as Polis exports it')
    .argument('<votes.csv>', 'a line a participant, a column a statement; - for standard input')
    .option('--groups <k>', 'so many groups, whatever the votes say', wholeFrom(1, 12))
    .option('--minimum <n>', 'show no group and no cell of fewer people', wholeFrom(1), 1)
    .option('--without <ids>', 'statements that moderation took out, with commas between')
    .option('--summary <n>', 'statements in the fair summary', wholeFrom(1, 100), 8)
    .option('--json', 'answer with positions, groups, claims and figures')
    .action(
      deed(async (file: string, options: ViewsOptions) => {
        const votes = await readVotes(file);
        if (!votes.ok) return complain(terminal, votes.reason);
        const { groups } = options;
        const without = new Set((options.without ?? '').split(',').map((id) => id.trim()));
        const forced = groups === undefined ? {} : { camps: groups };
        const mapping = opinionMap(votes.value, { without, ...forced });
        const found = mapping.map.camps.length;
        if (groups !== undefined && found < groups) {
          return complain(terminal, { code: 'votes-too-many-groups', groups, found });
        }
        const shown = publishedMap(mapping, claimsOf(mapping), options.minimum);
        const summary = fairSummary(mapping, options.summary);
        if (options.json) terminal.answer(JSON.stringify(inJson(shown, summary)));
        else report(terminal, shown, summary, votes.value);
        return exitCodes.done;
      }),
    );
}

/** The votes of a file, or of standard input for `-`, read line by line, however large it is. */
export async function readVotes(file: string): Promise<Result<VoteMatrix>> {
  const stream = file === '-' ? process.stdin : createReadStream(file, 'utf8');
  const lines = polisVoteLines();
  let refusal: Reason | undefined;
  try {
    for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) {
      refusal = lines.take(line);
      if (refusal) break;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
      return refused('no-such-file', { path: file });
    }
    throw error;
  } finally {
    if (file !== '-') stream.destroy();
  }
  return refusal ? { ok: false, reason: refusal } : lines.finish();
}

function inJson({ map, hidden, ...claims }: PublishedMap, summary: FairSummary): object {
  return {
    version: map.version,
    groups: map.camps.map(({ id, size, centre }) => ({ id, size, centre })),
    hidden,
    strength: map.strength,
    dimensions: map.dimensions,
    participants: map.participants,
    consensus: claims.consensus,
    divisive: claims.divisive,
    representative: claims.representative,
    summary,
  };
}

function report(
  terminal: Terminal,
  { map, hidden, representative, consensus, divisive }: PublishedMap,
  summary: FairSummary,
  { participants, statements, columns }: VoteMatrix,
): void {
  const { t } = speak();
  const { strength } = map;
  const figures = { participants: participants.length, statements: statements.length };
  terminal.answer(t('views.votes', { ...figures, votes: columns.length, placed: strength.placed }));
  terminal.answer(t(`views.strength.${strength.grounds}`));
  for (const { id, size } of map.camps) {
    terminal.answer(t('views.group', { id, size }));
    const own = representative.filter(({ group }) => group === id).slice(0, most);
    for (const { statement, side, inside, outside } of own) {
      const shares = { inside: percent(inside), outside: percent(outside) };
      terminal.answer(t('views.representative', { statement, side, ...shares }));
    }
  }
  if (hidden > 0) terminal.answer(t('views.hidden', { count: hidden }));
  const claimed = consensus.filter((each) => each.claimed).slice(0, most);
  terminal.answer(t('views.consensus', { count: claimed.length }));
  for (const { statement, side, shares } of claimed) {
    const least = percent(Math.min(...shares));
    terminal.answer(t('views.consensus.one', { statement, side, least }));
  }
  terminal.answer(t('views.divisive', { count: divisive.length }));
  for (const { statement, groups, shares } of divisive.slice(0, most)) {
    const [more, less] = groups;
    const each = { moreShare: percent(shares[0]), lessShare: percent(shares[1]) };
    terminal.answer(t('views.divisive.one', { statement, more, less, ...each }));
  }
  terminal.answer(t('views.summary', { count: summary.statements.length }));
  for (const { statement, agree, seen } of summary.statements) {
    terminal.answer(t('views.summary.one', { statement, agree, seen }));
  }
  const { leftOut, notExcluded } = summary.onVotes;
  const open = { leftOut: leftOut.length, notExcluded: notExcluded.length };
  terminal.answer(t('views.summary.guarantee', { filled: percent(summary.filled), ...open }));
}

/** So many statements of a kind are read out; the others are in the JSON. */
const most = 5;

function percent(share: number): number {
  return Math.round(share * 100);
}

function wholeFrom(least: number, most = Infinity): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (Number.isInteger(number) && number >= least && number <= most) return number;
    const range = most === Infinity ? `from ${least}` : `from ${least} to ${most}`;
    throw new InvalidArgumentError(`Give a whole number ${range}.`);
  };
}
