import { execFile, spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';

/**
 * As whom PostgreSQL runs. It refuses to run as root, and `initdb` refuses a user whom the system
 * has no name for; so either another user's ids, or a prefix command that opens a user namespace
 * in which we bear a harmless id while the files stay ours.
 */
export interface Identity {
  readonly ids?: { readonly uid: number; readonly gid: number };
  readonly prefix: readonly string[];
}

const run = promisify(execFile);

/** What PostgreSQL needs of our environment: no home, no locale, no library path of ours. */
const environment = { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Starts a program as `identity`, from the root folder, since our own may be closed to it. */
export function spawnAs(
  identity: Identity,
  command: readonly string[],
  options: SpawnOptions,
): ChildProcess {
  const [program = '', ...args] = [...identity.prefix, ...command];
  return spawn(program, args, { cwd: '/', env: environment, ...options, ...identity.ids });
}

/** Runs a program as `identity` to its end; undefined when it ended well, else what it said. */
export async function runAs(
  identity: Identity,
  command: readonly string[],
): Promise<string | undefined> {
  const [program = '', ...args] = [...identity.prefix, ...command];
  try {
    await run(program, args, { cwd: '/', env: environment, ...identity.ids });
    return undefined;
  } catch (error) {
    const said = (error as { stderr?: string }).stderr?.trim();
    return said || String(error);
  }
}

/** Ourselves, for an ordinary user. */
export const ourselves: Identity = { prefix: [] };

/**
 * A user namespace that shows us under an id which the system knows by name. Needs no OS user,
 * and folders that only we may enter stay open to it; but a container may forbid it.
 */
export function namespaced(): Identity {
  const known = systemUsers().filter((user) => user.uid !== 0);
  const user = known.find(({ name }) => name === 'nobody') ?? known[0] ?? { uid: 1000, gid: 1000 };
  return {
    prefix: ['unshare', '-U', `--map-user=${user.uid}`, `--map-group=${user.gid}`, '--'],
  };
}

export interface SystemUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** The users named in /etc/passwd; none where there is no such file. */
export function systemUsers(): readonly SystemUser[] {
  let lines: string[];
  try {
    lines = readFileSync('/etc/passwd', 'utf8').split('\n');
  } catch {
    return [];
  }
  return lines.flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    return name && uid && gid ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
  });
}
