import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import { done, type Result } from '#core/result.ts';
import { type Address, connectClient, createPool } from './connection.ts';
import { makeDataDir } from './data-dir.ts';
import { type Cluster, databaseName, openCluster } from './embedded/cluster.ts';
import { ensureRunning } from './embedded/start.ts';
import { stopCluster } from './embedded/stop.ts';
import { type Keeper, keepSession, type Place } from './keeper.ts';
import { migrate } from './migrate.ts';
import type { Schema } from './schema.ts';
import { reachServer } from './server-url.ts';
import { isLastOut, type Role } from './session.ts';

/** An open database. It may go away and come back: see `isDatabaseGone`. */
export interface Database {
  readonly kysely: Kysely<Schema>;
  readonly pool: pg.Pool;
  /** A connection outside the pool, for LISTEN. Its `end` event tells that it broke. */
  connect(): Promise<pg.Client>;
  /** Gives everything back, and stops PostgreSQL if it is ours to stop. May be called twice. */
  close(): Promise<void>;
}

export interface DatabaseOptions {
  readonly dataDir: string;
  /** A server of PostgreSQL 15 or later to use in place of the embedded one. */
  readonly databaseUrl?: string | undefined;
  /** A server has the data directory to itself; commands may share it with a server. */
  readonly role: Role;
  readonly log: (message: string) => void;
  /** Settings of the embedded PostgreSQL beside its own, for tests that need no durable disk. */
  readonly settings?: Readonly<Record<string, string>>;
}

const embeddedOwnerLock = '7021660042';

/** Opens the database, starting and making what is not there, with its tables up to date. */
export async function openDatabase(options: DatabaseOptions): Promise<Result<Database>> {
  return options.databaseUrl ? openServer(options, options.databaseUrl) : openEmbedded(options);
}

async function openServer(options: DatabaseOptions, url: string): Promise<Result<Database>> {
  const address = await reachServer(url);
  if (!address.ok) return address;
  // Several nodes may serve one database; what only one may serve is a data directory of a host.
  const folder = await makeDataDir(options.dataDir);
  if (!folder.ok) return folder;
  const owned = `${hostname()}:${await realpath(folder.value)}`;
  const ownerLock = createHash('sha256').update(owned).digest().readBigUInt64BE() >> 2n;
  const place: Place = {
    address: address.value,
    ownerLock: String(ownerLock),
    ensure: () => Promise.resolve(done()),
  };
  return assemble(options, place, async (keeper) => {
    await keeper
      .session()
      .end()
      .catch(() => undefined);
  });
}

async function openEmbedded(options: DatabaseOptions): Promise<Result<Database>> {
  const opened = await openCluster(options.dataDir, options.settings);
  if (!opened.ok) return opened;
  const cluster = opened.value;
  const place: Place = {
    address: cluster.address,
    ownerLock: embeddedOwnerLock,
    ensure: async () => {
      // A command's PostgreSQL is not bound to it: a server may have come to rely on it meanwhile.
      const running = await ensureRunning(cluster, options.role === 'server');
      if (running.ok) await makeDatabase(cluster.address);
      return running;
    },
  };
  const database = await assemble(options, place, (keeper) => leave(cluster, keeper, options.role));
  if (!database.ok) cluster.release();
  return database;
}

/** The server stops PostgreSQL when it ends; a command does when nobody else is using it. */
async function leave(cluster: Cluster, keeper: Keeper, role: Role): Promise<void> {
  const session = keeper.session();
  const last = role === 'server' || (await isLastOut(session).catch(() => false));
  if (last) await stopCluster(cluster);
  await session.end().catch(() => undefined);
  cluster.release();
}

async function assemble(
  { role, log }: DatabaseOptions,
  place: Place,
  leavePlace: (keeper: Keeper) => Promise<void>,
): Promise<Result<Database>> {
  const kept = await keepSession(place, role, log);
  if (!kept.ok) return kept;
  const keeper = kept.value;
  const name = `rapporteur pool ${process.pid}`;
  const pool = createPool(place.address, name);
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= closeAll());
  const closeAll = async (): Promise<void> => {
    keeper.let();
    // A connection that is never given back must not hold the shutdown for ever.
    await Promise.race([kysely.destroy(), sleep(5_000, undefined, { ref: false })]);
    await leavePlace(keeper);
  };
  try {
    const migrated = await migrate(kysely, keeper.session());
    if (!migrated.ok) {
      await close();
      return migrated;
    }
  } catch (error) {
    await close();
    throw error;
  }
  return done({ kysely, pool, connect: () => connectClient(place.address, name), close });
}

async function makeDatabase(address: Address): Promise<void> {
  const client = await connectClient({ ...address, database: 'postgres' }, 'rapporteur');
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [
      databaseName,
    ]);
    if (rowCount === 0) await client.query(`create database ${databaseName}`);
  } catch (error) {
    // Another start made it in the same moment: duplicate_database, or the index it is kept in.
    const { code } = error as { code?: string };
    if (code !== '42P04' && code !== '23505') throw error;
  } finally {
    await client.end();
  }
}
