import { afterAll, beforeAll, expect, test } from 'vitest';
import { draft } from '#store/draft.ts';
import type { DocumentRegistered } from '#store/document/entries.ts';
import { testHouse, type TestHouse } from '../house.ts';

const author = { actor: 'operator' };
let house: TestHouse;

beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

const registered: DocumentRegistered = {
  symbol: 'C1',
  kind: 'contribution',
  title: 'On barges',
  date: null,
  authors: [],
  stakeholderGroup: null,
  region: null,
  language: 'en',
  languageBy: 'detected',
  keywords: [],
  metadata: {},
  relations: [],
  files: [{ role: 'original', sha256: '0'.repeat(64), name: 'c', bytes: 1, mediaType: 'x' }],
  converter: 'txt 1',
  notes: [],
  passages: [{ label: 'p1', path: [], kind: 'paragraph', text: 'Barges carry grain.' }],
};

function relationsIn(groupId: string) {
  return house.db.kysely
    .selectFrom('document_relation')
    .select(['kind', 'target_symbol'])
    .where('group_id', '=', groupId)
    .execute();
}

test('a relation said twice is kept once', async () => {
  const twice = [1, 2].map(() => ({ kind: 'annex-to' as const, targetSymbol: 'C9' }));
  await house.record.append('twice', author, [
    draft('document.registered', 'd1', { ...registered, relations: twice }),
    draft('document.described', 'd1', { relations: twice }),
  ]);
  expect(await relationsIn('twice')).toEqual([{ kind: 'annex-to', target_symbol: 'C9' }]);
});

test('of a document whose registration was withdrawn, nothing stays that was said later', async () => {
  await house.record.append('gone', author, [
    draft('document.registered', 'd1', registered),
    draft('document.described', 'd1', { relations: [{ kind: 'replaces', targetSymbol: 'C9' }] }),
  ]);
  await house.record.withdraw('gone', author, 1, 'asked to');
  expect(await relationsIn('gone')).toEqual([]);
});
