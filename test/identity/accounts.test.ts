import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { getMigrations } from 'better-auth/db/migration';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createAuth } from '#identity/auth.ts';
import { insertAccount } from '#identity/insert-account.ts';
import { readSecret } from '#identity/secret.ts';
import { Browser, type TestHouse, testHouse } from './test-house.ts';

let house: TestHouse;
beforeAll(async () => (house = await testHouse()));
afterAll(() => house.close());

const password = 'correct horse battery';
let serial = 0;
let email = '';

beforeEach(async () => {
  serial += 1;
  email = `person-${serial}@example.org`;
  house.letters.length = 0;
  const passwordHash = await house.accounts.hashPassword(password);
  await house.db.kysely.transaction().execute((tx) =>
    insertAccount(
      tx,
      {
        userId: `user-${serial}`,
        name: `Person ${serial}`,
        email,
        passwordHash,
        founder: serial === 1,
        emailVerified: true,
      },
      house.now(),
    ),
  );
});

async function signedIn(address?: string): Promise<Browser> {
  const browser = new Browser(address);
  const opened = await house.accounts.signIn(browser, email, password);
  if (!opened.ok) throw new Error(opened.reason.code);
  browser.keep(opened.value);
  return browser;
}

const letter = (path: string) => ({ subject: 'Sign in', text: `link ${path}` });
const tokenIn = (text: string): string => /token=(\S+)/.exec(text)?.[1] ?? '';

describe('the tables of the account library', () => {
  test('are as the library wants them', async () => {
    const auth = createAuth({
      pool: house.db.pool,
      secret: 'x'.repeat(43),
      origin: undefined,
      log: house.log,
    });
    const { toBeCreated, toBeAdded } = await getMigrations(auth.options);
    expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] });
  });
});

describe('signing in', () => {
  test('opens a session that says who it is', async () => {
    const browser = await signedIn();
    const name = `Person ${serial}`;
    const expected = { kind: 'account', userId: `user-${serial}`, name, founder: serial === 1 };
    expect(await house.accounts.actorOf(browser.headers)).toEqual(expected);
  });

  test('sends the cookie over https only, and out of reach of scripts', async () => {
    const opened = await house.accounts.signIn(new Browser(), email, password);
    expect(opened.ok && opened.value).toMatchObject([
      { secure: true, name: expect.stringMatching(/^__Secure-/) },
    ]);
  });

  test('takes the address in any case', async () => {
    expect(await house.accounts.signIn(new Browser(), email.toUpperCase(), password)).toMatchObject(
      { ok: true },
    );
  });

  test.each([
    ['a wrong password', () => email, 'not the password'],
    ['an unknown address', () => 'nobody@example.org', password],
    ['no address at all', () => '', password],
    ['something that is no address', () => 'person', password],
  ])('refuses %s in the same words', async (_case, address, given) => {
    expect(await house.accounts.signIn(new Browser(), address(), given)).toEqual({
      ok: false,
      reason: { code: 'wrong-password' },
    });
  });

  test.each([
    '',
    'rapporteur.session_token=x',
    '__Secure-rapporteur.session_token=forged.signature',
  ])('takes “%s” for nobody', async (cookie) => {
    expect(await house.accounts.actorOf(new Headers({ cookie }))).toBeUndefined();
  });
});

describe('limits on signing in', () => {
  test('ten tries at one account, then even the right password waits', async () => {
    for (let i = 0; i < 10; i++) {
      expect(
        await house.accounts.signIn(new Browser(`192.0.2.${i}`), email, 'wrong'),
      ).toMatchObject({
        reason: { code: 'wrong-password' },
      });
    }
    expect(await house.accounts.signIn(new Browser(), email, password)).toMatchObject({
      ok: false,
      reason: { code: 'too-many-tries', minutes: 15 },
    });
    house.wait(16);
    expect(await house.accounts.signIn(new Browser(), email, password)).toMatchObject({ ok: true });
  });

  test('tries made at once are all counted', async () => {
    const tries = Array.from({ length: 14 }, () =>
      house.accounts.signIn(new Browser('192.0.2.99'), email, 'wrong'),
    );
    const codes = (await Promise.all(tries)).map((result) => (result.ok ? '' : result.reason.code));
    expect(codes.filter((code) => code === 'too-many-tries')).toHaveLength(4);
  });

  test('signing in starts the count anew', async () => {
    for (const wrong of [9, 2]) {
      for (let i = 0; i < wrong; i++) await house.accounts.signIn(new Browser(), email, 'wrong');
      expect(await house.accounts.signIn(new Browser(), email, password)).toMatchObject({
        ok: true,
      });
    }
  });

  test('keep no address in the database', async () => {
    await house.accounts.signIn(new Browser('203.0.113.77'), email, 'wrong');
    const rows = await house.db.kysely.selectFrom('auth_attempt').select('key').execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ key }) => !/^[0-9a-f]{64}$/.test(key))).toEqual([]);
  });
});

