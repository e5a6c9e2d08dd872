import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { latestDeeds, neighboursOf, payloadOf } from '#store/activity/readers.ts';
import type { DocumentRegistered } from '#store/document/entries.ts';
import { browseLibrary, type ShelfFilters } from '#store/document/library-readers.ts';
import { earlierWordsOf, outlineOf, passagesBetween } from '#store/document/passage-readers.ts';
import {
  documentBySymbol,
  fileBySha256,
  latestDocuments,
  relationsOf,
  versionsOf,
} from '#store/document/readers.ts';
import { draft, type Payloads } from '#store/draft.ts';
import type { GroupFounded } from '#store/group/entries.ts';
import {
  groupBySlug,
  groupsFor,
  membersOf,
  subgroupsOf,
  threadCounts,
} from '#store/group/readers.ts';
import type { MemberListed } from '#store/member/entries.ts';
import { testHouse, type TestHouse } from '../house.ts';

let house: TestHouse;
const groupId = 'waters';
const author = { actor: 'member:m1' };
const sheet = {
  kind: 'contribution',
  date: null,
  authors: ['Guild of Ferries'],
  stakeholderGroup: 'civil-society',
  region: null,
  language: 'en',
  languageBy: 'detected',
  keywords: [],
  metadata: {},
  relations: [],
  converter: 'txt 1',
  notes: [],
} as const;

function registered(symbol: string, over: Partial<DocumentRegistered> = {}): DocumentRegistered {
  const file = { role: 'original', sha256: symbol.padEnd(64, '0'), name: `${symbol}.txt` } as const;
  return {
    ...sheet,
    symbol,
    title: `Title of ${symbol}`,
    files: [{ ...file, bytes: 10, mediaType: 'text/plain' }],
    passages: [
      { label: 'p1', path: [], kind: 'heading', text: 'Locks' },
      { label: 'p2', path: ['Locks'], kind: 'paragraph', text: 'Open the locks.' },
      { label: 'p3', path: ['Locks'], kind: 'paragraph', text: 'Close the gates.' },
    ],
    ...over,
  };
}

async function enter<Verb extends keyof Payloads>(
  group: string,
  verb: Verb,
  subject: string,
  payload: Payloads[Verb],
): Promise<void> {
  const entered = await house.record.append(group, author, [draft(verb, subject, payload)]);
  if (!entered.ok) throw new Error(entered.reason.code);
}

const founded: GroupFounded = {
  slug: 'waters',
  name: 'Shared waters',
  mandate: 'Find out.',
  mandateSource: '',
  termsOfReference: '',
  reportDue: '2027-01-31',
  visibility: 'public',
  sample: true,
};
const seat: Omit<MemberListed, 'name'> = {
  delegation: 'Guild',
  stakeholderGroup: 'civil-society',
  role: 'member',
};

beforeAll(async () => {
  house = await testHouse();
  await enter(groupId, 'group.founded', groupId, founded);
  await enter(groupId, 'member.listed', 'm1', { ...seat, name: 'Ada Invented' });
  await enter(groupId, 'member.listed', 'm2', { ...seat, name: 'Bo Invented' });
  await enter(groupId, 'member.invited', 'm2', {});
  await enter(groupId, 'member.left', 'm2', {});
  const subgroup = { termsOfReference: '', name: 'Locks', slug: 'locks', due: null };
  await enter(groupId, 'subgroup.founded', 's1', subgroup);
  const gates = { ...subgroup, name: 'Gates', slug: 'gates', due: '2026-12-01' };
  await enter(groupId, 'subgroup.founded', 's2', gates);
  await enter(groupId, 'subgroup.member-added', 's1', { memberId: 'm1' });
  await enter(groupId, 'document.registered', 'd1', registered('C1', { date: '2026-03-04' }));
  await enter(
    groupId,
    'document.registered',
    'd2',
    registered('C10', {
      stakeholderGroup: null,
      relations: [
        { kind: 'comment-on', targetSymbol: 'C1' },
        { kind: 'replaces', targetSymbol: 'C99' },
      ],
    }),
  );
  const paper = registered('P2', { kind: 'paper', title: 'A paper', date: '2025-01-01' });
  await enter(groupId, 'document.registered', 'd3', paper);
  await enter(groupId, 'document.corrected', 'd1', {
    version: 2,
    note: 'A word was missing.',
    converter: 'txt 1',
    notes: [],
    files: registered('C1b').files,
    passages: [
      { label: 'p1', path: [], kind: 'heading', text: 'Locks' },
      { label: 'p2', path: ['Locks'], kind: 'paragraph', text: 'Open all the locks.' },
    ],
  });
  const closed: GroupFounded = { ...founded, slug: 'closed', visibility: 'members' };
  await enter('closed', 'group.founded', 'closed', closed);
  await enter('closed', 'member.listed', 'm9', { ...seat, name: 'Cy Invented' });
  const seated = { group_id: 'closed', member_id: 'm9', user_id: 'u9' };
  await house.db.kysely.insertInto('seat').values(seated).execute();
});
afterAll(() => house.close());

