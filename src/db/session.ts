import type pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import { done, refused, type Result } from '#core/result.ts';
import { type Address, connectClient } from './connection.ts';

/** Held in common by all who use a database, alone by the one who ends it. */
const useLock = '7021660041';

/** How long a second server waits for a first one that may be about to end, in milliseconds. */
const patience = 4_000;

export type Role = 'server' | 'command';

/**
 * A connection of our own that says, by the locks it holds, that the database is in use and, for
 * a server, whose it is. PostgreSQL gives the locks back when the process ends, however it ends.
 * `undefined`: the database is being stopped by the last who used it; start it and try again.
 */
export async function takeSession(
  address: Address,
  role: Role,
  ownerLock: string,
): Promise<Result<pg.Client | undefined>> {
  const name = `rapporteur${role === 'command' ? ' command' : ''} ${process.pid}`;
  const client = await connectClient(address, name);
  const taken = await takeLocks(client, role, ownerLock).catch(async (error: unknown) => {
    await client.end().catch(() => undefined);
    throw error;
  });
  if (taken.ok && taken.value) return done(client);
  await client.end();
  return taken.ok ? done(undefined) : taken;
}

async function takeLocks(
  client: pg.Client,
  role: Role,
  ownerLock: string,
): Promise<Result<boolean>> {
  if (!(await ask(client, `pg_try_advisory_lock_shared(${useLock})`))) return done(false);
  if (role === 'command') return done(true);
  const deadline = Date.now() + patience;
  while (!(await ask(client, `pg_try_advisory_lock(${ownerLock})`))) {
    if (Date.now() > deadline) {
      return refused('already-running', { pid: await ownerOf(client, ownerLock) });
    }
    await sleep(100);
  }
  return done(true);
}

/** Whether nobody else uses the database; from then on nobody can begin to. */
export async function isLastOut(session: pg.Client): Promise<boolean> {
  await session.query(`select pg_advisory_unlock_shared(${useLock})`);
  return ask(session, `pg_try_advisory_lock(${useLock})`);
}

async function ask(client: pg.Client, expression: string): Promise<boolean> {
  const { rows } = await client.query<{ answer: boolean }>(`select ${expression} as answer`);
  return rows[0]?.answer === true;
}

/** The process that holds the lock, as its session is named; 0 when it has just gone. */
async function ownerOf(client: pg.Client, ownerLock: string): Promise<number> {
  const { rows } = await client.query<{ application_name: string }>(
    `select a.application_name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.granted and a.datname = current_database()
       and (l.classid::bigint << 32) + l.objid::bigint = ${ownerLock}`,
  );
  return Number(rows[0]?.application_name.replace(/\D/g, '') ?? 0);
}
