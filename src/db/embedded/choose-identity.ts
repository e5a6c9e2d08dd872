import { chown, stat } from 'node:fs/promises';
import { done, refused, type Result } from '#core/result.ts';
import {
  type Identity,
  namespaced,
  ourselves,
  runAs,
  systemUsers,
  type SystemUser,
} from './identity.ts';
import type { Programs } from './programs.ts';

/**
 * Chooses as whom PostgreSQL runs on `folder`, which exists: its data directory, or the empty
 * folder that will become one (`fresh`), which is then handed to the chosen user.
 *
 * Data keeps the owner it has. Otherwise, as root: the system's `postgres` user where it can reach
 * program and folder, else a user namespace, else a user of our own making.
 */
export async function chooseIdentity(
  programs: Programs,
  folder: string,
  fresh: boolean,
): Promise<Result<Identity>> {
  const { uid, gid } = await stat(folder);
  const self = process.getuid?.() ?? 0;
  if (self !== 0) return chooseOrdinary(programs, folder, uid === self);
  const namespace = namespaced();
  if (!fresh && uid !== 0) {
    const owner: Identity = { ids: { uid, gid }, prefix: [] };
    const trouble = await cannotWork(owner, programs, folder);
    return trouble === undefined
      ? done(owner)
      : refused('database-folder-closed', { folder, detail: trouble });
  }
  if (fresh) {
    const user = systemUsers().find(({ name }) => name === 'postgres');
    if (user && (await handOver(user, programs, folder))) return done(asUser(user));
  }
  const trouble = await cannotWork(namespace, programs, folder);
  if (trouble === undefined) return done(namespace);
  if (fresh) {
    const user = await createUser();
    if (user && (await handOver(user, programs, folder))) return done(asUser(user));
  }
  return refused('database-root', { folder, detail: trouble });
}

async function chooseOrdinary(
  programs: Programs,
  folder: string,
  ours: boolean,
): Promise<Result<Identity>> {
  if (!ours) return refused('database-folder-foreign', { folder });
  const self = process.getuid?.() ?? 0;
  const named = process.platform !== 'linux' || systemUsers().some(({ uid }) => uid === self);
  if (named) return done(ourselves);
  // An id without a name, as containers like to hand out; a directory service may still know it.
  const namespace = namespaced();
  const trouble = await cannotWork(namespace, programs, folder);
  return done(trouble === undefined ? namespace : ourselves);
}

/** Says why `identity` cannot run the programs on the folder, if it cannot. */
async function cannotWork(
  identity: Identity,
  programs: Programs,
  folder: string,
): Promise<string | undefined> {
  const script = 'test -w "$1" && test -x "$1" && exec "$2" --version >/dev/null';
  return runAs(identity, ['/bin/sh', '-c', script, 'sh', folder, programs.postgres]);
}

async function handOver(user: SystemUser, programs: Programs, folder: string): Promise<boolean> {
  await chown(folder, user.uid, user.gid);
  if ((await cannotWork(asUser(user), programs, folder)) === undefined) return true;
  await chown(folder, 0, 0);
  return false;
}

async function createUser(): Promise<SystemUser | undefined> {
  const name = 'rapporteur';
  const existing = () => systemUsers().find((user) => user.name === name);
  if (!existing()) {
    await runAs(ourselves, ['useradd', '--system', '--no-create-home', '--user-group', name]);
  }
  if (!existing()) await runAs(ourselves, ['adduser', '-S', '-D', '-H', name]);
  return existing();
}

function asUser({ uid, gid }: SystemUser): Identity {
  return { ids: { uid, gid }, prefix: [] };
}
