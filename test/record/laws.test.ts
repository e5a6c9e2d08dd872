import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { refused, type Result } from '#core/result.ts';
import type { Appended } from '#record/batch.ts';
import { createRecord, type Record } from '#record/record.ts';
import { connectTo, testDatabase, type TestDatabase } from '../database.ts';
import { balances, ledgerProjector, makeLedger, moved, movements } from './ledger.ts';

let db: TestDatabase;
let second: ReturnType<typeof connectTo>;
/** Two writers that share nothing but the database, as two processes do. */
let records: readonly Record[];
let groups = 0;

beforeAll(async () => {
  db = await testDatabase();
  await makeLedger(db.kysely);
  second = connectTo(db.address);
  records = [db, second].map((each) =>
    createRecord({ db: each, projector: ledgerProjector, now: () => new Date() }),
  );
});
afterAll(async () => {
  await Promise.all(records.map((record) => record.idle()));
  await second.close();
  await db.close();
});

interface Deed {
  readonly writer: 0 | 1;
  readonly kind: 'append' | 'change' | 'refuse' | 'throw' | 'overdraw' | 'expect';
  readonly account: string;
  readonly amounts: readonly number[];
  readonly pause: number;
}

const deed: fc.Arbitrary<Deed> = fc.record({
  writer: fc.constantFrom(0, 1),
  kind: fc.constantFrom('append', 'append', 'change', 'refuse', 'throw', 'overdraw', 'expect'),
  account: fc.constantFrom('a', 'b', 'c'),
  amounts: fc.array(fc.nat(9), { minLength: 1, maxLength: 3 }),
  pause: fc.nat(4),
});

/** Every deed's amounts carry a mark by which its entries are known again. */
async function perform(each: Deed, group: string, mark: string): Promise<Result<Appended>> {
  const record = records[each.writer] as Record;
  const author = { actor: `member:${mark}` };
  const drafts = each.amounts.map((amount) => moved(each.account, amount, mark));
  await sleep(each.pause);
  switch (each.kind) {
    case 'append':
      return record.append(group, author, drafts);
    case 'expect':
      return record.append(group, author, drafts, {
        expectedSeq: (await record.head(group)).seq,
      });
    case 'overdraw':
      return record.append(group, author, [...drafts, moved(each.account, -100_000, mark)]);
    case 'change':
      return record.change(group, author, async (tx) => {
        const before = await balances(tx, group);
        const sum = Object.values(before).reduce((a, b) => a + b, 0);
        return { ok: true, value: 0, entries: [moved('sums', sum % 7, mark), ...drafts] };
      });
    case 'refuse':
      return record.change(group, author, async () => refused('no'));
    case 'throw':
      return record.change(group, author, () => Promise.reject(new Error('a bug')));
  }
}

test('any interleaving of writers leaves one gapless, sound record and its projection', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(deed, { minLength: 1, maxLength: 40 }), async (deeds) => {
      const group = `l${++groups}`;
      const outcomes = await Promise.allSettled(
        deeds.map((each, index) => perform(each, group, `m${index}`)),
      );
      const [record] = records as [Record];
      const entries = await record.read(group);

      expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));

      const kept = new Map(entries.map((entry) => [entry.seq, entry]));
      let acknowledged = 0;
      for (const [index, outcome] of outcomes.entries()) {
        const own = entries.filter(({ actor }) => actor === `member:m${index}`);
        if (outcome.status === 'fulfilled' && outcome.value.ok) {
          acknowledged += own.length;
          expect(outcome.value.value.entries).toEqual(own);
          expect(own.at(-1)).toBe(kept.get(outcome.value.value.seq));
        } else {
          expect(own).toEqual([]);
        }
        if (outcome.status === 'rejected') {
          expect(['throw', 'overdraw']).toContain(deeds[index]?.kind);
        }
      }
      expect(acknowledged).toBe(entries.length);

      expect(await record.verify(group)).toMatchObject({
        entries: entries.length,
        problems: [],
        projection: 'equal',
      });
    }),
    { numRuns: 40 },
  );
}, 120_000);

test('the projection as of any entry is that of a record that ends there', async () => {
  const moves = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.nat(9)), {
    minLength: 1,
    maxLength: 12,
  });
  await fc.assert(
    fc.asyncProperty(moves, fc.nat(), async (all, pick) => {
      const [record] = records as [Record];
      const [long, short] = [`t${++groups}`, `t${++groups}`];
      const seq = pick % (all.length + 1);
      const drafts = all.map(([name, amount]) => moved(name, amount));
      await record.append(long, { actor: 'system' }, drafts);
      await record.append(short, { actor: 'system' }, drafts.slice(0, seq));
      const strip = (rows: readonly unknown[]) =>
        rows.map((row) => ({ ...(row as object), group_id: '', at: '' }));
      const then = await record.asOf(long, seq, async (tx) => ({
        balances: await balances(tx, long),
        movements: strip(await movements(tx, long)),
      }));
      expect(then).toEqual({
        balances: await balances(db.kysely, short),
        movements: strip(await movements(db.kysely, short)),
      });
    }),
    { numRuns: 30 },
  );
});
