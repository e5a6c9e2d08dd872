import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Entry } from '#record/entry.ts';
import { createRecord, type Record } from '#record/record.ts';
import { connectTo, testDatabase, type TestDatabase } from '../database.ts';
import { ledgerProjector, makeLedger, moved } from './ledger.ts';

const author = { actor: 'system' };
const now = (): Date => new Date();
let db: TestDatabase;
let record: Record;
/** As another process would have it: own connections, own queues, own listener. */
let elsewhere: Record;
let away: ReturnType<typeof connectTo>;

beforeAll(async () => {
  db = await testDatabase();
  await makeLedger(db.kysely);
  away = connectTo(db.address);
  record = createRecord({ db, projector: ledgerProjector, now });
  elsewhere = createRecord({ db: away, projector: ledgerProjector, now });
});
afterAll(async () => {
  await elsewhere.idle();
  await record.idle();
  await away.close();
  await db.close();
});

/** Collects what an iteration yields until it holds `count`, or a time has passed. */
async function collect(
  start: (signal: AbortSignal) => AsyncIterable<Entry>,
  count: number,
  during: () => Promise<unknown>,
): Promise<readonly Entry[]> {
  const ending = new AbortController();
  const found: Entry[] = [];
  const timer = setTimeout(() => ending.abort(), 15_000);
  const reading = (async () => {
    for await (const entry of start(ending.signal)) {
      found.push(entry);
      if (found.length >= count) break;
    }
  })();
  await during();
  await reading;
  clearTimeout(timer);
  ending.abort();
  return found;
}

const seqs = (entries: readonly Entry[]): number[] => entries.map(({ seq }) => seq);
const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);

async function many(writer: Record, group: string, count: number): Promise<void> {
  for (let i = 0; i < count; i++) await writer.append(group, author, [moved('a', 1)]);
}

test('what was there, then what comes: none twice, none left out, from any process', async () => {
  await many(record, 'f1', 700);
  const found = await collect(
    (signal) => record.follow('f1', 50, signal),
    850,
    () => Promise.all([many(record, 'f1', 100), many(elsewhere, 'f1', 100)]),
  );
  expect(seqs(found)).toEqual(range(51, 900));
});

test('an entry from another process comes at once, not with the next sweep', async () => {
  const ending = new AbortController();
  await many(record, 'f2', 1);
  const entries = record.follow('f2', 0, ending.signal)[Symbol.asyncIterator]();
  await entries.next();
  await sleep(300);
  const delays: number[] = [];
  for (let i = 0; i < 5; i++) {
    const next = entries.next();
    const begun = performance.now();
    await elsewhere.append('f2', author, [moved('a', 1)]);
    await next;
    delays.push(performance.now() - begun);
    await sleep(30);
  }
  ending.abort();
  expect(Math.min(...delays)).toBeLessThan(500);
});

test('a lost notification only delays', async () => {
  const found = await collect(
    (signal) => record.follow('f3', 0, signal),
    3,
    async () => {
      await sleep(200);
      // Written behind the back of every process: nobody is told.
      const lost = () => Promise.reject(new Error('lost'));
      const pool = Object.create(away.pool, { query: { value: lost } }) as typeof away.pool;
      const silent = createRecord({ db: { ...away, pool }, projector: ledgerProjector, now });
      await many(silent, 'f3', 3);
    },
  );
  expect(seqs(found)).toEqual([1, 2, 3]);
});

test('following goes on when its connections were cut', async () => {
  const found = await collect(
    (signal) => record.follow('f4', 0, signal),
    40,
    async () => {
      await many(elsewhere, 'f4', 20);
      await sql`select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and pid <> pg_backend_pid()`
        .execute(away.kysely)
        .catch(() => undefined);
      await sleep(50);
      await many(elsewhere, 'f4', 20);
    },
  );
  expect(seqs(found)).toEqual(range(1, 40));
});

test('all groups can be followed, each from its own number', async () => {
  await many(record, 'f5', 4);
  await many(record, 'f6', 3);
  const heads = await db.kysely.selectFrom('head').select(['group_id', 'seq']).execute();
  const after = new Map(heads.map(({ group_id, seq }) => [group_id, seq]));
  after.set('f5', 2).set('f6', 3);
  const found = await collect(
    (signal) => record.followAll(after, signal),
    7,
    () => Promise.all([many(elsewhere, 'f6', 2), many(record, 'f7', 3)]),
  );
  const of = (group: string) => seqs(found.filter(({ groupId }) => groupId === group));
  expect([of('f5'), of('f6'), of('f7')]).toEqual([
    [3, 4],
    [4, 5],
    [1, 2, 3],
  ]);
});

test('an abort ends the iteration, and the last one gone ends the listening', async () => {
  const ending = new AbortController();
  await many(record, 'f8', 1);
  const seen: number[] = [];
  const reading = (async () => {
    for await (const { seq } of record.follow('f8', 0, ending.signal)) seen.push(seq);
  })();
  const listening = async () => {
    const { rows } = await sql<{ count: number }>`select count(*) from pg_stat_activity
      where datname = current_database() and query = 'select group_id, seq from head'`.execute(
      db.kysely,
    );
    return rows[0]?.count;
  };
  await sleep(300);
  expect(await listening()).toBe(1);
  ending.abort();
  await reading;
  expect(seen).toEqual([1]);
  await sleep(300);
  expect(await listening()).toBe(0);
});
