import type { Command } from 'commander';
import { exitCodes } from './exit-codes.ts';
import { orComplain, type Scene } from './in-house.ts';
import type { WithExitCode } from './with-exit-code.ts';
import { rankCollection } from './rank.ts';

interface RankOptions {
  readonly documents: string;
  readonly queries: string;
  readonly limit: string;
}

export function addRankCommand(program: Command, { terminal }: Scene, deed: WithExitCode): void {
  program
    .command('rank')
    .description('rank any collection with the code that serves the search page')
    .requiredOption('--documents <file.jsonl>', 'lines of {"id","text"}')
    .requiredOption('--queries <file.jsonl>', 'lines of {"id","text"}')
    .option('--limit <n>', 'documents to name for each query', '100')
    .option('--json', 'as without: the answer is JSON in any case')
    .action(
      deed(async ({ documents, queries, limit }: RankOptions) => {
        const most = Math.max(1, Math.trunc(Number(limit)) || 100);
        const ranked = await rankCollection({ documents, queries, limit: most }, (line) =>
          terminal.answer(line),
        );
        return orComplain(terminal, ranked, () => exitCodes.done);
      }),
    );
}