describe('groups', () => {
  test.each([
    ['nobody', { userId: undefined, seesAll: false }, ['waters']],
    ['an account without a seat', { userId: 'u1', seesAll: false }, ['waters']],
    ['who has a seat in a closed group', { userId: 'u9', seesAll: false }, ['closed', 'waters']],
    ['the operator', { userId: undefined, seesAll: true }, ['closed', 'waters']],
  ])('%s sees %j', async (_, reader, slugs) => {
    const groups = await groupsFor(house.db.kysely, reader);
    expect(groups.map(({ slug }) => slug).sort()).toEqual(slugs);
    expect(groups.filter(({ mine }) => mine).map(({ slug }) => slug)).toEqual(
      reader.userId === 'u9' ? ['closed'] : [],
    );
  });

  test('a seat that was left opens nothing', async () => {
    await enter('closed', 'member.left', 'm9', {});
    const groups = await groupsFor(house.db.kysely, { userId: 'u9', seesAll: false });
    expect(groups.map(({ slug }) => slug)).toEqual(['waters']);
  });

  test('counts, members and subgroups are those of now', async () => {
    const db = house.db.kysely;
    expect(await groupBySlug(db, 'waters')).toMatchObject({ groupId, sample: true });
    expect(await groupBySlug(db, 'nowhere')).toBeUndefined();
    expect(await threadCounts(db, groupId)).toEqual({
      contribution: 2,
      passage: 8,
      recommendation: 0,
      text: 0,
      decision: 0,
    });
    expect((await membersOf(db, groupId)).map(({ name }) => name)).toEqual(['Ada Invented']);
    const subgroups = await subgroupsOf(db, groupId);
    expect(subgroups.map(({ slug, members }) => [slug, members])).toEqual([
      ['gates', 0],
      ['locks', 1],
    ]);
  });
});

describe('the library', () => {
  const browse = (filters: ShelfFilters, order: 'recent' | 'symbol' | 'date' | 'title', page = 1) =>
    browseLibrary(house.db.kysely, groupId, { filters, order, page, pageSize: 2 });

  test.each([
    ['recent', ['P2', 'C10']],
    ['symbol', ['C1', 'C10']],
    ['date', ['C1', 'P2']],
    ['title', ['P2', 'C1']],
  ] as const)('in the order %s begins with %j', async (order, symbols) => {
    const shelf = await browse({}, order);
    expect(shelf.documents.map(({ symbol }) => symbol)).toEqual(symbols);
    expect(shelf.total).toBe(3);
  });

  test('goes on on the next page', async () => {
    const shelf = await browse({}, 'recent', 2);
    expect(shelf.documents.map(({ symbol }) => symbol)).toEqual(['C1']);
  });

  test.each([
    [{ kind: 'paper' }, 1],
    [{ year: '2026' }, 1],
    [{ year: '' }, 1],
    [{ group: '', kind: 'contribution' }, 1],
    [{ group: 'government' }, 0],
    [{ kind: "x' or 1=1 --" }, 0],
  ] as const)('holds with %j %i', async (filters, total) => {
    expect((await browse(filters, 'recent')).total).toBe(total);
  });

  test('counts the values of a field among what the other filters leave', async () => {
    const { values } = await browse({ kind: 'contribution', group: '' }, 'recent');
    expect(values.kind).toEqual([{ value: 'contribution', count: 1 }]);
    expect(values.group).toEqual([
      { value: '', count: 1 },
      { value: 'civil-society', count: 1 },
    ]);
  });
});

