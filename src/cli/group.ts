import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { operator } from '#actions/actor.ts';
import { foundGroup } from '#actions/found-group.ts';
import { visibilities, type Visibility } from '#core/vocabulary.ts';
import { exitCodes } from './exit-codes.ts';
import { complain, inHouse, orComplain, type Scene } from './in-house.ts';
import type { WithExitCode } from './with-exit-code.ts';

interface FoundOptions {
  readonly slug: string;
  readonly name: string;
  readonly mandate?: string;
  readonly mandateSource: string;
  readonly terms?: string;
  readonly reportDue?: string;
  readonly visibility: string;
  readonly json?: boolean;
}

export function addGroupCommands(program: Command, scene: Scene, deed: WithExitCode): void {
  const group = program.command('group').description('found working groups and list them');
  const { terminal } = scene;

  group
    .command('found')
    .description('found a working group')
    .requiredOption('--slug <slug>', 'its name in addresses: a-z, 0-9 and hyphens')
    .requiredOption('--name <name>', 'its name')
    .option('--mandate <file>', 'a text file with the mandate')
    .option('--mandate-source <words>', 'where the mandate was given', '')
    .option('--terms <file>', 'a text file with the terms of reference')
    .option('--report-due <day>', 'the report deadline, as 2027-03-31')
    .option('--visibility <who>', `who may read it: ${visibilities.join(' or ')}`, 'public')
    .option('--json', 'answer {groupId, slug, address}')
    .action(
      deed(async (options: FoundOptions) => {
        const mandate = await textOf(options.mandate);
        const terms = await textOf(options.terms);
        if (mandate === undefined || terms === undefined) {
          const path = (mandate === undefined ? options.mandate : options.terms) ?? '';
          return complain(terminal, { code: 'no-such-file', path });
        }
        return inHouse(scene, async (house) => {
          const founded = await foundGroup(house, operator, {
            slug: options.slug,
            name: options.name,
            mandate,
            mandateSource: options.mandateSource,
            termsOfReference: terms,
            reportDue: options.reportDue ?? null,
            visibility: options.visibility as Visibility,
          });
          return orComplain(terminal, founded, ({ groupId, slug }) => {
            const address = `/g/${slug}`;
            terminal.answer(json(options, { groupId, slug, address }) ?? `Founded at ${address}`);
            return exitCodes.done;
          });
        });
      }),
    );

  group
    .command('list')
    .description('list the working groups')
    .option('--json', 'answer {groups:[{groupId, slug, name, visibility}]}')
    .action(
      deed(async (options: { readonly json?: boolean }) =>
        inHouse(scene, async (house) => {
          const rows = await house.db.kysely
            .selectFrom('working_group')
            .select(['group_id as groupId', 'slug', 'name', 'visibility'])
            .orderBy('slug')
            .execute();
          const asJson = json(options, { groups: rows });
          if (asJson) terminal.answer(asJson);
          else for (const { slug, name } of rows) terminal.answer(`${slug}\t${name}`);
          return exitCodes.done;
        }),
      ),
    );
}

function json(options: { readonly json?: boolean }, answer: object): string | undefined {
  return options.json ? JSON.stringify(answer) : undefined;
}

/** The text of a file; empty where none was named, undefined where it cannot be read. */
async function textOf(path: string | undefined): Promise<string | undefined> {
  if (path === undefined) return '';
  return readFile(path, 'utf8').catch(() => undefined);
}
