import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { operator } from '#actions/actor.ts';
import { correctDocument } from '#actions/correct-document.ts';
import { exitCodes } from './exit-codes.ts';
import { complain, inGroup, orComplain, type Scene } from './in-house.ts';
import type { WithExitCode } from './with-exit-code.ts';

interface CorrectOptions {
  readonly group: string;
  readonly document: string;
  readonly note: string;
  readonly json?: boolean;
}

export function addCorrectCommand(program: Command, scene: Scene, deed: WithExitCode): void {
  const { terminal } = scene;
  program
    .command('correct')
    .description('bring in a corrected version of a document; its passages keep their addresses')
    .argument('<file>', 'the corrected file')
    .requiredOption('--group <slug>', 'the group')
    .requiredOption('--document <symbol>', 'the document, by its register symbol')
    .option('--note <words>', 'what was corrected, for readers', '')
    .option('--json', 'answer {version, changed, removed}')
    .action(
      deed(async (path: string, { group, document, note, json }: CorrectOptions) => {
        const bytes = await readFile(path).catch(() => undefined);
        if (!bytes) return complain(terminal, { code: 'no-such-file', path });
        return inGroup(scene, group, async (house, groupId) => {
          const row = await house.db.kysely
            .selectFrom('document')
            .select('document_id')
            .where('group_id', '=', groupId)
            .where('symbol', '=', document)
            .executeTakeFirst();
          if (!row) return complain(terminal, { code: 'no-such-document' });
          const sha256 = await house.originals.keep(bytes);
          const corrected = await correctDocument(house, operator, groupId, row.document_id, {
            files: [{ role: 'original', sha256, name: basename(path), bytes: bytes.length }],
            note,
          });
          return orComplain(terminal, corrected, (done) => {
            const { version, changed, removed } = done;
            terminal.answer(
              json
                ? JSON.stringify(done)
                : `${document} is at version ${version}; changed: ${changed.join(' ') || 'none'}; ` +
                    `removed: ${removed.join(' ') || 'none'}`,
            );
            return exitCodes.done;
          });
        });
      }),
    );
}
