import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refused } from '#core/result.ts';
import { noHash, sealedText, sha256 } from '#record/hash.ts';
import { createRecord, type Record } from '#record/record.ts';
import { testDatabase, type TestDatabase } from '../database.ts';
import { balances, ledgerProjector, makeLedger, moved, movements } from './ledger.ts';

const author = { actor: 'member:ann', onBehalf: 'party:invented' };
let db: TestDatabase;
let record: Record;
let clock = Date.UTC(2030, 0, 1, 12, 0, 0, 123);

beforeAll(async () => {
  db = await testDatabase();
  await makeLedger(db.kysely);
  record = createRecord({ db, projector: ledgerProjector, now: () => new Date(clock++) });
});
afterAll(() => db.close());

let groups = 0;
const newGroup = (): string => `g${++groups}`;

describe('append', () => {
  test('the first entry of a group makes its head', async () => {
    const group = newGroup();
    expect(await record.head(group)).toEqual({ seq: 0, hash: noHash });
    const result = await record.append(group, author, [moved('a', 5, 'ünï 中文'), moved('a', 2)]);
    if (!result.ok) throw new Error(result.reason.code);
    expect(result.value.seq).toBe(2);
    const [first, second] = result.value.entries;
    expect(first).toMatchObject({ groupId: group, seq: 1, previousHash: noHash, version: 1 });
    expect(first).toMatchObject({ actor: 'member:ann', onBehalf: 'party:invented' });
    expect(first?.at).toMatch(/^2030-01-01T12:00:\d\d\.\d{3}Z$/);
    expect(second?.previousHash).toBe(first?.hash);
    expect(await record.read(group)).toEqual(result.value.entries);
    expect(await record.head(group)).toEqual({ seq: 2, hash: second?.hash });
    expect(await balances(db.kysely, group)).toEqual({ a: 7 });
  });

  test('hashes can be checked with nothing but the stored row', async () => {
    const group = newGroup();
    await record.append(group, author, [moved('a', 5)]);
    const [entry] = await record.read(group);
    const row = await db.kysely
      .selectFrom('entry')
      .selectAll()
      .where('group_id', '=', group)
      .executeTakeFirstOrThrow();
    expect(row.payload).toBe('{"amount":5,"note":""}');
    expect(row.payload_hash).toBe(sha256('{"amount":5,"note":""}'));
    if (!entry) throw new Error('no entry');
    const { payload, hash, ...sealed } = entry;
    expect(payload).toEqual({ amount: 5, note: '' });
    expect(sha256(sealedText(sealed))).toBe(hash);
    expect(sealedText(sealed)).toBe(JSON.stringify(sealed, Object.keys(sealed).sort()));
  });

  test('the version of a payload is kept, and is 1 when none is given', async () => {
    const group = newGroup();
    await record.append(group, author, [moved('a', 1), { ...moved('a', 1), version: 3 }]);
    expect((await record.read(group)).map(({ version }) => version)).toEqual([1, 3]);
    expect((await record.verify(group)).problems).toEqual([]);
  });

  test('an expected number is checked in the turn of the append', async () => {
    const group = newGroup();
    await record.append(group, author, [moved('a', 1)], { expectedSeq: 0 });
    const both = await Promise.all([
      record.append(group, author, [moved('a', 1)], { expectedSeq: 1 }),
      record.append(group, author, [moved('a', 10)], { expectedSeq: 1 }),
    ]);
    expect(both.map(({ ok }) => ok)).toEqual([true, false]);
    expect(both[1]).toEqual(refused('version-conflict', { expected: 1, head: 2 }));
    expect(await balances(db.kysely, group)).toEqual({ a: 2 });
  });

  test('a refused payload takes no number', async () => {
    const group = newGroup();
    const results = await Promise.all([
      record.append(group, author, [moved('a', Number.NaN)]),
      record.append(group, author, [moved('a', 1, 'a\0b')]),
      record.append(group, author, [moved('a\uD800', 1)]),
      record.append(group, author, [moved('a', 1)]),
    ]);
    expect(results.map((each) => (each.ok ? 'ok' : each.reason))).toEqual([
      { code: 'payload-number', path: 'amount' },
      { code: 'payload-text', path: 'note' },
      { code: 'payload-text', path: 'subject' },
      'ok',
    ]);
    expect((await record.head(group)).seq).toBe(1);
  });

  test('one failing append never harms its neighbours in the batch', async () => {
    const group = newGroup();
    const results = await Promise.allSettled(
      Array.from({ length: 40 }, (_, i) =>
        record.append(group, author, [moved(`a${i}`, i % 10 === 7 ? -1 : 1)]),
      ),
    );
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(4);
    const found = await record.verify(group);
    expect(found).toMatchObject({ entries: 36, problems: [], projection: 'equal' });
    expect(Object.keys(await balances(db.kysely, group))).toHaveLength(36);
  });
});

