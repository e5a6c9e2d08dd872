import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RevisedDocument } from '#convert/docx-revisions/revised-document.ts';
import { done } from '#core/result.ts';
import { wordingsOfFile } from '../../src/routes/g/[slug]/t/[number]/wordings-of-file.ts';
import { testHouse, type TestHouse } from '../house.ts';

let house: TestHouse;
beforeAll(async () => (house = await testHouse()));
afterAll(() => house.close());

/** A file of a few hundred kilobytes, of which each author's version would be as long again. */
test.each([
  [20, 'ok'],
  [5_000, 'docx-too-many-authors'],
])('a Word file of a long text with changes by %i people: %s', async (count, outcome) => {
  const authors = Array.from({ length: count }, (_, index) => `Author ${index}`);
  const changes = authors.map((author) => ({ text: 'y', ins: { author, date: null } }));
  const document: RevisedDocument = {
    paragraphs: [{ kind: 'paragraph', flow: 0, runs: [{ text: 'x'.repeat(200_000) }, ...changes] }],
    authors,
    comments: [],
    ignored: { formatChanges: 0, contentControls: 0, other: 0 },
    notes: [],
  };
  const converter = { ...house.converter, readRevisions: () => Promise.resolve(done(document)) };
  const sha256 = await house.originals.keep(new TextEncoder().encode(`file of ${count}`));
  const file = { name: 'many.docx', sha256, bytes: 10 };
  const read = await wordingsOfFile({ ...house, converter }, file);
  expect(read.ok ? 'ok' : read.reason.code).toBe(outcome);
});
