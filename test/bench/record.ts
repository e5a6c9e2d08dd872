import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { sql } from 'kysely';
import type pg from 'pg';
import { type Database, openDatabase } from '#db/open.ts';
import type { Draft, Projector } from '#record/entry.ts';
import { createRecord, type Record } from '#record/record.ts';
import type { BenchRow } from './bench-row.ts';

const seconds = 1.2;
const rounds = 3;
const replayed = 100_000;
const author = { actor: 'member:bench', onBehalf: 'party:bench' };
const draft: Draft = {
  verb: 'bench.noted',
  subject: 'subject-1',
  payload: { amount: 12, note: 'What was said, in about a hundred characters. '.repeat(2) },
};

const projector: Projector = {
  tables: ['bench_note'],
  async apply(tx, entries) {
    await sql`
      insert into bench_note (group_id, seq, amount, note)
      select * from unnest(
        ${entries.map(({ groupId }) => groupId)}::text[],
        ${entries.map(({ seq }) => seq)}::bigint[],
        ${entries.map(({ payload }) => payload?.['amount'])}::int[],
        ${entries.map(({ payload }) => payload?.['note'])}::text[])`.execute(tx);
  },
};

/**
 * Appends per second with hash chain, projection and notification, beside bare inserts of the same
 * rows by as many writers, each on a connection of its own; and entries replayed per second. On
 * an embedded PostgreSQL of its own that waits for the disk as always.
 */
export async function bench(): Promise<BenchRow[]> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rapporteur-bench-'));
  const opened = await openDatabase({
    dataDir,
    role: 'server',
    log: () => undefined,
    settings: { max_connections: '120' },
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.reason));
  const db = opened.value;
  try {
    await sql`create table bench_note (group_id text, seq bigint, amount int, note text,
      primary key (group_id, seq))`.execute(db.kysely);
    await sql`create table bench_bare (like entry including all)`.execute(db.kysely);
    const record = createRecord({ db, projector, now: () => new Date() });
    const rows: BenchRow[] = [];
    for (const [writers, groups, target] of cases) {
      rows.push(await compare(db, record, writers, groups, target));
    }
    rows.push(...(await replay(db, record)));
    await record.idle();
    return rows;
  } finally {
    await db.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

const cases: readonly (readonly [writers: number, groups: number, target: number | undefined])[] = [
  [1, 1, 0.6],
  [10, 1, 1],
  [50, 1, 2],
  [1, 50, undefined],
  [10, 50, undefined],
  [50, 50, undefined],
];

async function compare(
  db: Database,
  record: Record,
  writers: number,
  groups: number,
  target: number | undefined,
): Promise<BenchRow> {
  const run = randomUUID().slice(0, 8);
  const group = (index: number): string => `${run}-${index % groups}`;
  const clients = await Promise.all(Array.from({ length: writers }, () => db.connect()));
  // Taken in turns, so that what else the machine does weighs on both.
  const ours: number[] = [];
  const bare: number[] = [];
  let number = 0;
  for (let round = 0; round < rounds; round++) {
    bare.push(await perSecond(writers, (w) => insertBare(clients[w], group(w), ++number)));
    let turn = 0;
    ours.push(
      await perSecond(writers, async (w) => {
        const to = writers < groups ? group(turn++) : group(w);
        const result = await record.append(to, author, [draft]);
        if (!result.ok) throw new Error(result.reason.code);
      }),
    );
  }
  await Promise.all(clients.map((client) => client.end()));
  const [a, b] = [median(ours), median(bare)];
  const place = groups === 1 ? 'one group' : 'fifty groups';
  return {
    name: `record: ${writers} ${writers === 1 ? 'writer' : 'writers'} in ${place}`,
    ours: a,
    yardstick: b,
    unit: 'appends/s beside bare inserts/s',
    ratio: a / b,
    ...(target !== undefined && { target: `>= ${target}` }),
  };
}

async function insertBare(client: pg.Client | undefined, group: string, seq: number) {
  await client?.query(
    `insert into bench_bare values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      group,
      seq,
      new Date(),
      author.actor,
      author.onBehalf,
      draft.verb,
      draft.subject,
      1,
      JSON.stringify(draft.payload),
      'a'.repeat(64),
      'b'.repeat(64),
      'c'.repeat(64),
    ],
  );
}

async function perSecond(writers: number, act: (writer: number) => Promise<void>): Promise<number> {
  let count = 0;
  const begun = performance.now();
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      while (performance.now() - begun < seconds * 1_000) {
        await act(writer);
        count++;
      }
    }),
  );
  return (count * 1_000) / (performance.now() - begun);
}

/** Replayed onto temporary tables, as time travel and verification do, and in place, as a rebuild. */
async function replay(db: Database, record: Record): Promise<BenchRow[]> {
  const group = 'replayed';
  const drafts = Array.from({ length: 500 }, () => draft);
  for (let i = 0; i < replayed / drafts.length; i++) await record.append(group, author, drafts);
  await sql`vacuum analyze entry`.execute(db.kysely);
  const apart: number[] = [];
  const inPlace: number[] = [];
  for (let round = 0; round < rounds; round++) {
    apart.push(await timed(() => record.asOf(group, replayed, () => Promise.resolve())));
    // As autovacuum would have done between two rebuilds that are not seconds apart.
    await sql`vacuum bench_note`.execute(db.kysely);
    inPlace.push(await timed(() => record.rebuild(group)));
  }
  const row = (name: string, rates: readonly number[]): BenchRow => ({
    name,
    ours: median(rates),
    yardstick: 60_000,
    unit: 'entries/s beside the target',
    ratio: median(rates) / 60_000,
    target: '>= 1',
  });
  return [row('record: replay', apart), row('record: rebuild in place', inPlace)];
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await act();
  return (replayed * 1_000) / (performance.now() - begun);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  for (const { name, ours, yardstick, ratio, target } of await bench()) {
    const figures = `${Math.round(ours)} / ${Math.round(yardstick)} = ${ratio.toFixed(2)}`;
    console.log(`${name.padEnd(40)} ${figures}${target ? ` (target ${target})` : ''}`);
  }
}
