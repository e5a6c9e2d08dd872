import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pageBreaks } from '#ui/page-breaks.ts';

const document = fc
  .array(fc.integer({ min: 0, max: 3_000 }), { maxLength: 400 })
  .map((sizes) => sizes.map((bytes, position) => ({ position, bytes })));

describe('cutting a document into pages', () => {
  test('every passage is on exactly one page, in order', () => {
    fc.assert(
      fc.property(document, fc.integer({ min: 500, max: 20_000 }), (items, most) => {
        const pages = pageBreaks(items, most);
        const positions = pages.flatMap(({ first, last }) =>
          Array.from({ length: last - first + 1 }, (_, index) => first + index),
        );
        expect(positions).toEqual(items.map(({ position }) => position));
      }),
    );
  });

  test('no page is heavier than allowed by more than half a passage on either side', () => {
    fc.assert(
      fc.property(document, fc.integer({ min: 4_000, max: 20_000 }), (items, most) => {
        const heaviest = Math.max(0, ...items.map(({ bytes }) => bytes + 160));
        for (const { first, last } of pageBreaks(items, most)) {
          const weight = items
            .slice(first, last + 1)
            .reduce((sum, { bytes }) => sum + bytes + 160, 0);
          expect(weight).toBeLessThanOrEqual(most * 1.15 + heaviest);
        }
      }),
    );
  });

  test('what fits on a page is not cut', () => {
    const items = Array.from({ length: 20 }, (_, position) => ({ position, bytes: 300 }));
    expect(pageBreaks(items)).toEqual([{ first: 0, last: 19 }]);
    expect(pageBreaks([])).toEqual([]);
  });
});
