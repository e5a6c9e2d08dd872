import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Command } from 'commander';
import type { Result } from '#core/result.ts';
import { readRevisions } from '#convert/docx-revisions/read-revisions.ts';
import { accepted, rejected } from '#convert/docx-revisions/resolve-revisions.ts';
import type { RevisedDocument } from '#convert/docx-revisions/revised-document.ts';
import { maximumBytes, tooLarge } from '#convert/formats.ts';
import { speak } from '#ui/speech.ts';
import { exitCodes } from './exit-codes.ts';
import { orComplain, type Scene } from './in-house.ts';
import { revisionLines } from './revision-lines.ts';
import type { Terminal } from './terminal.ts';
import type { WithExitCode } from './with-exit-code.ts';

interface DocxOptions {
  readonly json?: boolean;
}

/** Word files with tracked changes, by hand: what is in them, and what becomes of them. */
export function addDocxCommands(program: Command, { terminal }: Scene, deed: WithExitCode): void {
  const docx = program.command('docx').description('read Word files with tracked changes');
  docx
    .command('read')
    .description('print the text with who changed what')
    .argument('<file>', 'a Word file (.docx)')
    .option('--json', 'answer the document with its changes as data')
    .action(
      deed(async (path: string, { json }: DocxOptions) =>
        orComplain(terminal, await readFrom(path), (doc) => {
          if (json) terminal.answer(JSON.stringify(doc));
          else sayRevisions(terminal, doc);
          return exitCodes.done;
        }),
      ),
    );
  const settled = [
    ['accept', 'print the paragraphs with all changes accepted', accepted],
    ['reject', 'print the paragraphs with all changes rejected', rejected],
  ] as const;
  for (const [verb, description, settle] of settled) {
    docx
      .command(verb)
      .description(`${description}, one to a line`)
      .argument('<file>', 'a Word file (.docx)')
      .option('--json', 'answer {paragraphs}')
      .action(
        deed(async (path: string, { json }: DocxOptions) =>
          orComplain(terminal, await readFrom(path), (doc) => {
            const paragraphs = settle(doc);
            if (json) terminal.answer(JSON.stringify({ paragraphs }));
            else for (const text of paragraphs) terminal.answer(text.replaceAll('\n', ' '));
            return exitCodes.done;
          }),
        ),
      );
  }
}

async function readFrom(path: string): Promise<Result<RevisedDocument>> {
  const bytes = await readFile(path).catch(() => undefined);
  if (!bytes) return { ok: false, reason: { code: 'no-such-file', path } };
  if (bytes.length > maximumBytes) return { ok: false, reason: tooLarge };
  const read = readRevisions(bytes);
  return read.ok ? read : { ok: false, reason: { ...read.reason, name: basename(path) } };
}

function sayRevisions(terminal: Terminal, doc: RevisedDocument): void {
  for (const line of revisionLines(doc)) terminal.answer(line);
  const speech = speak();
  const { formatChanges, contentControls, other } = doc.ignored;
  const ignored = formatChanges + contentControls + other;
  if (ignored > 0) terminal.say(speech.t('docx.ignored', { count: ignored }));
  for (const note of doc.notes) terminal.say(speech.reason(note));
}
