import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashOf, sha256 } from '#record/hash.ts';
import { createRecord, type Record } from '#record/record.ts';
import { testDatabase, type TestDatabase } from '../database.ts';
import { ledgerProjector, makeLedger, moved } from './ledger.ts';

let db: TestDatabase;
let record: Record;
let groups = 0;

beforeAll(async () => {
  db = await testDatabase();
  await makeLedger(db.kysely);
  record = createRecord({ db, projector: ledgerProjector, now: () => new Date(1_900_000_000_000) });
});
afterAll(() => db.close());

/** Five entries; `$` in a statement stands for the group. */
async function tampered(...statements: readonly string[]): Promise<string> {
  const group = `v${++groups}`;
  for (let i = 1; i <= 5; i++) {
    await record.append(group, { actor: 'system' }, [moved(`a${i % 2}`, i)]);
  }
  for (const statement of statements) {
    await sql.raw(statement.replaceAll('$', `'${group}'`)).execute(db.kysely);
  }
  return group;
}

const at = (seq: number) => `where group_id = $ and seq = ${seq}`;

const damage: readonly (readonly [string, readonly string[], readonly unknown[]])[] = [
  ['nothing', [], []],
  [
    'an altered payload',
    [`update entry set payload = '{"amount":2,"note":"x"}' ${at(2)}`],
    [{ seq: 2, kind: 'payload-altered' }],
  ],
  [
    'a payload that is no JSON any more',
    [`update entry set payload = 'oh' ${at(2)}`],
    [{ seq: 2, kind: 'payload-altered' }],
  ],
  [
    'another actor',
    [`update entry set actor = 'member:eve' ${at(3)}`],
    [{ seq: 3, kind: 'entry-altered' }],
  ],
  [
    'another party',
    [`update entry set on_behalf = 'party:x' ${at(3)}`],
    [{ seq: 3, kind: 'entry-altered' }],
  ],
  [
    'another time, by a millisecond',
    [`update entry set at = at + interval '1 millisecond' ${at(3)}`],
    [{ seq: 3, kind: 'entry-altered' }],
  ],
  [
    'another payload with its hash',
    [`update entry set payload = '{}', payload_hash = '${sha256('{}')}' ${at(4)}`],
    [{ seq: 4, kind: 'entry-altered' }],
  ],
  ['a missing entry', [`delete from entry ${at(3)}`], [{ seq: 3, kind: 'missing' }]],
  [
    'two missing at the end',
    [`delete from entry where group_id = $ and seq > 3`],
    [
      { seq: 4, kind: 'missing' },
      { seq: 5, kind: 'missing' },
    ],
  ],
  [
    'two entries exchanged',
    [
      `update entry set seq = 99 ${at(2)}`,
      `update entry set seq = 2 ${at(3)}`,
      `update entry set seq = 3 ${at(99)}`,
    ],
    [
      { seq: 2, kind: 'entry-altered' },
      { seq: 2, kind: 'link-broken' },
      { seq: 3, kind: 'entry-altered' },
      { seq: 3, kind: 'link-broken' },
      { seq: 4, kind: 'link-broken' },
    ],
  ],
  [
    'a head of another hash',
    [`update head set hash = repeat('a', 64) where group_id = $`],
    [{ seq: 5, kind: 'head-mismatch' }],
  ],
  [
    'a head that lags',
    [`update head set seq = 4 where group_id = $`],
    [{ seq: 4, kind: 'head-mismatch' }],
  ],
  [
    'a payload that vanished without an entry',
    [`update entry set payload = null ${at(2)}`],
    [{ seq: 2, kind: 'withdrawal-unrecorded' }],
  ],
];

test.each(damage)('%s is found in the chain', async (_name, statements, problems) => {
  const found = await record.verify(await tampered(...statements));
  expect(found.problems).toEqual(problems);
});

const projections: readonly (readonly [string, readonly string[], unknown])[] = [
  ['nothing', [], 'equal'],
  [
    'a changed row',
    [`update account set balance = 7, changed_seq = 2 where group_id = $ and name = 'a1'`],
    [{ table: 'account', key: ['a1'], kind: 'different', detail: 'balance, changed_seq' }],
  ],
  [
    'a lost row and one too many',
    [
      `delete from movement ${at(2)}`,
      `insert into movement values ($, 9, 'a', 1, '', '')`,
      `insert into account values ($, 'zz', 0, 0)`,
    ],
    [
      { table: 'account', key: ['zz'], kind: 'surplus', detail: '' },
      { table: 'movement', key: [2], kind: 'missing', detail: '' },
      { table: 'movement', key: [9], kind: 'surplus', detail: '' },
    ],
  ],
];

test.each(projections)('%s is found in the projection', async (_name, statements, differences) => {
  const found = await record.verify(await tampered(...statements));
  expect(found.problems).toEqual([]);
  const keyed =
    found.projection === 'equal'
      ? 'equal'
      : found.projection.map(({ key, ...rest }) => ({ ...rest, key: key.slice(1) }));
  expect(keyed).toEqual(differences);
});

test('a record that cannot be replayed is a finding', async () => {
  const group = await tampered(`update entry set payload = '{"amount":-99}' ${at(2)}`);
  const found = await record.verify(group);
  expect(found.problems).toEqual([{ seq: 2, kind: 'payload-altered' }]);
  expect(found.projection).toMatchObject([{ kind: 'unreplayable' }]);
});

test('a record rewritten to its end is found by a head that was known before', async () => {
  const group = await tampered();
  const known = await record.head(group);
  let previous = (await record.read(group))[2]?.hash ?? '';
  for (const entry of (await record.read(group)).slice(3)) {
    const payload = entry.seq === 4 ? '{"amount":1,"note":"never said"}' : null;
    const text = payload ?? '{"amount":5,"note":""}';
    const sealed = { ...entry, payloadHash: sha256(text), previousHash: previous };
    previous = hashOf(sealed);
    await db.kysely
      .updateTable('entry')
      .set({
        payload: text,
        payload_hash: sealed.payloadHash,
        previous_hash: sealed.previousHash,
        hash: previous,
      })
      .where('group_id', '=', group)
      .where('seq', '=', entry.seq)
      .execute();
  }
  await db.kysely
    .updateTable('head')
    .set({ hash: previous })
    .where('group_id', '=', group)
    .execute();
  await record.rebuild(group);
  expect(await record.verify(group)).toMatchObject({ problems: [], projection: 'equal' });
  expect((await record.verify(group, [known])).problems).toEqual([
    { seq: 5, kind: 'known-mismatch' },
  ]);
});
