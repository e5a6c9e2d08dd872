import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { acceptInvitation } from '#actions/accept-invitation.ts';
import { type Actor, anonymous, operator } from '#actions/actor.ts';
import { changeMember } from '#actions/change-member.ts';
import { firstAccount } from '#actions/first-account.ts';
import { foundGroup } from '#actions/found-group.ts';
import { importMembers } from '#actions/import-members.ts';
import { inviteMember } from '#actions/invite-member.ts';
import { letFound } from '#actions/let-found.ts';
import { listMember } from '#actions/list-member.ts';
import { removeMember } from '#actions/remove-member.ts';
import { standingOf } from '#actions/standing.ts';
import { firstAccountLink } from '#identity/first-account.ts';
import { hashOfToken } from '#identity/token.ts';
import { seatSheet, seatSheets } from '#store/member/readers.ts';
import { Browser, type TestHouse, testHouse } from '#test/identity/test-house.ts';

let house: TestHouse;
let founder: Extract<Actor, { kind: 'account' }>;
let groupId: string;
let serial = 0;

const password = 'correct horse battery';
const letter = (path: string) => ({ subject: 'Come', text: `link ${path}` });
const tokenIn = (path: string | undefined): string => /token=(\S+)/.exec(path ?? '')?.[1] ?? '';
const lastToken = (): string => tokenIn(house.letters.at(-1)?.text);

const wanda = {
  name: 'Wanda Weir',
  delegation: 'Upper Meander',
  stakeholderGroup: 'government',
  role: 'member',
  email: 'wanda@example.org',
};

beforeAll(async () => {
  house = await testHouse();
  const token = tokenIn(await firstAccountLink(house));
  const input = { name: 'First Founder', email: 'first@example.org', password };
  const made = await firstAccount(house, token, input);
  if (!made.ok) throw new Error(made.reason.code);
  founder = { kind: 'account', userId: made.value.userId, name: 'First Founder', founder: true };
});
afterAll(() => house.close());

beforeEach(async () => {
  house.letters.length = 0;
  groupId = (await found(`Group ${++serial}`)).groupId;
});

async function found(name: string, actor: Actor = founder) {
  const founded = await foundGroup(house, actor, {
    slug: '',
    name,
    mandate: '',
    mandateSource: '',
    termsOfReference: '',
    reportDue: null,
    visibility: 'members',
  });
  if (!founded.ok) throw new Error(founded.reason.code);
  return founded.value;
}

async function listed(input: Partial<typeof wanda> = {}): Promise<string> {
  const made = await listMember(house, founder, groupId, { ...wanda, ...input });
  if (!made.ok) throw new Error(made.reason.code);
  return made.value.memberId;
}

async function invited(memberId: string, email = wanda.email): Promise<string> {
  const sent = await inviteMember(house, founder, groupId, memberId, email, letter);
  if (!sent.ok) throw new Error(sent.reason.code);
  return lastToken();
}

/** Invites, accepts with a new account, and answers with who that is. */
async function joined(input: Partial<typeof wanda> = {}) {
  const email = `person-${++serial}@example.org`;
  const memberId = await listed({ ...input, email });
  const token = await invited(memberId, email);
  const accepted = await acceptInvitation(house, anonymous, token, { name: 'N. N.', password });
  if (!accepted.ok) throw new Error(accepted.reason.code);
  const browser = new Browser();
  const opened = await house.accounts.signIn(browser, email, password);
  if (opened.ok) browser.keep(opened.value);
  const actor = await house.accounts.actorOf(browser.headers);
  if (!actor) throw new Error('not signed in');
  return { memberId, actor, email };
}

const sheet = (memberId: string) => seatSheet(house.db.kysely, groupId, memberId, house.now());
const changedSeq = async (memberId: string) => (await sheet(memberId))?.changedSeq ?? -1;
const verbs = async () => (await house.record.read(groupId)).map(({ verb }) => verb);

/** The projection is what the record says, and the record hangs together. */
async function expectRecordIntact(): Promise<void> {
  const { projection, problems } = await house.record.verify(groupId);
  expect({ projection, problems }).toEqual({ projection: 'equal', problems: [] });
}

