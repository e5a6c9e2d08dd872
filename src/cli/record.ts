import type { Command } from 'commander';
import { exitCodes } from './exit-codes.ts';
import { inGroup, type Scene } from './in-house.ts';
import type { WithExitCode } from './with-exit-code.ts';

interface GroupOption {
  readonly group: string;
  readonly json?: boolean;
}

interface ShowOptions extends GroupOption {
  readonly after: string;
  readonly limit: string;
}

export function addRecordCommands(program: Command, scene: Scene, deed: WithExitCode): void {
  const record = program.command('record').description('examine and replay the record of a group');
  const { terminal } = scene;

  record
    .command('verify')
    .description('check every hash, every payload and every table against the record')
    .requiredOption('--group <slug>', 'the group')
    .option('--json', 'answer {entries, head, withdrawn, problems, projection}')
    .action(
      deed(async ({ group, json }: GroupOption) =>
        inGroup(scene, group, async (house, groupId) => {
          const found = await house.record.verify(groupId);
          const sound = found.problems.length === 0 && found.projection === 'equal';
          if (json) terminal.answer(JSON.stringify({ sound, ...found }));
          else {
            terminal.answer(`${found.entries} entries, the last with hash ${found.head.hash}`);
            for (const seq of found.withdrawn) terminal.answer(`${seq}: payload withdrawn`);
            for (const problem of found.problems) terminal.answer(JSON.stringify(problem));
            for (const row of found.projection === 'equal' ? [] : found.projection) {
              terminal.answer(JSON.stringify(row));
            }
            terminal.answer(sound ? 'The record is sound.' : 'The record is NOT sound.');
          }
          return sound ? exitCodes.done : exitCodes.input;
        }),
      ),
    );

  record
    .command('rebuild')
    .description('drop the tables of a group and make them anew from its record')
    .requiredOption('--group <slug>', 'the group')
    .option('--json', 'answer {entries, seconds}')
    .action(
      deed(async ({ group, json }: GroupOption) =>
        inGroup(scene, group, async (house, groupId) => {
          const begun = performance.now();
          const entries = await house.record.rebuild(groupId);
          const seconds = Number(((performance.now() - begun) / 1000).toFixed(2));
          terminal.answer(
            json
              ? JSON.stringify({ entries, seconds })
              : `Rebuilt from ${entries} entries in ${seconds} s.`,
          );
          return exitCodes.done;
        }),
      ),
    );

  record
    .command('show')
    .description('print entries, one JSON object a line')
    .requiredOption('--group <slug>', 'the group')
    .option('--after <seq>', 'begin after this number', '0')
    .option('--limit <n>', 'how many entries at most', '1000')
    .option('--json', 'as without: the answer is JSON in any case')
    .action(
      deed(async ({ group, after, limit }: ShowOptions) =>
        inGroup(scene, group, async (house, groupId) => {
          const range = { after: whole(after, 0), limit: whole(limit, 1000) };
          for (const entry of await house.record.read(groupId, range)) {
            terminal.answer(JSON.stringify(entry));
          }
          return exitCodes.done;
        }),
      ),
    );
}

function whole(text: string, otherwise: number): number {
  const number = Number(text);
  return Number.isInteger(number) && number >= 0 ? number : otherwise;
}
