import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isDatabaseGone } from '#db/gone.ts';
import { createAccounts } from '#identity/accounts.ts';
import { insertAccount } from '#identity/insert-account.ts';
import { createMail } from '#identity/mail.ts';
import { connectTo, testDatabase } from '#test/database.ts';
import { Browser } from './test-house.ts';

test('while the database is gone nobody is taken for signed out: it is said', async () => {
  const db = await testDatabase();
  const away = connectTo(db.address);
  const dataDir = await mkdtemp(join(tmpdir(), 'rapporteur-gone-'));
  const quiet = (): void => undefined;
  const accounts = await createAccounts({
    pool: away.pool,
    dataDir,
    origin: undefined,
    mail: createMail(undefined, undefined, quiet),
    now: () => new Date(),
    log: quiet,
  });
  const browser = new Browser();
  const passwordHash = await accounts.hashPassword('correct horse battery');
  const account = { userId: 'u', name: 'Ada', email: 'ada@example.org', passwordHash };
  await db.kysely.transaction().execute(async (tx) => {
    await insertAccount(tx, { ...account, founder: false, emailVerified: true }, new Date());
  });
  const opened = await accounts.signIn(browser, 'ada@example.org', 'correct horse battery');
  if (opened.ok) browser.keep(opened.value);
  expect(await accounts.actorOf(browser.headers)).toBeDefined();
  await away.pool.end();
  const asked = accounts.actorOf(browser.headers).catch((error: unknown) => error);
  expect(isDatabaseGone(await asked)).toBe(true);
  const signIn = accounts
    .signIn(new Browser(), 'ada@example.org', 'x')
    .catch((error: unknown) => error);
  expect(isDatabaseGone(await signIn)).toBe(true);
  await db.close();
  await rm(dataDir, { recursive: true });
});
