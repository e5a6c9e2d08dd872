import { expect, test } from 'vitest';
import type { EarlierWords } from '#store/document/passage-readers.ts';
import { citedPassage } from '../../src/routes/g/[slug]/d/[...symbol]/cited-passage.ts';

/** Version 3: p1 as ever, p2 changed twice, p3 gone since version 2. */
const outline = [{ label: 'p1' }, { label: 'p2' }];
const earlier: readonly EarlierWords[] = [
  { label: 'p2', untilVersion: 1, text: 'first words', fate: 'changed' },
  { label: 'p3', untilVersion: 1, text: 'lost words', fate: 'removed' },
  { label: 'p2', untilVersion: 2, text: 'second words', fate: 'changed' },
];

test.each([
  ['', undefined, null],
  ['at=p1', undefined, null],
  ['v=3&at=p1', undefined, null],
  ['v=1', 'document', null],
  ['v=1&at=p1', 'unchanged', null],
  ['v=1&at=p2', 'changed', 'first words'],
  ['v=2&at=p2', 'changed', 'second words'],
  ['v=3&at=p2', undefined, null],
  ['v=1&at=p3', 'removed', 'lost words'],
  ['at=p3', 'removed', 'lost words'],
  ['at=p9', 'unknown', null],
  ['v=99&at=p1', undefined, null],
  ['v=nonsense', undefined, null],
])('?%s of version 3 is %s', (query, fate, words) => {
  const cited = citedPassage(new URLSearchParams(query), 3, outline, earlier);
  expect(cited?.fate).toBe(fate);
  expect(cited?.words ?? null).toBe(words);
});
