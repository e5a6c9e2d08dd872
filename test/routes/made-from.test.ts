import { expect, test } from 'vitest';
import { madeFrom } from '../../src/routes/g/[slug]/t/[number]/made-from.ts';

const last = 60;
test.each([
  ['its name tells', ['reeds-text-3-at-41.docx'], 41],
  ['all names tell the same', ['a-at-41.docx', 'b-at-41 (2).docx'], 41],
  ['names differ', ['a-at-41.docx', 'b-at-42.docx'], last],
  ['one says nothing', ['a-at-41.docx', 'b.docx'], last],
  ['none says anything', ['look at 7.docx'], last],
  ['it names what is yet to come', ['a-at-61.docx'], last],
] as const)('a file is made from an entry: %s', (_what, names, expected) => {
  expect(
    madeFrom(
      names.map((name) => ({ name })),
      last,
    ),
  ).toBe(expected);
});
