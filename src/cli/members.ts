import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { operator } from '#actions/actor.ts';
import { importMembers } from '#actions/import-members.ts';
import { inviteMember } from '#actions/invite-member.ts';
import { decode } from '#convert/encoding.ts';
import { invitationLetter } from '#server/letters.ts';
import { seatSheet, seatSheets } from '#store/member/readers.ts';
import { speak } from '#ui/speech.ts';
import { exitCodes } from './exit-codes.ts';
import { complain, inGroup, orComplain, type Scene } from './in-house.ts';
import type { WithExitCode } from './with-exit-code.ts';

interface MembersOptions {
  readonly group: string;
  readonly json?: boolean;
}

interface InviteOptions extends MembersOptions {
  readonly member: string;
  readonly email: string;
}

export function addMembersCommands(program: Command, scene: Scene, deed: WithExitCode): void {
  const { terminal } = scene;
  const members = program.command('members').description('give seats in a group, and invite');

  members
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

  members
    .command('list')
    .description('list who has a seat')
    .requiredOption('--group <slug>', 'the group')
    .option(
      '--json',
      'answer {members:[{memberId, name, delegation, stakeholderGroup, role, state}]}',
    )
    .action(
      deed(async ({ group, json }: MembersOptions) =>
        inGroup(scene, group, async (house, groupId) => {
          const seats = (await seatSheets(house.db.kysely, groupId, house.now())).map(
            ({ memberId, name, delegation, stakeholderGroup, role, state }) => ({
              ...{ memberId, name, delegation, stakeholderGroup, role, state },
            }),
          );
          if (json) terminal.answer(JSON.stringify({ members: seats }));
          else {
            for (const { memberId, name, delegation, role, state } of seats) {
              terminal.answer([memberId, role, state, name, delegation].join('\t'));
            }
          }
          return exitCodes.done;
        }),
      ),
    );

  members
    .command('invite')
    .description('invite someone to their seat: by mail where it works, else by the link printed')
    .requiredOption('--group <slug>', 'the group')
    .requiredOption('--member <id>', 'the seat, as members list names it')
    .requiredOption('--email <address>', 'where the person reads mail')
    .option('--json', 'answer {path}, or {mailed: true}')
    .action(
      deed(async ({ group, member, email, json }: InviteOptions) =>
        inGroup(scene, group, async (house, groupId) => {
          const seat = await seatSheet(house.db.kysely, groupId, member, house.now());
          const letter = invitationLetter(house, speak(), group, seat?.name ?? '');
          const invited = await inviteMember(house, operator, groupId, member, email, letter);
          return orComplain(terminal, invited, ({ path }) => {
            if (json)
              terminal.answer(JSON.stringify(path === undefined ? { mailed: true } : { path }));
            else if (path === undefined) terminal.say(speak().t('members.invited', { email }));
            else terminal.answer(path);
            return exitCodes.done;
          });
        }),
      ),
    );
}