describe('change', () => {
  test('names as author whom the decision found to act', async () => {
    const group = newGroup();
    const found = { actor: 'member:bob' };
    await record.change(group, author, async () =>
      Promise.resolve({ ok: true, entries: [moved('a', 1)], value: undefined, author: found }),
    );
    expect(await record.read(group)).toMatchObject([{ actor: 'member:bob', onBehalf: null }]);
  });

  test('decides on what the tables hold at that moment', async () => {
    const group = newGroup();
    await record.append(group, author, [moved('a', 5)]);
    const take = () =>
      record.change(group, author, async (tx, head) => {
        const { a = 0 } = await balances(tx, group);
        return a > 0
          ? { ok: true, entries: [moved('a', -1)], value: { was: a, head: head.seq } }
          : refused('empty');
      });
    const results = await Promise.all(Array.from({ length: 9 }, take));
    expect(results.filter(({ ok }) => ok)).toHaveLength(5);
    expect(results[0]).toMatchObject({ ok: true, value: { value: { was: 5, head: 1 }, seq: 2 } });
    expect(results[8]).toEqual(refused('empty'));
    expect(await balances(db.kysely, group)).toEqual({ a: 0 });
    expect((await record.head(group)).seq).toBe(6);
  });

  test('what is refused, or throws, leaves no trace; alone or among others', async () => {
    const group = newGroup();
    await record.append(group, author, [moved('a', 5)]);
    const meddle = (how: 'refuse' | 'throw' | 'sql') =>
      record.change(group, author, async (tx) => {
        await sql`update account set balance = 999 where group_id = ${group}`.execute(tx);
        if (how === 'throw') throw new Error('a bug');
        if (how === 'sql') await sql`select 1/0`.execute(tx);
        return refused('no');
      });
    expect(await meddle('refuse')).toEqual(refused('no'));
    await expect(meddle('throw')).rejects.toThrow('a bug');
    await expect(meddle('sql')).rejects.toThrow('division by zero');
    const together = await Promise.allSettled([
      meddle('refuse'),
      record.append(group, author, [moved('a', 1)]),
      meddle('throw'),
      record.append(group, author, [moved('a', -100)]),
      record.append(group, author, [moved('a', 1)]),
      meddle('sql'),
      record.change(group, author, async () => ({
        ok: true,
        entries: [moved('a', 1)],
        value: 'in',
      })),
    ]);
    expect(together.map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'rejected',
      'fulfilled',
      'rejected',
      'fulfilled',
    ]);
    expect(await balances(db.kysely, group)).toEqual({ a: 8 });
    expect(await record.verify(group)).toMatchObject({
      entries: 4,
      problems: [],
      projection: 'equal',
    });
  });

  test('a refused first change makes no group', async () => {
    const group = newGroup();
    await record.change(group, author, async () => refused('no'));
    const { rows } = await sql`select from head where group_id = ${group}`.execute(db.kysely);
    expect(rows).toHaveLength(0);
  });
});

