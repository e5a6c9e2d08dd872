import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '#db/open.ts';

/** The channel on which processes tell each other which groups have new entries. */
export const channel = 'rapporteur';

/** PostgreSQL takes a little under 8,000 bytes in one notification. */
const longest = 7_000;
const pause = 25;

export interface Announcer {
  announce(groupId: string): void;
  /** Resolves when all that was announced has gone out. */
  idle(): Promise<void>;
}

/**
 * Tells other processes of new entries. Outside the writing transaction, because a NOTIFY holds a
 * lock on the whole database through its commit; and merged: what comes while one is on its way,
 * or within 25 ms after it, goes with the next. One that is lost only delays, for followers sweep.
 */
export function createAnnouncer(db: Database): Announcer {
  const waiting = new Set<string>();
  let sending: Promise<void> | undefined;

  async function send(): Promise<void> {
    while (waiting.size > 0) {
      const groups = [...waiting];
      waiting.clear();
      for (const payload of packed(groups)) await notify(db, payload);
      await sleep(pause);
    }
    sending = undefined;
  }

  return {
    announce(groupId) {
      waiting.add(groupId);
      sending ??= send();
    },
    async idle() {
      await sending;
    },
  };
}

async function notify(db: Database, payload: string): Promise<void> {
  const text = payload.replaceAll("'", "''");
  try {
    // Nothing durable is said, so nothing need be waited for on disk.
    await db.pool.query(
      `begin; set local synchronous_commit = off; select pg_notify('${channel}', '${text}'); commit`,
    );
  } catch {
    // Lost, then: the entries are safe, and followers elsewhere find them at their next sweep.
  }
}

/** Group ids one to a line, in as few notifications as hold them. */
function packed(groups: readonly string[]): string[] {
  const payloads: string[] = [];
  for (const group of groups) {
    const last = payloads.at(-1);
    if (last !== undefined && Buffer.byteLength(last) + Buffer.byteLength(group) < longest) {
      payloads[payloads.length - 1] = `${last}\n${group}`;
    } else {
      payloads.push(group);
    }
  }
  return payloads;
}
