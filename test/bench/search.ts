import { sql } from 'kysely';
import { analyse } from '#core/search/analyse.ts';
import { stakeholderGroups } from '#core/vocabulary.ts';
import { stem } from '#language/stem.ts';
import type { OpenHouse } from '#server/open-house.ts';
import { draft } from '#store/draft.ts';
import { searchPassages } from '#store/search/search-passages.ts';
import { benchHouse } from './bench-house.ts';
import type { BenchRow } from './bench-row.ts';
import { createInventor } from './invented-text.ts';
import { percentile, rounded, timed } from './measure.ts';

const documents = 2_500;
const passagesEach = 40;
const queriesEach = 40;
const groupId = 'bench';

/** Words by how often they occur, as ranks of the vocabulary. */
const kinds = [
  ['common', 10, 60],
  ['middling', 200, 900],
  ['rare', 3_000, 9_000],
] as const;

/** Search as the page does it, over 100,000 passages, beside PostgreSQL's bare candidate query. */
export async function bench(): Promise<BenchRow[]> {
  const { house, close } = await benchHouse();
  try {
    const inventor = createInventor(7);
    await fill(house, inventor);
    const rows: BenchRow[] = [];
    for (const [name, from, to] of kinds) {
      const queries = Array.from({ length: queriesEach }, () => {
        const pick = (): string =>
          inventor.word(from + Math.floor(inventor.random() * (to - from)));
        return `${pick()} ${pick()}`;
      });
      rows.push(...(await compare(house, `search, two ${name} words`, queries, '')));
      rows.push(
        ...(await compare(
          house,
          `the same in one stakeholder group`,
          queries,
          ' group:government',
        )),
      );
    }
    return rows;
  } finally {
    await close();
  }
}

export async function fill(
  house: OpenHouse,
  inventor: ReturnType<typeof createInventor>,
): Promise<void> {
  const batch = 50;
  for (let first = 0; first < documents; first += batch) {
    const drafts = Array.from({ length: batch }, (_, index) => {
      const number = first + index + 1;
      return draft('document.registered', `d${number}`, {
        symbol: `C${number}`,
        kind: 'contribution',
        title: inventor.passage(6),
        date: `20${10 + (number % 15)}-01-01`,
        authors: [`Body ${number % 400}`],
        stakeholderGroup: stakeholderGroups[number % stakeholderGroups.length] ?? null,
        region: `Region ${number % 30}`,
        language: 'en',
        languageBy: 'detected',
        keywords: [],
        metadata: {},
        relations: [],
        files: [
          { role: 'original', sha256: `${number}`, name: 'x', bytes: 1, mediaType: 'text/plain' },
        ],
        converter: 'bench',
        notes: [],
        passages: Array.from({ length: passagesEach }, (_passage, at) => ({
          label: `p${at + 1}`,
          path: [],
          kind: 'paragraph',
          text: inventor.passage(30 + Math.floor(inventor.random() * 60)),
        })),
      });
    });
    const appended = await house.record.append(groupId, { actor: 'operator' }, drafts);
    if (!appended.ok) throw new Error(appended.reason.code);
  }
  await sql`vacuum analyze`.execute(house.db.kysely);
}

async function compare(
  house: OpenHouse,
  name: string,
  queries: readonly string[],
  filter: string,
): Promise<BenchRow[]> {
  const db = house.db.kysely;
  const ours: number[] = [];
  const bare: number[] = [];
  const search = (query: string) =>
    searchPassages(db, groupId, { query: query + filter, page: 1, pageSize: 20 });
  await search(queries[0] ?? '');
  for (const query of queries) {
    const terms = analyse(query, 'en', stem).map(({ term }) => `'${term}'`);
    bare.push(
      await timed(() =>
        sql`select count(*) from passage
          where group_id = ${groupId} and terms @@ ${terms.join(' | ')}::tsquery`.execute(db),
      ),
    );
    ours.push(await timed(() => search(query)));
  }
  return (
    [
      ['p50', 0.5],
      ['p95', 0.95],
    ] as const
  ).map(([label, share]) => {
    const [mine, theirs] = [percentile(ours, share), percentile(bare, share)];
    return {
      name: `${name}, ${label}`,
      ours: rounded(mine),
      yardstick: rounded(theirs),
      unit: 'ms',
      ratio: rounded(mine / theirs),
      target: 'at most 1',
    };
  });
}
