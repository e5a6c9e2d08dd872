import type { Command } from 'commander';
import { searchPassages } from '#store/search/search-passages.ts';
import { passageAddress } from '#ui/addresses.ts';
import { speak } from '#ui/speech.ts';
import { exitCodes } from './exit-codes.ts';
import { inGroup, type Scene } from './in-house.ts';
import type { WithExitCode } from './with-exit-code.ts';

interface SearchOptions {
  readonly group: string;
  readonly limit: string;
  readonly json?: boolean;
}

export function addSearchCommand(program: Command, scene: Scene, deed: WithExitCode): void {
  program
    .command('search')
    .description('find passages in the library of a group')
    .argument('<query...>', 'words, "phrases", -not, author: group: kind: lang: before: after:')
    .requiredOption('--group <slug>', 'the group whose library to search')
    .option('--limit <n>', 'how many passages to name at most', '20')
    .option('--json', 'answer {total, results:[{document, passage, address, text, score}]}')
    .allowUnknownOption()
    .action(
      deed(async (words: string[], { group, limit, json }: SearchOptions) =>
        inGroup(scene, group, async (house, groupId) => {
          const { terminal } = scene;
          const page = await searchPassages(house.db.kysely, groupId, {
            query: words.join(' '),
            page: 1,
            pageSize: Math.max(1, Math.trunc(Number(limit)) || 20),
          });
          for (const problem of page.problems) terminal.say(speak().reason(problem));
          const results = page.results.map((found) => ({
            document: found.symbol,
            passage: found.label,
            address: passageAddress(group, found.symbol, found.label, { paged: false }),
            text: found.text,
            score: found.score,
          }));
          if (json) terminal.answer(JSON.stringify({ total: page.total, results }));
          else {
            for (const { address, text } of results) terminal.answer(`${address}\n  ${text}\n`);
            terminal.say(speak().t('search.found', { total: page.total }));
          }
          return exitCodes.done;
        }),
      ),
    );
}