describe('the first account', () => {
  test('signs in, may found groups, and takes the first seat of each', async () => {
    const opened = await house.accounts.signIn(new Browser(), 'first@example.org', password);
    expect(opened.ok).toBe(true);
    const standing = await standingOf(house.db.kysely, founder, groupId);
    expect(standing).toMatchObject({ kind: 'member', role: 'secretariat', state: 'joined' });
    expect(await verbs()).toEqual(['group.founded', 'member.listed', 'member.joined']);
    await expectRecordIntact();
  });

  test('is one: no link is made any more, and a left one opens nothing', async () => {
    expect(await firstAccountLink(house)).toBeUndefined();
    const input = { name: 'Second', email: 'second@example.org', password };
    expect(await firstAccount(house, 'x', input)).toMatchObject({
      reason: { code: 'first-account-there' },
    });
  });
});

describe('the link to the first account', () => {
  let empty: TestHouse;
  beforeAll(async () => (empty = await testHouse()));
  afterAll(() => empty.close());
  const input = { name: 'First', email: 'first@example.org', password };

  test('is voided by the next, and by a day', async () => {
    const [old, next] = [await firstAccountLink(empty), await firstAccountLink(empty)];
    const spent = { reason: { code: 'setup-link-spent' } };
    expect(await firstAccount(empty, tokenIn(old), input)).toMatchObject(spent);
    empty.wait(24 * 60 + 1);
    expect(await firstAccount(empty, tokenIn(next), input)).toMatchObject(spent);
  });

  test.each([
    [{ name: ' ' }, 'name-missing'],
    [{ email: 'first' }, 'email-unfit'],
    [{ password: 'too short' }, 'password-short'],
    [{ password: 'First@example.org' }, 'password-is-email'],
  ])('asks for more where it was given %j', async (change, code) => {
    const token = tokenIn(await firstAccountLink(empty));
    expect(await firstAccount(empty, token, { ...input, ...change })).toMatchObject({
      reason: { code },
    });
  });

  test('makes one account, however many use it at once', async () => {
    const token = tokenIn(await firstAccountLink(empty));
    const tries = ['a', 'b', 'c'].map((who) =>
      firstAccount(empty, token, { ...input, email: `${who}@example.org` }),
    );
    const results = await Promise.all(tries);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const users = await empty.db.kysely.selectFrom('auth_user').select('id').execute();
    expect(users).toHaveLength(1);
  });
});

describe('founding', () => {
  const input = {
    slug: 'water',
    name: 'Water',
    mandate: 'Mandate.',
    mandateSource: '',
    termsOfReference: '',
    reportDue: '2027-03-31',
    visibility: 'public',
  };

  test.each([
    [{ name: ' ' }, { code: 'name-missing', field: 'name' }],
    [{ slug: 'new' }, { code: 'slug-reserved', field: 'slug' }],
    [{ slug: 'Wasser & Co' }, { code: 'slug-unfit', field: 'slug', suggestion: 'wasser-co' }],
    [{ reportDue: '2027-02-30' }, { code: 'not-a-day', field: 'reportDue' }],
    [{ reportDue: 'soon' }, { code: 'not-a-day', field: 'reportDue' }],
    [{ visibility: 'secret' }, { code: 'visibility-unknown', field: 'visibility' }],
  ])('with %j is refused', async (change, reason) => {
    expect(await foundGroup(house, founder, { ...input, ...change })).toMatchObject({
      ok: false,
      reason,
    });
  });

  test('takes an address once, also when two found at once', async () => {
    const both = await Promise.allSettled([
      foundGroup(house, founder, input),
      foundGroup(house, operator, input),
    ]);
    const codes = both.map((each) =>
      each.status === 'fulfilled' ? (each.value.ok ? 'ok' : each.value.reason.code) : 'thrown',
    );
    expect(codes.sort()).toEqual(['ok', 'slug-taken']);
  });

  test('is not for everyone', async () => {
    const { actor } = await joined();
    expect(await foundGroup(house, actor, input)).toMatchObject({
      reason: { code: 'not-a-founder' },
    });
    expect(await foundGroup(house, anonymous, input)).toMatchObject({
      reason: { code: 'sign-in-first' },
    });
  });

  test('is for whom a founder lets in, with an account or without', async () => {
    const { actor, email } = await joined();
    expect(await letFound(house, actor, 'x@example.org', letter)).toMatchObject({ ok: false });
    expect(await letFound(house, founder, email, letter)).toMatchObject({
      value: { outcome: 'let' },
    });
    const sent = await letFound(house, founder, 'Other@example.org', letter);
    expect(sent).toMatchObject({ value: { outcome: 'mailed', path: undefined } });
    const given = { name: 'Other', password };
    expect(await acceptInvitation(house, anonymous, lastToken(), given)).toMatchObject({
      ok: true,
    });
    const rows = await house.db.kysely
      .selectFrom('auth_user')
      .select(['email', 'founder', 'emailVerified'])
      .where('email', 'in', [email, 'other@example.org'])
      .execute();
    expect(rows.map(({ founder: may, emailVerified }) => [may, emailVerified])).toEqual([
      [true, true],
      [true, true],
    ]);
  });
});

