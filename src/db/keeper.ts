import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { done, type Result } from '#core/result.ts';
import type { Address } from './connection.ts';
import { isDatabaseGone } from './gone.ts';
import { type Role, takeSession } from './session.ts';

/** Where a database is, and what it takes to have it running. */
export interface Place {
  readonly address: Address;
  readonly ownerLock: string;
  /** Starts what does not run. Nothing to do for a server that others look after. */
  ensure(): Promise<Result<undefined>>;
}

/** Keeps our session with the database: when it breaks, sees to the database and takes it anew. */
export interface Keeper {
  session(): pg.Client;
  /** Stops keeping; the session stays open until its owner ends it. */
  let(): void;
}

export async function keepSession(
  place: Place,
  role: Role,
  log: (message: string) => void,
): Promise<Result<Keeper>> {
  const first = await take(place, role);
  if (!first.ok) return first;
  let session = first.value;
  let kept = true;
  const watch = (client: pg.Client): void => {
    client.once('end', () => {
      if (!kept) return;
      log('The database has gone away; seeing to it.');
      void restore();
    });
  };
  const restore = async (): Promise<void> => {
    for (let wait = 50; kept; wait = Math.min(wait * 2, 5_000)) {
      const again = await take(place, role).catch((error: unknown) => String(error));
      if (typeof again === 'object' && again.ok) {
        session = again.value;
        if (!kept) return void session.end();
        watch(session);
        log('The database is back.');
        return;
      }
      log(`Not back yet: ${typeof again === 'string' ? again : JSON.stringify(again.reason)}`);
      await sleep(wait, undefined, { ref: false });
    }
  };
  watch(session);
  return done({ session: () => session, let: () => (kept = false) });
}

async function take(place: Place, role: Role): Promise<Result<pg.Client>> {
  for (let tries = 0; ; tries++) {
    const running = await place.ensure();
    if (!running.ok) return running;
    try {
      const session = await takeSession(place.address, role, place.ownerLock);
      if (!session.ok) return session;
      if (session.value) return done(session.value);
    } catch (error) {
      // Stopped by its last user between our looking and our coming.
      if (!isDatabaseGone(error) || tries > 100) throw error;
    }
    await sleep(50);
  }
}
