import type pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '#db/open.ts';
import { channel } from './announce.ts';

const sweepEvery = 2_000;

/** Called with a group that may have new entries. To be called in vain does no harm. */
export type Wake = (groupId: string) => void;

/** Tells who is interested which groups have new entries, from this process or another. */
export interface Watch {
  /** From now until the returned function is called, or `signal` aborts. */
  add(wake: Wake, signal: AbortSignal): () => void;
  /** Tells of entries that this process has just committed, without the way round. */
  committed(groupId: string): void;
}

/**
 * One connection listens for all, for as long as anyone is interested. Since a notification can
 * be lost, with the connection or with a process between commit and NOTIFY, the heads are also
 * compared every two seconds, and after each new connection, once it listens.
 */
export function createWatch(db: Database): Watch {
  const wakes = new Set<Wake>();
  const heads = new Map<string, number>();
  let running = false;
  let interest = new AbortController();

  const tell = (groupId: string): void => {
    for (const wake of wakes) wake(groupId);
  };

  async function listen(signal: AbortSignal): Promise<void> {
    const client = await db.connect();
    try {
      const broken = new Promise<'broken'>((resolve) => {
        client.once('end', () => resolve('broken'));
      });
      client.on('notification', ({ payload = '' }) => payload.split('\n').forEach(tell));
      await client.query(`listen ${channel}`);
      for (;;) {
        await sweep(client);
        const rest = sleep(sweepEvery, undefined, { signal }).catch(() => 'ended' as const);
        const next = await Promise.race([broken, rest]);
        if (next === 'broken' || signal.aborted) return;
      }
    } finally {
      await client.end().catch(() => undefined);
    }
  }

  async function sweep(client: pg.Client): Promise<void> {
    const { rows } = await client.query<{ group_id: string; seq: number }>(
      'select group_id, seq from head',
    );
    for (const { group_id, seq } of rows) {
      if (heads.get(group_id) === seq) continue;
      heads.set(group_id, seq);
      tell(group_id);
    }
  }

  async function run(): Promise<void> {
    running = true;
    while (wakes.size > 0) {
      const { signal } = interest;
      // Whatever broke, the cure is the same: connect again, listen, sweep.
      await listen(signal).catch(() => undefined);
      if (wakes.size > 0) await sleep(200, undefined, { signal }).catch(() => undefined);
    }
    heads.clear();
    running = false;
  }

  return {
    add(wake, signal) {
      const leave = (): void => {
        signal.removeEventListener('abort', leave);
        if (wakes.delete(wake) && wakes.size === 0) interest.abort();
      };
      if (signal.aborted) return leave;
      wakes.add(wake);
      if (wakes.size === 1) interest = new AbortController();
      signal.addEventListener('abort', leave);
      if (!running) void run();
      return leave;
    },
    committed: tell,
  };
}