describe('an invitation', () => {
  test('seats a new account, once, and the address is not in the record', async () => {
    const { memberId, actor, email } = await joined();
    expect(await standingOf(house.db.kysely, actor, groupId)).toMatchObject({
      memberId,
      role: 'member',
    });
    expect((await verbs()).slice(-3)).toEqual(['member.listed', 'member.invited', 'member.joined']);
    expect(JSON.stringify(await house.record.read(groupId))).not.toContain(email);
    await expectRecordIntact();
  });

  test('is kept as a hash only', async () => {
    const token = await invited(await listed());
    const { rows } = await house.db.pool.query('select * from invitation');
    expect(JSON.stringify(rows)).toContain(hashOfToken(token));
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(await house.record.read(groupId))).not.toContain(token);
  });

  test('used twice is refused the second time, and makes no second account', async () => {
    const memberId = await listed();
    const token = await invited(memberId, `twice-${serial}@example.org`);
    const given = { name: 'W', password };
    const results = await Promise.all([
      acceptInvitation(house, anonymous, token, given),
      acceptInvitation(house, anonymous, token, given),
    ]);
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await acceptInvitation(house, anonymous, token, given)).toMatchObject({
      reason: { code: 'invitation-spent' },
    });
    await expectRecordIntact();
  });

  test('ends after fourteen days', async () => {
    const token = await invited(await listed(), `late-${serial}@example.org`);
    house.wait(14 * 24 * 60 + 1);
    expect(await acceptInvitation(house, anonymous, token, { name: 'W', password })).toMatchObject({
      reason: { code: 'invitation-spent' },
    });
  });

  test('is replaced by the next one', async () => {
    const memberId = await listed();
    const old = await invited(memberId, `next-${serial}@example.org`);
    const next = await invited(memberId, `next-${serial}@example.org`);
    const given = { name: 'W', password };
    expect(await acceptInvitation(house, anonymous, old, given)).toMatchObject({ ok: false });
    expect(await acceptInvitation(house, anonymous, next, given)).toMatchObject({ ok: true });
  });

  test('that comes to nothing is not used up', async () => {
    const memberId = await listed();
    const token = await invited(memberId, 'first@example.org');
    const given = { name: 'W', password };
    expect(await acceptInvitation(house, anonymous, token, given)).toMatchObject({
      reason: { code: 'email-taken' },
    });
    expect(await sheet(memberId)).toMatchObject({ state: 'invited' });
    const { actor } = await joined({ name: 'Another' });
    expect(await acceptInvitation(house, actor, token, undefined)).toMatchObject({
      reason: { code: 'already-seated' },
    });
    const other = { ...founder, userId: 'somebody-else' };
    expect(await acceptInvitation(house, other, token, undefined)).toMatchObject({ ok: true });
  });

  test('brings one person into several groups', async () => {
    const { actor, email } = await joined();
    groupId = (await found(`Another ${serial}`)).groupId;
    const token = await invited(await listed({ role: 'chair' }), email);
    expect(await acceptInvitation(house, actor, token, undefined)).toMatchObject({ ok: true });
    expect(await standingOf(house.db.kysely, actor, groupId)).toMatchObject({ role: 'chair' });
  });

  test('without mail is a link for who invites, and proves no address', async () => {
    const silent = {
      ...house,
      mail: { works: false, origin: '', send: () => Promise.resolve(false) },
    };
    const memberId = await listed();
    const email = `silent-${serial}@example.org`;
    const sent = await inviteMember(silent, founder, groupId, memberId, email, letter);
    const path = sent.ok ? sent.value.path : undefined;
    expect(path).toMatch(/^\/invitation\?token=[\w-]{43}$/);
    await acceptInvitation(house, anonymous, tokenIn(path), { name: 'S', password });
    const user = await house.db.kysely
      .selectFrom('auth_user')
      .select('emailVerified')
      .where('email', '=', email)
      .executeTakeFirst();
    expect(user).toEqual({ emailVerified: false });
  });

  test('is a link, too, where the mail server does not take the letter', async () => {
    const failing = { ...house, mail: { ...house.mail, send: () => Promise.resolve(false) } };
    const sent = await inviteMember(
      failing,
      founder,
      groupId,
      await listed(),
      'f@example.org',
      letter,
    );
    expect(sent).toMatchObject({ ok: true, value: { path: expect.stringContaining('token=') } });
  });

  test.each([
    ['nobody there', async () => 'no-one', 'no-such-member'],
    ['who has joined', async () => (await joined()).memberId, 'already-joined'],
  ])('goes to none with %s', async (_case, memberId, code) => {
    expect(
      await inviteMember(house, founder, groupId, await memberId(), 'x@example.org', letter),
    ).toMatchObject({ reason: { code } });
  });

  test('is the secretariat’s to give', async () => {
    const { actor } = await joined({ role: 'chair' });
    expect(
      await inviteMember(
        house,
        actor,
        groupId,
        await listed({ name: 'B' }),
        'x@example.org',
        letter,
      ),
    ).toMatchObject({ reason: { code: 'not-your-role' } });
    expect(house.letters.map(({ to }) => to)).not.toContain('x@example.org');
  });
});

