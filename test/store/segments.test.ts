import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { packPostings, unpackPostings } from '#core/search/postings.ts';
import { addToSegments } from '#store/search/segments.ts';
import { testDatabase, type TestDatabase } from '../database.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.close());

let groups = 0;

/** The rows after documents 1 to `count` were added in batches of the given sizes, over and over. */
async function rowsAfter(count: number, sizes: readonly number[]) {
  groups += 1;
  const groupId = `group-${groups}`;
  await db.kysely.transaction().execute(async (tx) => {
    for (let ordinal = 1, batch = 0; ordinal <= count; batch += 1) {
      const size = Math.min(sizes[batch % sizes.length] ?? 1, count - ordinal + 1);
      const documents = Array.from({ length: size }, (_, index) => documentOf(ordinal + index));
      await addToSegments(tx, groupId, documents);
      ordinal += size;
    }
  });
  const rows = await db.kysely
    .selectFrom('posting')
    .select(['term', 'segment', 'passages'])
    .where('group_id', '=', groupId)
    .orderBy('segment')
    .orderBy('term')
    .execute();
  return rows.map(({ term, segment, passages }) => [term, segment, passages.toString('hex')]);
}

function documentOf(ordinal: number) {
  const posting = packPostings([{ passage: ordinal, frequency: 1, length: 2 }]);
  return {
    ordinal,
    postings: new Map([
      ['all', posting],
      [`of ${ordinal % 7}`, posting],
    ]),
  };
}

test('however documents come in, together or one by one, the rows are the same', async () => {
  const count = 530;
  const oneByOne = await rowsAfter(count, [1]);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: 1, max: 300 }), { minLength: 1, maxLength: 6 }),
      async (sizes) => {
        expect(await rowsAfter(count, sizes)).toEqual(oneByOne);
      },
    ),
    { numRuns: 15 },
  );
}, 120_000);

test('a term is read from few rows and loses no passage', async () => {
  const rows = (await rowsAfter(530, [100])).filter(([term]) => term === 'all');
  const passages = rows.flatMap(([, , hex]) => unpackPostings(Buffer.from(String(hex), 'hex')));
  expect(passages.map(({ passage }) => passage).sort((one, other) => one - other)).toEqual(
    Array.from({ length: 530 }, (_, index) => index + 1),
  );
  expect(rows.length).toBeLessThan(10);
});
