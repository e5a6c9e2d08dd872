import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Actor, operator } from '#actions/actor.ts';
import { addSubgroupMember } from '#actions/add-subgroup-member.ts';
import { changeGroupSettings } from '#actions/change-group-settings.ts';
import { changeSubgroupSettings } from '#actions/change-subgroup-settings.ts';
import { foundGroup } from '#actions/found-group.ts';
import { foundSubgroup } from '#actions/found-subgroup.ts';
import { listMember } from '#actions/list-member.ts';
import { removeMember } from '#actions/remove-member.ts';
import { removeSubgroupMember } from '#actions/remove-subgroup-member.ts';
import type { Role } from '#core/vocabulary.ts';
import { groupBySlug, subgroupsOf } from '#store/group/readers.ts';
import { type TestHouse, testHouse } from '#test/identity/test-house.ts';

let house: TestHouse;
beforeAll(async () => (house = await testHouse()));
afterAll(() => house.close());

const settings = {
  name: 'Working group on gauges',
  mandate: 'To read the gauges.',
  mandateSource: 'Decision 1',
  termsOfReference: 'Meet monthly.',
  reportDue: '2027-03-31' as string | null,
  visibility: 'public',
};

let groupId: string;
let slug: string;
let serial = 0;

beforeEach(async () => {
  slug = `gauges-${++serial}`;
  const founded = await foundGroup(house, operator, { ...settings, slug });
  if (!founded.ok) throw new Error(founded.reason.code);
  groupId = founded.value.groupId;
});

const group = async () => {
  const found = await groupBySlug(house.db.kysely, slug);
  if (!found) throw new Error('no group');
  return found;
};

async function member(name: string, role: Role): Promise<{ actor: Actor; memberId: string }> {
  const input = { name, delegation: '', stakeholderGroup: 'government', role, email: '' };
  const listed = await listMember(house, operator, groupId, input);
  if (!listed.ok) throw new Error(listed.reason.code);
  const { memberId } = listed.value;
  const userId = `${name}-${serial}`;
  await house.db.kysely
    .insertInto('seat')
    .values({ group_id: groupId, member_id: memberId, user_id: userId })
    .execute();
  return { memberId, actor: { kind: 'account', userId, name, founder: false } };
}

async function expectRecordIntact(): Promise<void> {
  const { projection, problems } = await house.record.verify(groupId);
  expect({ projection, problems }).toEqual({ projection: 'equal', problems: [] });
}

describe('the settings of a group', () => {
  test('are entered as what changed, and nothing where nothing did', async () => {
    const { settingsSeq } = await group();
    const wanted = { ...settings, name: ' Working  group on tides ', reportDue: '' };
    expect(await changeGroupSettings(house, operator, groupId, wanted, settingsSeq)).toMatchObject({
      ok: true,
    });
    const [, entry] = await house.record.read(groupId);
    expect(entry?.payload).toEqual({ name: 'Working group on tides', reportDue: null });
    const again = (await group()).settingsSeq;
    await changeGroupSettings(house, operator, groupId, wanted, again);
    expect(await house.record.head(groupId)).toMatchObject({ seq: 2 });
    await expectRecordIntact();
  });

  test('changed by two at once: one is told who was quicker and in what, nothing is lost', async () => {
    const { actor: ada } = await member('Ada', 'secretariat');
    const { actor: bo } = await member('Bo', 'secretariat');
    const { settingsSeq } = await group();
    const wanted = {
      Ada: { ...settings, mandate: 'Another.' },
      Bo: { ...settings, termsOfReference: 'Weekly.' },
    };
    const [first, second] = await Promise.all([
      changeGroupSettings(house, ada, groupId, wanted.Ada, settingsSeq),
      changeGroupSettings(house, bo, groupId, wanted.Bo, settingsSeq),
    ]);
    expect([first.ok, second.ok].sort()).toEqual([false, true]);
    const quicker = first.ok ? 'Ada' : 'Bo';
    expect(first.ok ? second : first).toEqual({
      ok: false,
      reason: {
        code: 'settings-changed-meanwhile',
        who: quicker,
        fields: first.ok ? 'mandate' : 'termsOfReference',
      },
    });
    const now = await group();
    expect(now).toMatchObject(wanted[quicker]);
    const both = { ...settings, mandate: 'Another.', termsOfReference: 'Weekly.' };
    const slower = first.ok ? bo : ada;
    const saved = await changeGroupSettings(house, slower, groupId, both, now.settingsSeq);
    expect(saved).toMatchObject({ ok: true });
    expect(await group()).toMatchObject(both);
    await expectRecordIntact();
  });

  test.each([
    ['chair', { termsOfReference: 'Weekly.' }, 'ok'],
    ['vice-chair', { reportDue: '2028-01-01' }, 'ok'],
    ['chair', { mandate: 'Another.' }, 'not-your-role'],
    ['chair', { visibility: 'members' }, 'not-your-role'],
    ['vice-chair', { name: 'Mine', termsOfReference: 'Weekly.' }, 'not-your-role'],
    ['secretariat', { name: 'Ours' }, 'ok'],
    ['member', { termsOfReference: 'Weekly.' }, 'not-your-role'],
    ['observer', { termsOfReference: 'Weekly.' }, 'not-your-role'],
  ] as const)('%s, %j: %s', async (role, change, code) => {
    const { actor } = await member('Someone', role);
    const { settingsSeq } = await group();
    const result = await changeGroupSettings(
      house,
      actor,
      groupId,
      { ...settings, ...change },
      settingsSeq,
    );
    expect(result.ok ? 'ok' : result.reason.code).toBe(code);
  });
});