describe('a table of members', () => {
  const head = 'name,delegation,stakeholder group,role,e-mail';

  test('is taken whole', async () => {
    const table = `${head}\nA,U,government,member,a@example.org\nB,V,civil society,chair,`;
    expect(await importMembers(house, founder, groupId, table)).toEqual({
      ok: true,
      value: { count: 2 },
    });
    const seats = await seatSheets(house.db.kysely, groupId, house.now());
    expect(seats.map(({ name, email }) => [name, email])).toEqual([
      ['First Founder', null],
      ['A', 'a@example.org'],
      ['B', null],
    ]);
    expect(JSON.stringify(await house.record.read(groupId))).not.toContain('a@example.org');
    await expectRecordIntact();
  });

  test('with one wrong line is not taken at all', async () => {
    const before = await verbs();
    const table = `${head}\nA,U,government,member,a@example.org\nB,V,nobody,chair,`;
    expect(await importMembers(house, founder, groupId, table)).toMatchObject({
      reason: { code: 'members-lines-wrong', count: 1, lines: '3' },
    });
    expect(await verbs()).toEqual(before);
    expect(
      await house.db.kysely
        .selectFrom('contact')
        .select('email')
        .where('group_id', '=', groupId)
        .execute(),
    ).toEqual([]);
  });

  test('brought in twice at once is taken once', async () => {
    const table = `${head}\nA,U,government,member,`;
    const both = await Promise.all([1, 2].map(() => importMembers(house, founder, groupId, table)));
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await seatSheets(house.db.kysely, groupId, house.now())).toHaveLength(2);
  });
});

