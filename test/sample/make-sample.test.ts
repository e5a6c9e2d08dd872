import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anonymous, type Actor, operator } from '#actions/actor.ts';
import type { House } from '#actions/house.ts';
import { foundGroup } from '#actions/found-group.ts';
import { makeSample, mayMakeSample } from '#actions/make-sample.ts';
import { stakeholderGroups } from '#core/vocabulary.ts';
import { startImports } from '#server/start-imports.ts';
import { testHouse, type TestHouse } from '../house.ts';

const documents = 25;
const members = 27;
/** Every document that is not in English. */
const languages = { C6: 'fr', C8: 'es', C9: 'ar', C10: 'zh', C11: 'ru' };

/** What is there, apart from identifiers and times. */
async function inventory({ db }: House) {
  const all = async (table: 'document' | 'member' | 'subgroup' | 'subgroup_member' | 'seat') =>
    (await db.kysely.selectFrom(table).select('group_id').execute()).length;
  const registered = await db.kysely
    .selectFrom('document')
    .select(['symbol', 'version', 'language', 'passage_count', 'authors'])
    .orderBy('symbol')
    .execute();
  const texts = await db.kysely
    .selectFrom('negotiated_text')
    .select(['number', 'title', 'seq', 'closed', 'measure'])
    .orderBy('number')
    .execute();
  return {
    members: await all('member'),
    subgroups: await all('subgroup'),
    subgroupMembers: await all('subgroup_member'),
    seats: await all('seat'),
    registered,
    texts,
  };
}

async function sampleGroup({ db }: House) {
  return db.kysely
    .selectFrom('working_group')
    .selectAll()
    .where('slug', '=', 'sample')
    .executeTakeFirstOrThrow();
}

