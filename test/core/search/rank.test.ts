import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyse } from '#core/search/analyse.ts';
import { bitsetOf } from '#core/search/bitset.ts';
import { memoryIndex } from '#core/search/memory-index.ts';
import { packPostings } from '#core/search/postings.ts';
import { queryTerms } from '#core/search/query-terms.ts';
import { rank } from '#core/search/rank.ts';
import { scorePassages, type QueryTerm } from '#core/search/score.ts';
import { stem } from '#language/stem.ts';
import { sharedData } from '#test/shared-data.ts';
import { bench } from '../../bench/ranking.ts';

const vocabulary = ['pond', 'heron', 'reed', 'water', 'duty', 'venue', 'council', 'gap'];
const words = fc.array(fc.constantFrom(...vocabulary), { minLength: 1, maxLength: 12 });
const collection = fc.array(words, { minLength: 1, maxLength: 30 });

function indexOf(texts: readonly string[]) {
  const index = memoryIndex();
  for (const text of texts) index.add(analyse(text, 'en', stem));
  return index;
}

/** BM25 as the book has it, over the words themselves. */
function plainBm25(texts: readonly (readonly string[])[], query: readonly string[], of: number) {
  const average = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
  return query.reduce((sum, word) => {
    const within = texts.filter((text) => text.includes(word)).length;
    const idf = Math.log(1 + (texts.length - within + 0.5) / (within + 0.5));
    const frequency = texts[of]?.filter((one) => one === word).length ?? 0;
    const norm = 1.2 * (0.25 + (0.75 * (texts[of]?.length ?? 0)) / average);
    return sum + (idf * frequency * 2.2) / (frequency + norm);
  }, 0);
}

describe('laws', () => {
  test('the first scores are exactly BM25', () => {
    fc.assert(
      fc.property(collection, words, (texts, query) => {
        const index = indexOf(texts.map((text) => text.join(' ')));
        const asked: QueryTerm[] = query.map((word) => ({ terms: [stem(word, 'en')], weight: 1 }));
        const { scores } = scorePassages({
          corpus: index.corpus,
          blocks: index.blocks(asked.flatMap(({ terms }) => terms)),
          query: asked,
          limit: 10,
        });
        texts.forEach((_, of) => expect(scores[of]).toBeCloseTo(plainBm25(texts, query, of), 9));
      }),
    );
  });

  test('what is found has a word asked for, is allowed, alive, counted, and in order', async () => {
    await fc.assert(
      fc.asyncProperty(
        collection,
        words,
        fc.array(fc.nat(29)),
        fc.array(fc.nat(29)),
        fc.integer({ min: 1, max: 40 }),
        async (texts, query, allow, dead, limit) => {
          const index = indexOf(texts.map((text) => text.join(' ')));
          const found = await rank(index, queryTerms(query.join(' '), ['en'], stem), {
            limit,
            allowed: bitsetOf(allow, texts.length),
            dead: bitsetOf(dead, texts.length),
          });
          const expected = texts.flatMap((text, of) =>
            text.some((word) => query.includes(word)) && allow.includes(of) && !dead.includes(of)
              ? [of]
              : [],
          );
          expect(found.total).toBe(expected.length);
          expect([...found.scores.keys()].filter((of) => (found.scores[of] ?? 0) > 0)).toEqual(
            expected,
          );
          const sorted = [...expected].sort(
            (one, other) => (found.scores[other] ?? 0) - (found.scores[one] ?? 0) || one - other,
          );
          expect(found.best.map(({ passage }) => passage)).toEqual(sorted.slice(0, limit));
        },
      ),
    );
  });

  test('how the postings lie in blocks makes no difference', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50), { minLength: 1 }), fc.nat(50), (passages, cut) => {
        const list = [...new Set(passages)].map((passage) => ({
          passage,
          frequency: 2,
          length: 9,
        }));
        const score = (blocks: Uint8Array[]) =>
          scorePassages({
            corpus: { passages: 51, length: 500, idLimit: 51 },
            blocks: new Map([['pond', blocks]]),
            query: [{ terms: ['pond'], weight: 1 }],
            limit: 60,
          }).best;
        expect(
          score([packPostings(list.slice(0, cut)), packPostings(list.slice(cut).reverse())]),
        ).toEqual(score([packPostings(list)]));
      }),
    );
  });
});

describe('cases', () => {
  const texts = [
    'The heron council met at the pond.',
    'Reeds and herons, herons and reeds.',
    'Duty of the council towards every venue.',
    'A pond without any bird.',
  ];

  async function found(query: string, languages = ['en']) {
    const { best } = await rank(indexOf(texts), queryTerms(query, languages, stem), { limit: 10 });
    return best.map(({ passage }) => passage);
  }

  test.each([
    ['reeds', [1]],
    ['herons', [1, 0]],
    ['the of', []],
    ['unheard', []],
  ])('%s', async (query, expected) => {
    expect(await found(query)).toEqual(expected);
  });

  test('a word is found whatever language the asker has', async () => {
    expect(await found('herons', ['fr', 'ru', 'en'])).toEqual([1, 0]);
  });

  test('of two equally good, the one that speaks of what the best speak of comes first', async () => {
    const filler = Array.from({ length: 40 }, (_, at) => `filler number ${at} of the text`);
    const index = indexOf([
      'lake bird',
      'lake permits',
      'lake lake permits dredging',
      'lake lake permits dredging silt',
      ...filler,
    ]);
    const query = queryTerms('lake', ['en'], stem);
    const first = scorePassages({ ...index, blocks: index.blocks(['lake']), query, limit: 9 });
    expect(first.scores[0]).toBe(first.scores[1]);
    const { best } = await rank(index, query, { limit: 9 });
    expect(best.map(({ passage }) => passage).slice(-2)).toEqual([1, 0]);
  });

  test('a hundred thousand passages and common words take milliseconds', () => {
    const block = (every: number) =>
      packPostings(
        Array.from({ length: Math.floor(100_000 / every) }, (_, at) => ({
          passage: at * every,
          frequency: 1 + (at % 3),
          length: 40 + (at % 60),
        })),
      );
    const request = {
      corpus: { passages: 100_000, length: 7_000_000, idLimit: 100_000 },
      blocks: new Map([
        ['one', [block(3)]],
        ['two', [block(2)]],
      ]),
      query: [
        { terms: ['one'], weight: 1 },
        { terms: ['two'], weight: 1 },
      ],
      limit: 20,
    };
    const times = Array.from({ length: 15 }, () => {
      const began = performance.now();
      scorePassages(request);
      return performance.now() - began;
    }).sort((one, other) => one - other);
    expect(times[7]).toBeLessThan(25);
  });
});

test.skipIf(!sharedData('search/cisi'))('ranking is clearly better than plain BM25', async () => {
  const rows = await bench();
  expect(rows).toHaveLength(6);
  expect(rows[0]?.ours).toBeGreaterThan(0.43);
  expect(rows[1]?.ours).toBeGreaterThan(0.26);
  for (const { ratio } of rows) expect(ratio).toBeGreaterThan(1);
});