describe('a seat', () => {
  test('is changed, but not by two at once', async () => {
    const memberId = await listed();
    const seq = await changedSeq(memberId);
    const both = await Promise.all([
      changeMember(house, founder, groupId, memberId, { ...wanda, name: 'Wanda W.' }, seq),
      changeMember(house, founder, groupId, memberId, { ...wanda, role: 'chair' }, seq),
    ]);
    expect(both.map((each) => (each.ok ? 'ok' : each.reason.code)).sort()).toEqual([
      'member-changed-meanwhile',
      'ok',
    ]);
    expect(await sheet(memberId)).toMatchObject(
      both[0].ok ? { name: 'Wanda W.', role: 'member' } : { name: 'Wanda Weir', role: 'chair' },
    );
    await expectRecordIntact();
  });

  test('keeps its address out of the record', async () => {
    const memberId = await listed();
    const length = (await verbs()).length;
    const input = { ...wanda, email: 'new@example.org' };
    await changeMember(house, founder, groupId, memberId, input, await changedSeq(memberId));
    expect(await sheet(memberId)).toMatchObject({ email: 'new@example.org' });
    expect(await verbs()).toHaveLength(length);
  });

  test.each([
    [{ name: '' }, 'name-missing', 'name'],
    [{ role: 'king' }, 'role-missing', 'role'],
    [{ stakeholderGroup: '' }, 'stakeholder-group-missing', 'stakeholderGroup'],
    [{ email: 'at home' }, 'email-unfit', 'email'],
    [{ delegation: 'x'.repeat(201) }, 'too-long', 'delegation'],
  ])('is not given with %j', async (change, code, field) => {
    expect(await listMember(house, founder, groupId, { ...wanda, ...change })).toMatchObject({
      ok: false,
      reason: { code, field },
    });
  });

  test('is not given twice to the same person of the same delegation', async () => {
    await listed();
    expect(
      await listMember(house, founder, groupId, { ...wanda, name: 'WANDA  weir' }),
    ).toMatchObject({
      reason: { code: 'member-there' },
    });
    expect(
      await listMember(house, founder, groupId, { ...wanda, delegation: 'Other' }),
    ).toMatchObject({ ok: true });
  });

  test('taken away ends what its account may do here', async () => {
    const { memberId, actor } = await joined({ name: 'Sec Retary', role: 'secretariat' });
    expect(await listMember(house, actor, groupId, wanda)).toMatchObject({ ok: true });
    expect(await removeMember(house, founder, groupId, memberId)).toMatchObject({ ok: true });
    expect(await listMember(house, actor, groupId, { ...wanda, name: 'X' })).toMatchObject({
      reason: { code: 'not-a-member' },
    });
    expect(await sheet(memberId)).toMatchObject({ state: 'left', email: null });
    expect(await removeMember(house, founder, groupId, memberId)).toMatchObject({
      reason: { code: 'no-such-member' },
    });
    await expectRecordIntact();
  });
});

describe('the secretariat', () => {
  async function mySeat(): Promise<string> {
    const standing = await standingOf(house.db.kysely, founder, groupId);
    return standing.kind === 'member' ? standing.memberId : '';
  }
  const me = { name: 'First Founder', delegation: '', stakeholderGroup: '', email: '' };
  const last = { ok: false, reason: { code: 'last-secretariat' } };

  test('neither leaves nor steps down while nobody else sits in it', async () => {
    const seat = await mySeat();
    await listed({ role: 'secretariat' });
    expect(await removeMember(house, founder, groupId, seat)).toMatchObject(last);
    const observer = { ...me, role: 'observer' };
    expect(
      await changeMember(house, founder, groupId, seat, observer, await changedSeq(seat)),
    ).toMatchObject(last);
  });

  test('of two, one may go, and not both at once', async () => {
    const { memberId, actor } = await joined({ role: 'secretariat' });
    const both = await Promise.all([
      removeMember(house, founder, groupId, memberId),
      removeMember(house, actor, groupId, await mySeat()),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  test('is for the operator to mend', async () => {
    expect(await removeMember(house, operator, groupId, await mySeat())).toMatchObject({
      ok: true,
    });
  });
});