describe('made by the operator', () => {
  let house: TestHouse;
  beforeAll(async () => {
    house = await testHouse();
    expect(await makeSample(house, operator)).toEqual({ ok: true, value: { slug: 'sample' } });
  });
  afterAll(() => house.close());

  test('it is a group like any other, and says that it is a sample', async () => {
    const group = await sampleGroup(house);
    expect(group).toMatchObject({ sample: true, visibility: 'public' });
    expect(group.name).toMatch(/^Sample: /);
    expect(group.mandate.split('\n\n').length).toBeGreaterThanOrEqual(8);
    expect(group.terms_of_reference).not.toBe('');
    expect(group.mandate_source).toContain('invented');
    const days = (Date.parse(group.report_due ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(140);
    expect(days).toBeLessThan(160);
  });

  test('every stakeholder group and every role has its seats', async () => {
    const rows = await house.db.kysely.selectFrom('member').selectAll().execute();
    expect(rows).toHaveLength(members);
    const groups = new Set(rows.map((row) => row.stakeholder_group));
    expect([...groups].filter((group) => group !== null).sort()).toEqual(
      [...stakeholderGroups].sort(),
    );
    const roles = rows.map((row) => row.role);
    expect([...new Set(roles)].sort()).toEqual([
      'chair',
      'member',
      'observer',
      'secretariat',
      'vice-chair',
    ]);
    expect(roles.filter((role) => role === 'chair')).toHaveLength(1);
  });

  test('two subgroups work under terms of reference and due dates, before the report is due', async () => {
    const { report_due: reportDue } = await sampleGroup(house);
    const rows = await house.db.kysely.selectFrom('subgroup').selectAll().execute();
    expect(rows).toHaveLength(2);
    for (const { terms_of_reference: terms, due } of rows) {
      expect(terms).not.toBe('');
      expect(due).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect((due ?? '') < (reportDue ?? '')).toBe(true);
    }
    const seats = await house.db.kysely.selectFrom('subgroup_member').selectAll().execute();
    expect(seats.length).toBeGreaterThan(18);
  });

  test('every document has passages, a body, a day past and its own language', async () => {
    const rows = await house.db.kysely.selectFrom('document').selectAll().execute();
    expect(rows).toHaveLength(documents);
    const today = new Date().toISOString();
    for (const row of rows) {
      expect(row.passage_count, row.symbol).toBeGreaterThan(8);
      expect(row.authors, row.symbol).toHaveLength(1);
      expect(row.keywords.length, row.symbol).toBeGreaterThan(1);
      expect((row.date ?? '9') < today, row.symbol).toBe(true);
      expect(row.language_by, row.symbol).toBe('detected');
      expect(row.notes, row.symbol).toEqual([]);
    }
    const found = Object.fromEntries(rows.map((row) => [row.symbol, row.language]));
    const expected = Object.fromEntries(rows.map(({ symbol }) => [symbol, 'en']));
    expect(found).toEqual({ ...expected, ...languages });
    expect(new Set(rows.map((row) => row.kind)).size).toBe(6);
  });

  test('relations of every kind lead to documents that are there', async () => {
    const rows = await house.db.kysely
      .selectFrom('document_relation')
      .leftJoin('document', 'document.symbol', 'document_relation.target_symbol')
      .select(['document_relation.kind', 'document.symbol'])
      .execute();
    expect(rows.map(({ kind }) => kind).sort()).toEqual([
      'annex-to',
      'comment-on',
      'replaces',
      'translation-of',
    ]);
    expect(rows.every(({ symbol }) => symbol !== null)).toBe(true);
  });

  test('who speaks in the transcript has a seat', async () => {
    const spoken = await house.db.kysely
      .selectFrom('passage')
      .select('speaker')
      .distinct()
      .where('speaker', 'is not', null)
      .execute();
    expect(spoken.length).toBeGreaterThan(15);
    const seated = await house.db.kysely.selectFrom('member').select('name').execute();
    const names = new Set(seated.map(({ name }) => name));
    const strangers = spoken.filter(({ speaker }) => !names.has(speaker?.split(',')[0] ?? ''));
    expect(strangers).toEqual([]);
  });

  test('whoever wrote a document has a seat, or is an organ of the group', async () => {
    const seats = await house.db.kysely.selectFrom('member').select('delegation').execute();
    const bodies = new Set(seats.map(({ delegation }) => delegation));
    const rows = await house.db.kysely.selectFrom('document').select('authors').execute();
    const strangers = rows.flatMap(({ authors }) => authors).filter((body) => !bodies.has(body));
    expect(strangers).toEqual(['Correspondence group on mechanisms and gaps']);
  });

  test('one report was corrected: most passages stand, some have new words', async () => {
    const { rows } = await house.db.pool.query<{ version: number; since: number; count: string }>(
      `select version, since_version as since, count(*) from document join passage
       using (group_id, document_id) where symbol = 'R1' group by 1, 2 order by 2`,
    );
    expect(rows.map(({ version, since }) => [version, since])).toEqual([
      [2, 1],
      [2, 2],
    ]);
    const [stand = 0, changed = 0] = rows.map(({ count }) => Number(count));
    expect(changed).toBeGreaterThan(5);
    expect(stand).toBeGreaterThan(changed);
    const earlier = await house.db.kysely.selectFrom('passage_earlier').select('text').execute();
    expect(earlier.some(({ text }) => text.includes('It read 14 contributions'))).toBe(true);
  });

  test('texts are negotiated in it', async () => {
    const rows = await house.db.kysely.selectFrom('negotiated_text').selectAll().execute();
    expect(rows.map(({ closed }) => closed)).toEqual([false, true, false, false]);
  });

  test('its record is sound', async () => {
    const { group_id: groupId } = await sampleGroup(house);
    const found = await house.record.verify(groupId);
    expect(found).toMatchObject({ problems: [], projection: 'equal', withdrawn: [] });
    const entries = await house.record.read(groupId);
    const authors = (ofTexts: boolean) => {
      const some = entries.filter(({ verb }) => verb.startsWith('text.') === ofTexts);
      return new Set(some.map(({ actor }) => actor.replace(/:.*/, '')));
    };
    expect(authors(false)).toEqual(new Set(['operator']));
    expect(authors(true)).toEqual(new Set(['member']));
  });

  test('it is made once', async () => {
    const before = await inventory(house);
    expect(await makeSample(house, operator)).toMatchObject({
      ok: false,
      reason: { code: 'sample-exists' },
    });
    expect(await inventory(house)).toEqual(before);
  });
});

test('cut off again and again, it goes on and ends the same', async () => {
  const whole = await testHouse();
  await makeSample(whole, operator);
  const house = await testHouse();
  let left = 0;
  const faulty: House = {
    ...house,
    record: {
      ...house.record,
      // The change is made, and whoever asked for it never hears of it.
      async change(...given: Parameters<House['record']['change']>) {
        const changed = await house.record.change(...given);
        if (changed.ok && changed.value.entries.length > 0 && --left < 0) {
          throw new Error('cut off');
        }
        return changed;
      },
    } as House['record'],
  };
  let cuts = 0;
  for (;;) {
    left = 4 + cuts;
    const made = await makeSample(faulty, operator).catch((error: Error) => error.message);
    if (made !== 'cut off') {
      expect(made).toEqual({ ok: true, value: { slug: 'sample' } });
      break;
    }
    expect(++cuts).toBeLessThan(100);
  }
  expect(cuts).toBeGreaterThan(8);
  expect(await inventory(house)).toEqual(await inventory(whole));
  const { group_id: groupId } = await sampleGroup(house);
  expect(await house.record.verify(groupId)).toMatchObject({ problems: [], projection: 'equal' });
  await Promise.all([house.close(), whole.close()]);
});

test('two who ask at once make it once', async () => {
  const house = await testHouse();
  const made = await Promise.all([makeSample(house, operator), makeSample(house, operator)]);
  expect(made.map((each) => (each.ok ? 'made' : each.reason.code)).sort()).toEqual([
    'made',
    'sample-exists',
  ]);
  expect((await inventory(house)).members).toBe(members);
  await house.close();
});

test('beside a server that takes up the import as well', async () => {
  const house = await testHouse();
  // The loop of a server, and another: whoever comes first runs the batch, the rest are in time.
  const servers = [startImports(house), startImports(house)];
  expect(await makeSample(house, operator)).toMatchObject({ ok: true });
  expect((await inventory(house)).registered).toHaveLength(documents);
  await Promise.all(servers.map((server) => server.close()));
  await house.close();
});

test('a file that was refused is brought in when it is asked for again', async () => {
  const house = await testHouse();
  let failing = true;
  const converter: House['converter'] = {
    ...house.converter,
    convert: (file) =>
      failing && file.name.startsWith('13-')
        ? Promise.resolve({ ok: false, reason: { code: 'conversion-too-slow' } })
        : house.converter.convert(file),
  };
  const made = await makeSample({ ...house, converter }, operator);
  expect(made).toMatchObject({ ok: false, reason: { code: 'conversion-too-slow' } });
  failing = false;
  expect(await makeSample({ ...house, converter }, operator)).toMatchObject({ ok: true });
  expect((await inventory(house)).registered).toHaveLength(documents);
  await house.close();
});

describe('made from the home page', () => {
  const founder: Actor = { kind: 'account', userId: 'u1', name: 'Nova Newcomer', founder: true };

  test('an account that may found groups takes the seat of a secretariat', async () => {
    const house = await testHouse();
    expect(await makeSample(house, founder)).toMatchObject({ ok: true });
    expect(await inventory(house)).toMatchObject({ members: members + 1, seats: 1 });
    const own = await house.db.kysely
      .selectFrom('member')
      .innerJoin('seat', 'seat.member_id', 'member.member_id')
      .select(['member.name', 'member.role', 'member.state'])
      .execute();
    expect(own).toEqual([{ name: 'Nova Newcomer', role: 'secretariat', state: 'joined' }]);
    await house.close();
  });

  test('a newcomer makes it on a server where there is nobody to ask', async () => {
    const house = await testHouse();
    expect(await mayMakeSample(house, anonymous)).toBe(true);
    expect(await makeSample(house, anonymous)).toMatchObject({ ok: true });
    expect(await inventory(house)).toMatchObject({ members, seats: 0 });
    await house.close();
  });

  test.each([
    [anonymous, 'sign-in-first'],
    [{ ...founder, founder: false } as Actor, 'not-a-founder'],
  ])('nobody else makes it', async (actor, code) => {
    const house = await testHouse();
    const other = { slug: 'other', name: 'Other', mandate: '', mandateSource: '' };
    const rest = { termsOfReference: '', reportDue: null, visibility: 'public' };
    await foundGroup(house, operator, { ...other, ...rest });
    expect(await mayMakeSample(house, actor)).toBe(false);
    expect(await makeSample(house, actor)).toMatchObject({ ok: false, reason: { code } });
    expect((await inventory(house)).members).toBe(0);
    await house.close();
  });
});
