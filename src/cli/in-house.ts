import { sql } from 'kysely';
import type { Reason, Result } from '#core/result.ts';
import { readConfig } from '#server/config.ts';
import { openHouse, type OpenHouse } from '#server/open-house.ts';
import { speak } from '#ui/speech.ts';
import { type ExitCode, exitCodeFor, exitCodes } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** Where a command is run: the project it belongs to, and whom it answers. */
export interface Scene {
  readonly projectDir: string;
  readonly terminal: Terminal;
}

/** Opens the data directory for one command, beside a running server or without one. */
export async function inHouse(
  { projectDir, terminal }: Scene,
  command: (house: OpenHouse) => Promise<ExitCode>,
): Promise<ExitCode> {
  const config = readConfig(process.env, projectDir, process.cwd());
  if (!config.ok) return complain(terminal, config.reason);
  const opened = await openHouse(config.value, 'command', (line) => terminal.say(line));
  if (!opened.ok) return complain(terminal, opened.reason, exitCodes.server);
  try {
    return await command(opened.value);
  } finally {
    await opened.value.close();
  }
}

/** The same for a command about one group, found by its slug. */
export function inGroup(
  scene: Scene,
  slug: string,
  command: (house: OpenHouse, groupId: string) => Promise<ExitCode>,
): Promise<ExitCode> {
  return inHouse(scene, async (house) => {
    const groupId = await groupIdOf(house, slug);
    if (groupId === undefined) return complain(scene.terminal, { code: 'no-such-group', slug });
    return command(house, groupId);
  });
}

/** By the tables, or, where those are what is to be repaired, by the record itself. */
async function groupIdOf(house: OpenHouse, slug: string): Promise<string | undefined> {
  const db = house.db.kysely;
  const group = await db
    .selectFrom('working_group')
    .select('group_id')
    .where('slug', '=', slug)
    .executeTakeFirst();
  if (group) return group.group_id;
  const founded = await db
    .selectFrom('entry')
    .select('group_id')
    .where('seq', '=', 1)
    .where('verb', '=', 'group.founded')
    .where(sql`payload::json ->> 'slug'`, '=', slug)
    .executeTakeFirst();
  return founded?.group_id;
}

/** Says why not, in words, and answers with the exit code for it. */
export function complain(terminal: Terminal, reason: Reason, code?: ExitCode): ExitCode {
  terminal.say(speak().reason(reason));
  return code ?? exitCodeFor(reason);
}

/** Says why not, or goes on with the value. */
export function orComplain<T>(
  terminal: Terminal,
  result: Result<T>,
  goOn: (value: T) => ExitCode,
): ExitCode {
  return result.ok ? goOn(result.value) : complain(terminal, result.reason);
}
