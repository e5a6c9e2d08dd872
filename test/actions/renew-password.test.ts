import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { acceptInvitation } from '#actions/accept-invitation.ts';
import { anonymous } from '#actions/actor.ts';
import { firstAccount } from '#actions/first-account.ts';
import { renewalLink, renewPassword } from '#actions/renew-password.ts';
import { firstAccountLink } from '#identity/first-account.ts';
import { Browser, type TestHouse, testHouse } from '#test/identity/test-house.ts';

let house: TestHouse;
const email = 'first@example.org';
const old = 'correct horse battery';
const fresh = 'another long password';
const tokenIn = (path: string | undefined): string => /token=(\S+)/.exec(path ?? '')?.[1] ?? '';

beforeAll(async () => {
  house = await testHouse();
  const token = tokenIn(await firstAccountLink(house));
  await firstAccount(house, token, { name: 'First', email, password: old });
});
afterAll(() => house.close());

async function link(): Promise<string> {
  const made = await renewalLink(house, ' First@example.org ');
  if (!made.ok) throw new Error(made.reason.code);
  return tokenIn(made.value.path);
}
const spent = { ok: false, reason: { code: 'link-spent' } };

describe('a link to a new password', () => {
  test('is refused for an account that is not there', async () => {
    expect(await renewalLink(house, 'nobody@example.org')).toMatchObject({
      reason: { code: 'no-such-account' },
    });
  });

  test('wants a password that is long enough, and is not used up by one that is not', async () => {
    const token = await link();
    expect(await renewPassword(house, token, 'short')).toMatchObject({
      reason: { code: 'password-short' },
    });
    expect(await renewPassword(house, token, old)).toMatchObject({ ok: true });
  });

  test('ends every session, works once, and voids the others', async () => {
    const browser = new Browser();
    const opened = await house.accounts.signIn(browser, email, old);
    if (opened.ok) browser.keep(opened.value);
    const [one, other] = [await link(), await link()];
    expect(await renewPassword(house, one, fresh)).toEqual({ ok: true, value: { email } });
    expect(await house.accounts.actorOf(browser.headers)).toBeUndefined();
    expect(await house.accounts.signIn(new Browser(), email, old)).toMatchObject({ ok: false });
    expect(await house.accounts.signIn(new Browser(), email, fresh)).toMatchObject({ ok: true });
    expect(await renewPassword(house, one, old)).toMatchObject(spent);
    expect(await renewPassword(house, other, old)).toMatchObject(spent);
  });

  test('is good for two hours, and for nothing else', async () => {
    const token = await link();
    expect(
      await acceptInvitation(house, anonymous, token, { name: 'X', password: old }),
    ).toMatchObject({
      reason: { code: 'invitation-spent' },
    });
    house.wait(121);
    expect(await renewPassword(house, token, old)).toMatchObject(spent);
  });
});
