import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  countPostings,
  mergePostings,
  packPostings,
  postingSize,
  unpackPostings,
  withoutPassages,
} from '#core/search/postings.ts';

const posting = fc.record({
  passage: fc.nat(2 ** 31 - 1),
  frequency: fc.integer({ min: 1, max: 65_535 }),
  length: fc.integer({ min: 1, max: 65_535 }),
});
const postings = fc.array(posting, { maxLength: 50 });

describe('laws', () => {
  test('unpacking gives back what was packed, wherever the block lies in memory', () => {
    fc.assert(
      fc.property(postings, fc.nat(7), (list, offset) => {
        const block = packPostings(list);
        expect(block.byteLength).toBe(list.length * postingSize);
        expect(countPostings(block)).toBe(list.length);
        const elsewhere = new Uint8Array(block.byteLength + offset);
        elsewhere.set(block, offset);
        expect(unpackPostings(elsewhere.subarray(offset))).toEqual(list);
      }),
    );
  });

  test('merging blocks is packing the lists one behind the other', () => {
    fc.assert(
      fc.property(fc.array(postings, { maxLength: 6 }), (lists) => {
        expect(mergePostings(lists.map(packPostings))).toEqual(packPostings(lists.flat()));
      }),
    );
  });

  test('taking passages out leaves the others as they were', () => {
    fc.assert(
      fc.property(postings, fc.array(fc.nat(200)), (list, drawn) => {
        const gone = new Set(
          drawn.map((index) => list[index % (list.length || 1)]?.passage ?? index),
        );
        expect(unpackPostings(withoutPassages(packPostings(list), gone))).toEqual(
          list.filter(({ passage }) => !gone.has(passage)),
        );
      }),
    );
  });
});

test('counts beyond what fits are kept at the most', () => {
  const block = packPostings([{ passage: 1, frequency: 70_000, length: 1_000_000 }]);
  expect(unpackPostings(block)).toEqual([{ passage: 1, frequency: 65_535, length: 65_535 }]);
});

test('the layout is fixed: passage, frequency, length, lowest byte first', () => {
  const block = packPostings([{ passage: 0x01020304, frequency: 0x0506, length: 0x0708 }]);
  expect([...block]).toEqual([4, 3, 2, 1, 6, 5, 8, 7]);
});
