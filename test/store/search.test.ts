import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { draft } from '#store/draft.ts';
import type { DocumentRegistered } from '#store/document/entries.ts';
import { searchPassages } from '#store/search/search-passages.ts';
import { testHouse, type TestHouse } from '../house.ts';

const groupId = 'searched';
let house: TestHouse;

function document(
  symbol: string,
  texts: readonly string[],
  described: Partial<DocumentRegistered> = {},
): DocumentRegistered {
  return {
    symbol,
    kind: 'contribution',
    title: `Title of ${symbol}`,
    date: null,
    authors: [],
    stakeholderGroup: null,
    region: null,
    language: 'en',
    languageBy: 'detected',
    keywords: [],
    metadata: {},
    relations: [],
    files: [
      { role: 'original', sha256: symbol.padEnd(64, '0'), name: symbol, bytes: 1, mediaType: 'x' },
    ],
    converter: 'txt 1',
    notes: [],
    passages: texts.map((text, index) => ({
      label: `p${index + 1}`,
      path: [],
      kind: 'paragraph',
      text,
    })),
    ...described,
  };
}

const documents = [
  document('C1', ['Rivers carry barges.', 'The multi-stakeholder model serves rivers.'], {
    authors: ['Guild of Ferries'],
    stakeholderGroup: 'civil-society',
    region: 'Upper Vale',
    date: '2026-03-04',
  }),
  document('C2', ['Multistakeholder locks shall be opened.', 'Open locks are human works.'], {
    authors: ['Ministry of Canals'],
    stakeholderGroup: 'government',
    date: '2025-12-31',
  }),
  document('P1', ['The works of humans open many locks, human works among them.'], {
    kind: 'paper',
  }),
  document('C3', ['Les droits fondamentaux des riverains sont garantis.'], { language: 'fr' }),
  document('C4', ['河流数据应当共享。', '各方共同管理河流。'], { language: 'zh' }),
  document('C5', ['البيانات النهرية ملك مشترك للجميع.'], { language: 'ar' }),
];

beforeAll(async () => {
  house = await testHouse();
  await house.record.append(groupId, { actor: 'operator' }, [
    draft('group.founded', groupId, {
      slug: 'searched',
      name: 'Searched',
      mandate: '',
      mandateSource: '',
      termsOfReference: '',
      reportDue: null,
      visibility: 'public',
      sample: false,
    }),
    ...documents.map((one) => draft('document.registered', one.symbol, one)),
  ]);
});
afterAll(() => house.close());

const search = (query: string, page = 1, pageSize = 20) =>
  searchPassages(house.db.kysely, groupId, { query, page, pageSize });
const found = async (query: string): Promise<string[]> =>
  (await search(query)).results.map(({ symbol, label }) => `${symbol} ${label}`).sort();

describe('the search box', () => {
  const rows: readonly (readonly [query: string, passages: readonly string[]])[] = [
    ['barge', ['C1 p1']],
    ['multistakeholder', ['C1 p2', 'C2 p1']],
    ['multi-stakeholder', ['C1 p2', 'C2 p1']],
    ['multistakeholder group:civil-society', ['C1 p2']],
    ['multistakeholder -group:government', ['C1 p2']],
    ['multistakeholder -barge -model', ['C2 p1']],
    ['"human works"', ['C2 p2', 'P1 p1']],
    ['"works human"', []],
    ['"open locks" kind:contribution', ['C2 p2']],
    ['locks -"human works"', ['C2 p1']],
    ['author:ferries rivers', ['C1 p1', 'C1 p2']],
    ['author:"ministry of canals"', ['C2 p1']],
    ['locks after:2025-12-31 before:2026', ['C2 p1', 'C2 p2']],
    ['rivers after:2026-03-05', []],
    ['multist*', ['C1 p2', 'C2 p1']],
    ['droit', ['C3 p1']],
    ['河流', ['C4 p1', 'C4 p2']],
    ['共享 lang:zh', ['C4 p1']],
    ['بيانات', ['C5 p1']],
    ['title', documents.map(({ symbol }) => `${symbol} p1`).sort()],
    ['region:"upper vale" -kind:paper', ['C1 p1']],
    ['', []],
  ];
  test.each(rows)('%s', async (query, passages) => {
    expect(await found(query)).toEqual(passages);
  });

  test('counts what is found by what the documents are, and marks what is asked for', async () => {
    const page = await search('locks group:government');
    expect(page.total).toBe(2);
    const group = page.facets.find(({ field }) => field === 'group');
    expect(group?.values).toEqual([{ value: 'government', count: 2, selected: true }]);
    const year = page.facets.find(({ field }) => field === 'year');
    expect(year?.values).toEqual([{ value: '2025', count: 2, selected: false }]);
  });

  test('shows the words asked for', async () => {
    const [first] = (await search('barges')).results;
    expect(first?.snippet).toEqual([
      { text: 'Rivers carry ', hit: false },
      { text: 'barges', hit: true },
      { text: '.', hit: false },
    ]);
  });

  test('takes the nearest words where nothing has the one asked for', async () => {
    const page = await search('bargse');
    expect(page.nearest).toMatchObject([{ used: [expect.stringMatching(/^barg/)] }]);
    expect(page.results.map(({ symbol }) => symbol)).toEqual(['C1']);
  });

  test('pages without repeating or leaving out', async () => {
    const whole = (await search('locks works', 1, 20)).results.map(
      ({ symbol, label }) => symbol + label,
    );
    const paged = await Promise.all([1, 2, 3].map((page) => search('locks works', page, 1)));
    expect(paged.flatMap(({ results }) => results.map((one) => one.symbol + one.label))).toEqual(
      whole.slice(0, 3),
    );
  });

  test('sees what comes in a moment later, and looks back in time without it', async () => {
    const before = await house.record.head(groupId);
    await house.record.append(groupId, { actor: 'operator' }, [
      draft('document.registered', 'C6', document('C6', ['Cormorants nest on the weir.'])),
    ]);
    expect(await found('cormorant')).toEqual(['C6 p1']);
    const then = await house.record.asOf(groupId, before.seq, (tx) =>
      searchPassages(tx, groupId, { query: 'cormorant', page: 1, pageSize: 5 }),
    );
    expect(then.total).toBe(0);
  });
});
