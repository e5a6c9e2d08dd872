import { createReadStream } from 'node:fs';
import { readFile, readdir, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { Command } from 'commander';
import { operator } from '#actions/actor.ts';
import { type ItemOutcome, runImport } from '#actions/run-import.ts';
import { stopImport } from '#actions/stop-import.ts';
import { type IncomingFile, startImport } from '#actions/start-import.ts';
import { parseMetadataCsv } from '#convert/metadata-csv.ts';
import { maximumBytes, tooLarge } from '#convert/formats.ts';
import { type MetadataRow } from '#core/library/read-metadata-csv.ts';
import { done, refused, type Result } from '#core/result.ts';
import type { OpenHouse } from '#server/open-house.ts';
import { speak } from '#ui/speech.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { complain, inGroup, type Scene } from './in-house.ts';
import type { WithExitCode } from './with-exit-code.ts';
import type { Terminal } from './terminal.ts';

interface ImportOptions {
  readonly group: string;
  readonly metadata?: string;
  readonly kind?: string;
  readonly takeNearDuplicates?: boolean;
  readonly json?: boolean;
}

const defaultMetadata = 'metadata.csv';

export function addImportCommand(program: Command, scene: Scene, deed: WithExitCode): void {
  program
    .command('import')
    .description('bring a folder of documents into the library of a group')
    .argument('<dir>', 'the folder, read with everything below it')
    .requiredOption('--group <slug>', 'the group')
    .option('--metadata <file.csv>', `what is said of each file; else ${defaultMetadata} in DIR`)
    .option('--kind <kind>', 'contribution, paper, report, transcript, correspondence, resource')
    .option('--take-near-duplicates', 'take what says nearly the same as a document that is there')
    .option('--json', 'answer {taken, alreadyHere, nearDuplicates, refused, files:[…]}')
    .addHelpText(
      'after',
      '\nStop it with Ctrl-C; the same command goes on where it was: what is here already is skipped.',
    )
    .action(
      deed(async (dir: string, options: ImportOptions) =>
        inGroup(scene, options.group, (house, groupId) =>
          importFolder(scene.terminal, house, groupId, resolve(dir), options),
        ),
      ),
    );
}

async function importFolder(
  terminal: Terminal,
  house: OpenHouse,
  groupId: string,
  dir: string,
  options: ImportOptions,
): Promise<ExitCode> {
  const listed = await listFiles(dir);
  if (!listed.ok) return complain(terminal, listed.reason);
  const metadataFile = options.metadata ?? join(dir, defaultMetadata);
  const metadata = await readMetadata(metadataFile, options.metadata !== undefined);
  if (!metadata.ok) return complain(terminal, metadata.reason);

  const stopping = stopOnSignal();
  const files: IncomingFile[] = [];
  for (const name of listed.value.filter((each) => join(dir, each) !== resolve(metadataFile))) {
    if (stopping.signal.aborted) break;
    terminal.progress(`Reading ${files.length + 1}/${listed.value.length} ${name}`);
    files.push(await keepFile(house, dir, name));
  }
  const common = options.kind ? { kind: options.kind } : {};
  const { takeNearDuplicates = false } = options;
  const plan = { source: dir, files, metadata: metadata.value, common, takeNearDuplicates };
  const started = await startImport(house, operator, groupId, plan);
  if (!started.ok) return complain(terminal, started.reason);

  const outcomes: ItemOutcome[] = await refusedAtTheDoor(house, started.value.batchId);
  const total = await countItems(house, started.value.batchId);
  const ended = await runImport(house, operator, started.value.batchId, {
    signal: stopping.signal,
    onItem(outcome) {
      outcomes.push(outcome);
      terminal.progress(`${outcomes.length}/${total} ${outcome.name}`);
    },
  });
  stopping.forget();
  if (ended === 'stopped') await stopImport(house, operator, groupId, started.value.batchId);
  report(terminal, outcomes, options.json ?? false);
  if (ended === 'stopped') {
    terminal.say(speak().t('import.stopped', { left: total - outcomes.length }));
    return exitCodes.input;
  }
  return outcomes.some(({ state }) => state === 'refused') ? exitCodes.input : exitCodes.done;
}

/** Every file below a folder, by its path within; hidden files and links are left out. */
async function listFiles(dir: string): Promise<Result<readonly string[]>> {
  const found = await stat(dir).catch(() => undefined);
  if (!found?.isDirectory()) return refused('no-such-folder', { path: dir });
  const entries = await readdir(dir, { recursive: true, withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(dir, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((name) => !name.split('/').some((part) => part.startsWith('.')));
  return names.length > 0 ? done(names.sort()) : refused('no-files-in-folder', { path: dir });
}

async function readMetadata(
  path: string,
  wanted: boolean,
): Promise<Result<ReadonlyMap<string, MetadataRow>>> {
  const bytes = await readFile(path).catch(() => undefined);
  if (bytes) return parseMetadataCsv(bytes);
  return wanted ? refused('no-such-file', { path }) : done(new Map());
}

async function keepFile(house: OpenHouse, dir: string, name: string): Promise<IncomingFile> {
  const path = join(dir, name);
  const { size } = await stat(path);
  if (size > maximumBytes) return { name, bytes: size, sha256: undefined, refused: tooLarge };
  const received = await house.originals.receive(createReadStream(path), maximumBytes);
  return { name, ...received };
}

async function countItems(house: OpenHouse, batchId: string): Promise<number> {
  const row = await house.db.kysely
    .selectFrom('import_item')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('batch_id', '=', batchId)
    .executeTakeFirstOrThrow();
  return row.count;
}

async function refusedAtTheDoor(house: OpenHouse, batchId: string): Promise<ItemOutcome[]> {
  const rows = await house.db.kysely
    .selectFrom('import_item')
    .select(['name', 'reason'])
    .where('batch_id', '=', batchId)
    .where('state', '=', 'refused')
    .orderBy('position')
    .execute();
  return rows.map(({ name, reason }) => ({
    name,
    state: 'refused',
    ...(reason ? { reason } : {}),
  }));
}

function stopOnSignal(): { signal: AbortSignal; forget(): void } {
  const stopping = new AbortController();
  const stop = (): void => stopping.abort();
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return {
    signal: stopping.signal,
    forget: () => void process.off('SIGINT', stop).off('SIGTERM', stop),
  };
}

function report(terminal: Terminal, outcomes: readonly ItemOutcome[], json: boolean): void {
  const count = (state: ItemOutcome['state']): number =>
    outcomes.filter((outcome) => outcome.state === state).length;
  const totals = {
    taken: count('taken'),
    alreadyHere: count('already-here'),
    nearDuplicates: count('near-duplicate'),
    refused: count('refused'),
  };
  const speech = speak();
  const files = outcomes.map(({ name, state, symbol, reason }) => ({
    file: name,
    state,
    ...(symbol === undefined ? {} : { symbol }),
    ...(reason ? { reason: reason.code, message: speech.reason(reason) } : {}),
  }));
  if (json) return terminal.answer(JSON.stringify({ ...totals, files }));
  for (const { file, state, symbol, message } of files) {
    terminal.answer(`${state}\t${symbol ?? ''}\t${file}${message ? `\t${message}` : ''}`);
  }
  terminal.say(speech.t('import.totals', totals));
}
