import { join } from 'node:path';
import { done, type Result } from '#core/result.ts';
import type { Address } from '../connection.ts';
import { makeDataDir } from '../data-dir.ts';
import type { Identity } from './identity.ts';
import { initialise, superuser } from './initialise.ts';
import { findPrograms, type Programs } from './programs.ts';
import { reachSocket } from './socket.ts';

/** A data directory with all that is needed to run it and to reach it. */
export interface Cluster {
  readonly folder: string;
  readonly logFile: string;
  readonly programs: Programs;
  readonly identity: Identity;
  readonly address: Address;
  readonly settings: Readonly<Record<string, string>>;
  /** Gives back what reaching the socket took; the address is of no use afterwards. */
  release(): void;
}

export const databaseName = 'rapporteur';

/**
 * Prepares `DATA_DIR/postgres`, making it if it is not there.
 */
export async function openCluster(
  dataDir: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<Result<Cluster>> {
  const programs = await findPrograms();
  if (!programs.ok) return programs;
  const base = await makeDataDir(dataDir);
  if (!base.ok) return base;
  const folder = join(base.value, 'postgres');
  const identity = await initialise(programs.value, folder);
  if (!identity.ok) return identity;
  const { host, release } = reachSocket(folder);
  return done({
    folder,
    logFile: join(base.value, 'postgres.log'),
    programs: programs.value,
    identity: identity.value,
    address: { host, port: 5432, user: superuser, database: databaseName, ssl: false, options: '' },
    settings,
    release,
  });
}
