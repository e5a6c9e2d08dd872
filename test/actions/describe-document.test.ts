import { afterAll, beforeAll, expect, test } from 'vitest';
import { anonymous, operator } from '#actions/actor.ts';
import { describeDocument } from '#actions/describe-document.ts';
import { draft } from '#store/draft.ts';
import type { DocumentDescription } from '#store/document/entries.ts';
import { registerEntry } from '#store/document/register-entry.ts';
import { testHouse, type TestHouse } from '../house.ts';

const groupId = 'described';
const description: DocumentDescription = {
  kind: 'contribution',
  title: 'On barges',
  date: '2026-03-04',
  authors: ['Guild of Ferries'],
  stakeholderGroup: 'civil-society',
  region: null,
  language: 'en',
  languageBy: 'detected',
  keywords: [],
  metadata: {},
  relations: [{ kind: 'annex-to', targetSymbol: 'P1' }],
};
let house: TestHouse;

beforeAll(async () => {
  house = await testHouse();
  await house.record.append(groupId, { actor: 'operator' }, [
    draft('document.registered', 'd1', {
      ...description,
      symbol: 'C1',
      files: [{ role: 'original', sha256: '0'.repeat(64), name: 'c', bytes: 1, mediaType: 'x' }],
      converter: 'txt 1',
      notes: [],
      passages: [{ label: 'p1', path: [], kind: 'paragraph', text: 'Barges carry grain.' }],
    }),
  ]);
});
afterAll(() => house.close());

/** What the form on the page gives. */
const { kind, title, date, authors, language, keywords, relations } = description;
const sheet = { kind, title, date, authors, language, keywords, relations };
const describeIt = (given: Partial<DocumentDescription>, seq?: number) =>
  describeDocument(house, operator, groupId, 'd1', given, seq);

test('enters nothing where nothing differs', async () => {
  expect(await describeIt(sheet, 1)).toEqual({ ok: true });
  expect((await house.record.head(groupId)).seq).toBe(1);
});

test('enters what differs and no more, and whose word the language is', async () => {
  expect(await describeIt({ ...sheet, title: 'On barges, again', language: 'fr' }, 1)).toEqual({
    ok: true,
  });
  const [entry] = await house.record.read(groupId, { after: 1 });
  const payload = { title: 'On barges, again', language: 'fr', languageBy: 'person' };
  expect(entry).toMatchObject({ verb: 'document.described', subject: 'd1', actor: 'operator' });
  expect(entry?.payload).toEqual(payload);
  expect(await registerEntry(house.db.kysely, groupId, 'C1')).toMatchObject({
    ...description,
    ...payload,
    changedSeq: 2,
  });
});

test('refuses what was written before someone else’s words, an unknown document and a stranger', async () => {
  const late = await describeIt({ title: 'Too late' }, 1);
  expect(late).toMatchObject({ ok: false, reason: { code: 'described-meanwhile', symbol: 'C1' } });
  const unknown = await describeDocument(house, operator, groupId, 'd9', { title: 'X' });
  expect(unknown).toMatchObject({ ok: false, reason: { code: 'no-such-document' } });
  const stranger = await describeDocument(house, anonymous, groupId, 'd1', { title: 'X' });
  expect(stranger).toMatchObject({ ok: false, reason: { code: 'sign-in-first' } });
});