describe('replay', () => {
  test('a rebuilt projection equals the live one, and repairs a damaged one', async () => {
    const group = newGroup();
    for (let i = 0; i < 5; i++) {
      await record.append(group, author, [moved('a', 2), moved('b', i)]);
    }
    const live = [await balances(db.kysely, group), await movements(db.kysely, group)];
    await sql`update account set balance = 1 where group_id = ${group}`.execute(db.kysely);
    await sql`delete from movement where group_id = ${group} and seq = 3`.execute(db.kysely);
    expect(await record.rebuild(group)).toBe(10);
    expect([await balances(db.kysely, group), await movements(db.kysely, group)]).toEqual(live);
  });

  test('the projection can be read as it stood after any entry', async () => {
    const group = newGroup();
    const other = newGroup();
    await record.append(other, author, [moved('x', 1)]);
    const expected: unknown[] = [{}];
    for (let i = 1; i <= 6; i++) {
      await record.append(group, author, [moved(`n${i % 2}`, i)]);
      expected.push(await balances(db.kysely, group));
    }
    const found = [];
    for (let seq = 0; seq <= 6; seq++) {
      found.push(await record.asOf(group, seq, (tx) => balances(tx, group)));
    }
    expect(found).toEqual(expected);
    expect(await record.asOf(group, 99, (tx) => balances(tx, group))).toEqual(expected[6]);
    expect(await balances(db.kysely, group)).toEqual(expected[6]);
    expect(await balances(db.kysely, other)).toEqual({ x: 1 });
  });

  test('payloads of an older version are read in the shape of today', async () => {
    const group = newGroup();
    const old = { verb: 'account.moved', subject: 'a', payload: { cents: 700 } };
    const upgrading = createRecord({
      db,
      projector: ledgerProjector,
      now: () => new Date(clock++),
      upgrade: (entry) =>
        entry.payload && 'cents' in entry.payload
          ? { ...entry, version: 2, payload: { amount: Number(entry.payload['cents']) / 100 } }
          : entry,
    });
    await upgrading.append(group, author, [old]);
    expect(await balances(db.kysely, group)).toEqual({ a: 7 });
    expect((await upgrading.read(group))[0]).toMatchObject({ version: 2, payload: { amount: 7 } });
    expect((await record.read(group))[0]).toMatchObject({ version: 1, payload: { cents: 700 } });
    expect(await upgrading.verify(group)).toMatchObject({ problems: [], projection: 'equal' });
  });
});

describe('withdraw', () => {
  test('the payload goes, the hash stays, the projection forgets', async () => {
    const group = newGroup();
    await record.append(group, author, [moved('a', 5), moved('secret', 3), moved('a', 1)]);
    const before = await record.read(group);
    const result = await record.withdraw(group, author, 2, 'A court said so.');
    expect(result).toMatchObject({ ok: true, value: { seq: 4 } });
    const after = await record.read(group);
    expect(after[1]).toEqual({ ...before[1], payload: null });
    expect(after[3]).toMatchObject({
      verb: 'record.payload-withdrawn',
      subject: '2',
      payload: { reason: 'A court said so.' },
    });
    expect(await balances(db.kysely, group)).toEqual({ a: 6 });
    const found = await record.verify(group);
    expect(found).toMatchObject({ withdrawn: [2], problems: [], projection: 'equal' });
  });

  test('refuses what cannot be withdrawn', async () => {
    const group = newGroup();
    await record.append(group, author, [moved('a', 5)]);
    await record.withdraw(group, author, 1, 'why');
    const codes = [];
    for (const seq of [1, 2, 9]) {
      const result = await record.withdraw(group, author, seq, 'why');
      codes.push(result.ok || result.reason.code);
    }
    expect(codes).toEqual(['payload-already-withdrawn', 'withdrawal-stays', 'entry-unknown']);
    expect((await record.head(group)).seq).toBe(2);
  });
});
