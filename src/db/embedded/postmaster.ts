import { readFile, readlink, realpath, rm } from 'node:fs/promises';
import { join } from 'node:path';

/** The process that `postmaster.pid` names, if the file is there. */
export async function recordedPid(folder: string): Promise<number | undefined> {
  let text: string;
  try {
    text = await readFile(join(folder, 'postmaster.pid'), 'utf8');
  } catch {
    return undefined;
  }
  const pid = Number.parseInt(text, 10);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

/**
 * Whether `pid` is a living PostgreSQL on this folder. The id alone says little: in a container
 * the same ids come round at every start, and a zombie keeps its id until it is reaped.
 */
export async function isPostmaster(pid: number, folder: string): Promise<boolean> {
  if (process.platform !== 'linux') return isAlive(pid);
  let status: string;
  try {
    status = await readFile(`/proc/${pid}/stat`, 'utf8');
  } catch {
    return false;
  }
  const [, name, state] = /^\d+ \((.*)\) (\S)/s.exec(status) ?? [];
  if (state === 'Z' || state === 'X' || !name?.startsWith('postgres')) return false;
  try {
    return (await readlink(`/proc/${pid}/cwd`)) === (await realpath(folder));
  } catch {
    // Not ours to look into: the name must do, since deleting a live server's file is worse.
    return isAlive(pid);
  }
}

/** Removes a `postmaster.pid` whose process is gone. PostgreSQL would refuse to start over it. */
export async function removeStalePidFile(folder: string): Promise<void> {
  const pid = await recordedPid(folder);
  if (pid === undefined || (await isPostmaster(pid, folder))) return;
  await rm(join(folder, 'postmaster.pid'), { force: true });
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
