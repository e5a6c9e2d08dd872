import { afterAll, beforeAll, expect, test } from 'vitest';
import { draft } from '#store/draft.ts';
import type { DocumentRegistered } from '#store/document/entries.ts';
import { searchPassages } from '#store/search/search-passages.ts';
import { testHouse, type TestHouse } from '../house.ts';

const groupId = 'many';
const author = { actor: 'operator' };
let house: TestHouse;

beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

const files = (name: string) =>
  [{ role: 'original', sha256: name.padEnd(64, '0'), name, bytes: 1, mediaType: 'x' }] as const;

function document(number: number): DocumentRegistered {
  return {
    symbol: `C${number}`,
    kind: 'contribution',
    title: `Paper ${number}`,
    date: null,
    authors: [],
    stakeholderGroup: null,
    region: null,
    language: 'en',
    languageBy: 'detected',
    keywords: [],
    metadata: {},
    relations: [],
    files: files(`C${number}`),
    converter: 'txt 1',
    notes: [],
    passages: [
      { label: 'p1', path: [], kind: 'paragraph', text: `Common words, number ${number}.` },
    ],
  };
}

const found = async (query: string) =>
  (await searchPassages(house.db.kysely, groupId, { query, page: 1, pageSize: 100 })).total;

test('documents at the ends of segments can be corrected and described anew', async () => {
  const numbers = Array.from({ length: 40 }, (_, index) => index + 1);
  const drafts = numbers.map((number) =>
    draft('document.registered', `d${number}`, document(number)),
  );
  // In other runs than a replay sees, which has them all in one.
  const runs = [drafts.slice(0, 1), drafts.slice(1, 13), drafts.slice(13, 17), drafts.slice(17)];
  for (const run of runs) await house.record.append(groupId, author, run);
  expect(await found('common')).toBe(40);
  for (const number of [14, 15, 31, 15]) {
    await house.record.append(groupId, author, [
      draft('document.described', `d${number}`, { title: `Sheet ${number}` }),
    ]);
    expect(await found('common'), `after ${number}`).toBe(40);
    expect(await found('sheet')).toBeGreaterThan(0);
  }
  expect((await house.record.verify(groupId)).projection).toBe('equal');
  // Without the first, every other has another number, and segments end elsewhere.
  await house.record.withdraw(groupId, author, 1, 'asked to');
  expect(await found('common')).toBe(39);
  expect((await house.record.verify(groupId)).projection).toBe('equal');
});