describe('a subgroup', () => {
  const input = {
    name: 'Correspondence group',
    termsOfReference: 'List mechanisms.',
    due: '2027-01-31',
  };

  async function founded(actor: Actor = operator) {
    const result = await foundSubgroup(house, actor, groupId, input);
    if (!result.ok) throw new Error(result.reason.code);
    return result.value;
  }
  const seqOf = async (): Promise<number> =>
    Number(
      (
        await house.db.kysely
          .selectFrom('subgroup')
          .select('settings_seq')
          .where('group_id', '=', groupId)
          .executeTakeFirst()
      )?.settings_seq,
    );

  test('has an address of its own, numbered where the name is taken', async () => {
    const slugs = [await founded(), await founded(), await founded()].map((each) => each.slug);
    expect(slugs).toEqual([
      'correspondence-group',
      'correspondence-group-2',
      'correspondence-group-3',
    ]);
    const odd = await foundSubgroup(house, operator, groupId, { ...input, name: '水' });
    expect(odd).toMatchObject({ value: { slug: 'subgroup' } });
    const page = await foundSubgroup(house, operator, groupId, { ...input, name: 'New' });
    expect(page).toMatchObject({ value: { slug: 'new-2' } });
  });

  test('is changed, but not by two at once', async () => {
    const { actor } = await member('Bo', 'chair');
    const { subgroupId } = await founded(actor);
    const seq = await seqOf();
    const change = (name: string) =>
      changeSubgroupSettings(house, actor, groupId, subgroupId, { ...input, name }, seq);
    const results = [await change('Tides'), await change('Floods')];
    expect(results).toMatchObject([
      { ok: true },
      { ok: false, reason: { code: 'subgroup-changed-meanwhile', who: 'Bo' } },
    ]);
    expect(await subgroupsOf(house.db.kysely, groupId)).toMatchObject([{ name: 'Tides' }]);
    await expectRecordIntact();
  });

  test.each([
    [{ name: '' }, { code: 'name-missing', field: 'name' }],
    [{ due: '31.1.2027' }, { code: 'not-a-day', field: 'due' }],
  ])('is not founded with %j', async (change, reason) => {
    expect(await foundSubgroup(house, operator, groupId, { ...input, ...change })).toMatchObject({
      ok: false,
      reason,
    });
  });

  test('has members, each once, who leave with their seat', async () => {
    const { subgroupId } = await founded();
    const { memberId } = await member('Ada', 'member');
    const add = () => addSubgroupMember(house, operator, groupId, subgroupId, memberId);
    await Promise.all([add(), add()]);
    expect(await subgroupsOf(house.db.kysely, groupId)).toMatchObject([{ members: 1 }]);
    expect(
      (await house.record.read(groupId)).filter(({ verb }) => verb === 'subgroup.member-added'),
    ).toHaveLength(1);
    await removeSubgroupMember(house, operator, groupId, subgroupId, memberId);
    expect(
      await removeSubgroupMember(house, operator, groupId, subgroupId, memberId),
    ).toMatchObject({
      reason: { code: 'no-such-member' },
    });
    await add();
    await removeMember(house, operator, groupId, memberId);
    expect(await subgroupsOf(house.db.kysely, groupId)).toMatchObject([{ members: 0 }]);
    expect(await add()).toMatchObject({ reason: { code: 'no-such-member' } });
    await expectRecordIntact();
  });

  test('is the bureau’s to found', async () => {
    const { actor } = await member('Ada', 'member');
    expect(await foundSubgroup(house, actor, groupId, input)).toMatchObject({
      reason: { code: 'not-your-role' },
    });
  });
});