describe('a document', () => {
  test('has its sheet, versions, files and relations in both directions', async () => {
    const db = house.db.kysely;
    const document = await documentBySymbol(db, groupId, 'C1');
    if (!document) throw new Error('C1 is not there');
    expect(document).toMatchObject({ documentId: 'd1', version: 2, authors: sheet.authors });
    const versions = await versionsOf(db, groupId, 'd1');
    expect(versions.map(({ version, note }) => [version, note])).toEqual([
      [2, 'A word was missing.'],
      [1, ''],
    ]);
    expect(versions.map(({ files }) => files[0]?.name)).toEqual(['C1b.txt', 'C1.txt']);
    expect(await relationsOf(db, groupId, document)).toEqual([
      { kind: 'comment-on', back: true, symbol: 'C10', title: 'Title of C10' },
    ]);
    const other = { documentId: 'd2', symbol: 'C10' };
    expect(await relationsOf(db, groupId, other)).toEqual([
      { kind: 'comment-on', back: false, symbol: 'C1', title: 'Title of C1' },
      { kind: 'replaces', back: false, symbol: 'C99', title: null },
    ]);
    expect((await latestDocuments(db, groupId, 1))[0]?.symbol).toBe('P2');
  });

  test('has its words, and those it had before', async () => {
    const db = house.db.kysely;
    expect(await outlineOf(db, groupId, 'd1')).toEqual([
      { position: expect.any(Number), label: 'p1', bytes: 5, depth: 0, heading: 'Locks' },
      { position: expect.any(Number), label: 'p2', bytes: 19, depth: 1, heading: null },
    ]);
    const all = await passagesBetween(db, groupId, 'd1', 0, 1_000);
    expect(all.map(({ text, sinceVersion }) => [text, sinceVersion])).toEqual([
      ['Locks', 1],
      ['Open all the locks.', 2],
    ]);
    const second = all[1]?.position ?? -1;
    expect(await passagesBetween(db, groupId, 'd1', second, second)).toHaveLength(1);
    expect(await earlierWordsOf(db, groupId, 'd1')).toEqual([
      { label: 'p2', untilVersion: 1, text: 'Open the locks.', fate: 'changed' },
      { label: 'p3', untilVersion: 1, text: 'Close the gates.', fate: 'removed' },
    ]);
  });

  test('a kept file is had only through the group that has it', async () => {
    const sha256 = 'C1'.padEnd(64, '0');
    expect(await fileBySha256(house.db.kysely, groupId, sha256)).toMatchObject({ name: 'C1.txt' });
    expect(await fileBySha256(house.db.kysely, 'closed', sha256)).toBeUndefined();
  });
});

describe('activity', () => {
  test('names who did what to whom, newest first', async () => {
    const deeds = await latestDeeds(house.db.kysely, groupId, { limit: 4, without: [] });
    expect(deeds.map(({ verb, document }) => [verb, document?.symbol])).toEqual([
      ['document.corrected', 'C1'],
      ['document.registered', 'P2'],
      ['document.registered', 'C10'],
      ['document.registered', 'C1'],
    ]);
    expect(deeds[0]).toMatchObject({ actorName: 'Ada Invented', withdrawn: false });
  });

  test('leaves out what this reader need not know of', async () => {
    const asked = { limit: 99, beginning: 'member.' };
    const db = house.db.kysely;
    const all = await latestDeeds(db, groupId, { ...asked, without: [] });
    const some = await latestDeeds(db, groupId, { ...asked, without: ['member.invited'] });
    const names = all.map(({ verb, subjectName }) => `${verb} ${subjectName}`);
    expect(names).toContain('member.invited Bo Invented');
    expect(some).toEqual(all.filter(({ verb }) => verb !== 'member.invited'));
  });

  test('goes on before an entry, and knows its neighbours', async () => {
    const db = house.db.kysely;
    const older = await latestDeeds(db, groupId, { limit: 2, before: 3, without: [] });
    expect(older.map(({ seq }) => seq)).toEqual([2, 1]);
    expect(await neighboursOf(db, groupId, 3, ['member.invited'])).toEqual({ before: 2, after: 5 });
    expect(await neighboursOf(db, groupId, 1, [])).toEqual({ before: null, after: 2 });
  });

  test('finds the neighbours of an entry however many between are none of the reader’s concern', async () => {
    const quiet = Array.from({ length: 120 }, () => draft('member.invited', 'm1', {}));
    await house.record.append('quiet', author, [
      draft('member.listed', 'm1', { name: 'A', ...seat }),
      ...quiet,
      draft('member.joined', 'm1', {}),
    ]);
    const db = house.db.kysely;
    const without = ['member.invited'];
    expect(await neighboursOf(db, 'quiet', 1, without)).toEqual({ before: null, after: 122 });
    expect(await neighboursOf(db, 'quiet', 122, without)).toEqual({ before: 1, after: null });
  });

  test('gives a payload byte for byte, and none that was withdrawn', async () => {
    expect(JSON.parse((await payloadOf(house.db.kysely, groupId, 1)) ?? '')).toEqual(founded);
    expect(await payloadOf(house.db.kysely, groupId, 999)).toBeNull();
  });
});
