import { existsSync } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { done, refused, type Result } from '#core/result.ts';
import { chooseIdentity } from './choose-identity.ts';
import { type Identity, runAs } from './identity.ts';
import type { Programs } from './programs.ts';

export const superuser = 'rapporteur';

/**
 * Makes the data directory if there is none, and says as whom it is to be run. It is made beside
 * its place and moved there when complete, so that a half-made one is never taken for real and
 * two starts at once do not meet.
 */
export async function initialise(programs: Programs, folder: string): Promise<Result<Identity>> {
  if (!existsSync(join(folder, 'PG_VERSION'))) {
    const made = await make(programs, folder);
    if (!made.ok) return made;
  }
  const major = (await readFile(join(folder, 'PG_VERSION'), 'utf8')).trim();
  if (major !== programs.major) {
    return refused('database-version', { folder, data: major, program: programs.major });
  }
  return chooseIdentity(programs, folder, false);
}

let drafts = 0;

async function make(programs: Programs, folder: string): Promise<Result<undefined>> {
  await removeAbandoned(folder);
  const draft = `${folder}.new-${process.pid}-${++drafts}`;
  // In a container the same process id comes round, with what it left half-made.
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true, mode: 0o700 });
  try {
    const identity = await chooseIdentity(programs, draft, true);
    if (!identity.ok) return identity;
    const trouble = await runAs(identity.value, [
      programs.initdb,
      `--pgdata=${draft}`,
      `--username=${superuser}`,
      '--auth=trust',
      '--encoding=UTF8',
      '--no-locale',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
    ]);
    if (trouble !== undefined) return refused('database-not-made', { folder, detail: trouble });
    await chmod(draft, 0o700);
    try {
      await rename(draft, folder);
    } catch (error) {
      // Another start was quicker; its directory is as good as ours.
      if (!existsSync(join(folder, 'PG_VERSION'))) throw error;
    }
    return done();
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Clears away what a start that was killed in the middle left half-made. */
async function removeAbandoned(folder: string): Promise<void> {
  const prefix = `${basename(folder)}.new-`;
  for (const name of await readdir(dirname(folder))) {
    if (!name.startsWith(prefix)) continue;
    if (isRunning(Number.parseInt(name.slice(prefix.length), 10))) continue;
    await rm(join(dirname(folder), name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
