import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { operator } from '#actions/actor.ts';
import { importMembers } from '#actions/import-members.ts';
import { decode } from '#convert/encoding.ts';
import { exitCodes } from './exit-codes.ts';
import { complain, inGroup, orComplain, type Scene } from './in-house.ts';
import type { Deed } from './program.ts';

interface MembersOptions {
  readonly group: string;
  readonly json?: boolean;
}

export function addMembersCommands(program: Command, scene: Scene, deed: Deed): void {
  const { terminal } = scene;
  program
    .command('members')
    .description('give seats in a group')
    .command('import')
    .description('give a seat to everyone in a table; all or nothing')
    .argument('<file.csv>', 'columns: name, delegation, stakeholder group, role, e-mail')
    .requiredOption('--group <slug>', 'the group')
    .option('--json', 'answer {count}')
    .action(
      deed(async (path: string, { group, json }: MembersOptions) => {
        const bytes = await readFile(path).catch(() => undefined);
        if (!bytes) return complain(terminal, { code: 'no-such-file', path });
        return inGroup(scene, group, async (house, groupId) => {
          const imported = await importMembers(house, operator, groupId, decode(bytes).text);
          return orComplain(terminal, imported, ({ count }) => {
            terminal.answer(json ? JSON.stringify({ count }) : `${count} seats given`);
            return exitCodes.done;
          });
        });
      }),
    );
}