describe('a mailed link', () => {
  test('signs in once', async () => {
    await house.accounts.mailLink(new Browser(), email, letter);
    expect(house.letters).toMatchObject([{ to: email }]);
    const token = tokenIn(house.letters[0]?.text ?? '');
    const browser = new Browser();
    const opened = await house.accounts.signInByLink(browser, token);
    expect(opened.ok).toBe(true);
    if (opened.ok) browser.keep(opened.value);
    expect(await house.accounts.actorOf(browser.headers)).toMatchObject({
      userId: `user-${serial}`,
    });
    expect(await house.accounts.signInByLink(new Browser(), token)).toMatchObject({
      reason: { code: 'link-spent' },
    });
  });

  test('leaves the password of a known address in force', async () => {
    await house.accounts.mailLink(new Browser(), email, letter);
    await house.accounts.signInByLink(new Browser(), tokenIn(house.letters[0]?.text ?? ''));
    expect(await house.accounts.signIn(new Browser(), email, password)).toMatchObject({ ok: true });
  });

  test('is not sent to an address without an account, and the answer is the same', async () => {
    expect(await house.accounts.mailLink(new Browser(), 'nobody@example.org', letter)).toEqual(
      await house.accounts.mailLink(new Browser(), email, letter),
    );
    expect(house.letters.map(({ to }) => to)).toEqual([email]);
  });

  test('is not sent without end', async () => {
    for (let i = 0; i < 3; i++) await house.accounts.mailLink(new Browser(), email, letter);
    expect(await house.accounts.mailLink(new Browser(), email, letter)).toMatchObject({
      reason: { code: 'too-many-tries' },
    });
    expect(house.letters).toHaveLength(3);
  });

  test.each(['', 'made-up', '../../sign-out'])(
    'with the token “%s” opens nothing',
    async (token) => {
      expect(await house.accounts.signInByLink(new Browser(), token)).toMatchObject({
        reason: { code: 'link-spent' },
      });
    },
  );

  test('is kept as a hash only', async () => {
    await house.accounts.mailLink(new Browser(), email, letter);
    const token = tokenIn(house.letters[0]?.text ?? '');
    const { rows } = await house.db.pool.query('select identifier, value from auth_verification');
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe('sessions', () => {
  test('are listed, and ended everywhere else', async () => {
    const [here, there] = [await signedIn('192.0.2.1'), await signedIn('192.0.2.2')];
    const listed = await house.accounts.sessions(here);
    expect(listed.map(({ current, userAgent }) => [current, userAgent])).toEqual([
      [false, 'Browser at 192.0.2.2'],
      [true, 'Browser at 192.0.2.1'],
    ]);
    await house.accounts.endOtherSessions(here);
    expect(await house.accounts.actorOf(there.headers)).toBeUndefined();
    expect(await house.accounts.actorOf(here.headers)).toBeDefined();
  });

  test('are ended one by one, but only one’s own', async () => {
    const [here, there] = [await signedIn(), await signedIn()];
    const other = (await house.accounts.sessions(here)).find(({ current }) => !current);
    const stranger = new Browser();
    await house.accounts.endSession(stranger, other?.id ?? '');
    expect(await house.accounts.actorOf(there.headers)).toBeDefined();
    await house.accounts.endSession(here, other?.id ?? '');
    expect(await house.accounts.actorOf(there.headers)).toBeUndefined();
  });

  test('end with signing out', async () => {
    const browser = await signedIn();
    const before = browser.headers;
    browser.keep(await house.accounts.signOut(browser));
    expect(await house.accounts.actorOf(before)).toBeUndefined();
    expect(browser.headers.get('cookie')).toBe('');
  });
});

describe('changing the password', () => {
  test('ends every other session', async () => {
    const [here, there] = [await signedIn(), await signedIn()];
    const changed = await house.accounts.changePassword(here, email, password, 'another long one');
    expect(changed.ok).toBe(true);
    if (changed.ok) here.keep(changed.value);
    expect(await house.accounts.actorOf(here.headers)).toBeDefined();
    expect(await house.accounts.actorOf(there.headers)).toBeUndefined();
    expect(await house.accounts.signIn(new Browser(), email, password)).toMatchObject({
      ok: false,
    });
    expect(await house.accounts.signIn(new Browser(), email, 'another long one')).toMatchObject({
      ok: true,
    });
  });

  test.each([
    ['not the password', 'another long one', { code: 'wrong-current-password', field: 'current' }],
    [password, 'short', { code: 'password-short', field: 'password', limit: 10 }],
    [password, 'x'.repeat(129), { code: 'password-long', field: 'password', limit: 128 }],
  ])('from %j to %j is refused', async (current, wanted, reason) => {
    const here = await signedIn();
    expect(await house.accounts.changePassword(here, email, current, wanted)).toEqual({
      ok: false,
      reason,
    });
  });
});

describe('the secret', () => {
  test('is made once, for the owner’s eyes only', async () => {
    const path = join(house.dataDir, 'secret');
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readSecret(house.dataDir)).toBe((await readFile(path, 'utf8')).trim());
  });

  test('and no token or password is in the log', async () => {
    await house.accounts.signIn(new Browser(), email, 'a-wrong-password');
    await house.accounts.mailLink(new Browser(), email, letter);
    const said = house.lines.join('\n');
    expect(said).not.toContain('a-wrong-password');
    expect(said).not.toContain(tokenIn(house.letters[0]?.text ?? 'token=?'));
  });
});
