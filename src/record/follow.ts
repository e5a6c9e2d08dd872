import { setTimeout as sleep } from 'node:timers/promises';
import type { Kysely } from 'kysely';
import { isDatabaseGone } from '#db/gone.ts';
import type { Schema } from '#db/schema.ts';
import type { Entry, Upgrade } from './entry.ts';
import { readEntries } from './read.ts';
import type { Watch } from './watch.ts';

const batchSize = 500;

/** What following needs: the tables, what wakes it, and today's shapes. */
export interface Following {
  readonly db: Kysely<Schema>;
  readonly watch: Watch;
  readonly upgrade: Upgrade;
}

/**
 * A group's entries after number `after`: first those that are there, then each as it comes, in
 * order, none twice, none left out, until `signal` aborts. Outlives a database that goes away.
 */
export async function* follow(
  { db, watch, upgrade }: Following,
  groupId: string,
  after: number,
  signal: AbortSignal,
): AsyncGenerator<Entry, void, undefined> {
  // Awake before the first look, so that what comes between looking and waiting is not missed.
  const bell = createBell(signal);
  const leave = watch.add((woken) => {
    if (woken === groupId) bell.ring();
  }, signal);
  try {
    for (let last = after; !signal.aborted;) {
      bell.silence();
      const entries = await readPatiently(db, groupId, last, signal);
      for (const entry of entries) {
        if (signal.aborted) return;
        last = entry.seq;
        yield upgrade(entry);
      }
      if (entries.length < batchSize) await bell.heard();
    }
  } finally {
    leave();
    bell.remove();
  }
}

/**
 * The entries of all groups: of each those after its number in `after`, in order; groups not
 * named there from their first entry. Between groups there is no order.
 */
export async function* followAll(
  { db, watch, upgrade }: Following,
  after: ReadonlyMap<string, number>,
  signal: AbortSignal,
): AsyncGenerator<Entry, void, undefined> {
  const bell = createBell(signal);
  const last = new Map(after);
  const woken = new Set<string>();
  const leave = watch.add((groupId) => {
    woken.add(groupId);
    bell.ring();
  }, signal);
  try {
    // The first sweep of a new watch wakes every group; of one that runs already, we do.
    for (const groupId of await groupsOf(db, signal)) woken.add(groupId);
    while (!signal.aborted) {
      bell.silence();
      for (const groupId of woken) {
        // Asleep before the look, so that what comes during it wakes the group again.
        woken.delete(groupId);
        const entries = await readPatiently(db, groupId, last.get(groupId) ?? 0, signal);
        if (entries.length === batchSize) woken.add(groupId);
        for (const entry of entries) {
          if (signal.aborted) return;
          last.set(groupId, entry.seq);
          yield upgrade(entry);
        }
      }
      if (woken.size === 0) await bell.heard();
    }
  } finally {
    leave();
    bell.remove();
  }
}

async function groupsOf(db: Kysely<Schema>, signal: AbortSignal): Promise<readonly string[]> {
  const rows = await patiently(signal, () => db.selectFrom('head').select('group_id').execute());
  return (rows ?? []).map((row) => row.group_id);
}

async function readPatiently(
  db: Kysely<Schema>,
  groupId: string,
  after: number,
  signal: AbortSignal,
): Promise<readonly Entry[]> {
  const read = () => readEntries(db, groupId, { after, limit: batchSize });
  return (await patiently(signal, read)) ?? [];
}

/** Tries until the database is there; undefined when `signal` aborts first. */
async function patiently<T>(signal: AbortSignal, act: () => Promise<T>): Promise<T | undefined> {
  while (!signal.aborted) {
    try {
      return await act();
    } catch (error) {
      if (!isDatabaseGone(error)) throw error;
      await sleep(200, undefined, { signal }).catch(() => undefined);
    }
  }
  return undefined;
}

/** Rung at any time, heard by one who waits then or later; an abort rings it for ever. */
interface Bell {
  ring(): void;
  silence(): void;
  heard(): Promise<void>;
  remove(): void;
}

function createBell(signal: AbortSignal): Bell {
  let rung = false;
  let wakeUp: (() => void) | undefined;
  const ring = (): void => {
    rung = true;
    wakeUp?.();
  };
  signal.addEventListener('abort', ring, { once: true });
  return {
    ring,
    silence: () => (rung = false),
    async heard() {
      if (rung || signal.aborted) return;
      await new Promise<void>((resolve) => (wakeUp = resolve));
      wakeUp = undefined;
    },
    remove: () => signal.removeEventListener('abort', ring),
  };
}
