import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { textWithoutFurniture, withoutFurniture } from '#core/passages/furniture.ts';
import { pageNumber } from '#core/passages/line-shapes.ts';

const body = (page: number): string[] =>
  Array.from(
    { length: 12 },
    (_, line) => `words of page ${'abcdefgh'[page]} in row ${'klmnopqrstuv'[line]}`,
  );

function pages(count: number, dress: (lines: string[], page: number) => string[]): string[][] {
  return Array.from({ length: count }, (_, page) => dress(body(page), page));
}

const bare = Array.from({ length: 5 }, (_, page) => body(page)).flat();

describe('goes', () => {
  test.each<[string, (lines: string[], page: number) => string[]]>([
    ['Page 3 of 12', (lines, page) => [...lines, `Page ${page + 1} of 5`]],
    ['- 4 -', (lines, page) => [...lines, '', `- ${page + 4} -`]],
    ['1|P ag e', (lines, page) => [...lines, `${page + 1}|P ag e`]],
    ['bare numbers on top', (lines, page) => [String(page + 17), '', ...lines]],
    [
      'a head on all but the first',
      (lines, page) => (page ? ['Council of Ponds', ...lines] : lines),
    ],
    [
      'left and right heads',
      (lines, page) =>
        page === 0
          ? lines
          : [page % 2 ? `${page} The Pond Report` : `The Pond Report ${page}`, ...lines],
    ],
    [
      'a footer with a slip',
      (lines, page) => [
        ...lines,
        page === 2
          ? 'Distributed to al1 members of the council'
          : 'Distributed to all members of the council',
      ],
    ],
  ])('%s', (name, dress) => {
    const left = name.startsWith('left')
      ? withoutFurniture(pages(5, dress)).filter((line) => !line.includes('Pond Report'))
      : withoutFurniture(pages(5, dress));
    expect(left).toEqual(bare);
  });

  test('page numbers between form feeds, and alone in running text', () => {
    const feeds = pages(3, (lines, page) => [...lines, `${page + 1}`]).map((lines) =>
      lines.join('\n'),
    );
    expect(textWithoutFurniture(feeds.join('\f'))).toEqual(bare.slice(0, 36));
    const long = (page: number) =>
      Array.from({ length: 40 }, (_, row) => `${body(page)[row % 12]} ${'ab'[row % 2]}`);
    const running = [0, 1, 2].flatMap((page) => [...long(page), String(page + 1)]);
    expect(textWithoutFurniture(running.join('\n'))).toEqual([0, 1, 2].flatMap(long));
  });
});

test('Page 1 of 5 goes even where nothing else tells of pages', () => {
  expect(textWithoutFurniture('one\nPage 1 of 5\ntwo')).toEqual(['one', 'two']);
  expect(textWithoutFurniture('one\nSee page 1 of 5.\ntwo')).toHaveLength(3);
});

describe('stays', () => {
  test('text without repeated edges', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.stringMatching(/^[a-z]{6,30}$/), { maxLength: 60 }),
        (words) => {
          const found = Array.from({ length: Math.ceil(words.length / 8) }, (_, page) =>
            words.slice(page * 8, page * 8 + 8),
          );
          expect(withoutFurniture(found)).toEqual(words);
        },
      ),
    );
  });

  test.each<[string, string[][]]>([
    ['an article on each page', pages(5, (lines, page) => [`Article ${page + 1}`, ...lines])],
    [
      'a head on two pages',
      pages(5, (lines, page) => (page < 2 ? ['Council of Ponds', ...lines] : lines)),
    ],
    [
      'numbers that do not count along',
      [
        ['7', ...body(0)],
        ['90', ...body(1)],
        ['3', ...body(2)],
      ],
    ],
    [
      'a repeated line in the middle',
      pages(5, (lines) => [...lines.slice(0, 6), 'Agreed.', ...lines.slice(6)]),
    ],
  ])('%s', (_, given) => {
    expect(withoutFurniture(given)).toEqual(given.flat());
  });

  test('the first appearance of a head on the first page, which may be the title', () => {
    const given = pages(5, (lines) => ['Council of Ponds', ...lines]);
    expect(withoutFurniture(given)).toEqual(['Council of Ponds', ...bare]);
  });

  test('a numbered list whose numbers stand alone', () => {
    const text = ['1', 'the pond', '2', 'the reed', '3', 'the heron'];
    expect(textWithoutFurniture(text.join('\n'))).toEqual(text);
  });
});

test.each([
  ['7', 7],
  ['- 7 -', 7],
  ['Page 7 of 12', 7],
  ['1|P ag e', 1],
  ['Страница 3', 3],
  ['7/12', 7],
  ['Principle 7', undefined],
  ['7 ponds', undefined],
  ['2.1', undefined],
])('%s as a page number', (line, number) => {
  expect(pageNumber(line)).toBe(number);
});
