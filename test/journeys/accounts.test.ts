import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { wordsOf } from './letter.ts';
import type { Browser } from 'playwright-core';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import {
  eventually,
  firstAccount,
  founder,
  posted,
  type RunningServer,
  startServer,
} from '#test/running-server.ts';
import { speak } from '#ui/speech.ts';
import { journey, openBrowser, type Person, person } from './person.ts';

const { t, reason } = speak();
const wide = { script: true, width: 1280 };
const narrow = { script: false, width: 360 };

let browser: Browser | undefined;
let server: RunningServer;
let post: SMTPServer;
const letters: { readonly to: string; readonly text: string }[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  post = new SMTPServer({
    allowInsecureAuth: true,
    onAuth: ({ username, password }, _session, done) =>
      password === 's3cr3t-word' ? done(null, { user: username }) : done(new Error('no')),
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      let text = '';
      stream.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      stream.on('end', () => {
        const to = session.envelope.rcptTo.map(({ address }) => address).join();
        letters.push({ to, text: wordsOf(text) });
        done();
      });
    },
  });
  post.listen(0, '127.0.0.1');
  await once(post.server, 'listening');
  const { port: smtp } = post.server.address() as AddressInfo;
  const port = await freePort();
  server = await startServer({
    PORT: String(port),
    ORIGIN: `http://127.0.0.1:${port}`,
    SMTP_URL: `smtp://post:s3cr3t-word@127.0.0.1:${smtp}/?from=rivers@example.org`,
  });
  const cookie = await firstAccount(server);
  const form = posted(server.address, { slug: 'reeds', name: 'Reeds', visibility: 'members' });
  await server.ask('/found', { ...form, headers: { ...form.headers, cookie } });
});
afterAll(async () => {
  await browser?.close();
  await server.remove();
  post.close();
});

async function freePort(): Promise<number> {
  const taken = createServer().listen(0, '127.0.0.1');
  await once(taken, 'listening');
  const { port } = taken.address() as AddressInfo;
  taken.close();
  await once(taken, 'close');
  return port;
}

/** The link in the latest letter to someone. */
async function linkMailedTo(address: string): Promise<string> {
  const letter = await eventually(`a letter to ${address}`, () =>
    letters.findLast(({ to }) => to === address),
  );
  const link = /http:\S+token=\S+/.exec(letter.text)?.[0] ?? '';
  expect(link).toContain(server.address);
  letters.splice(letters.indexOf(letter), 1);
  return link.slice(server.address.length);
}

async function signIn(who: Person, email: string, password: string): Promise<void> {
  await who.opens('/sign-in');
  await who.page.locator('#email').fill(email);
  await who.fills({ [t('account.password')]: password });
  await who.presses(t('account.sign-in.button'));
}

describe('an account', () => {
  journey('is made by a mailed invitation, and opened by a mailed link, once', async () => {
    const sek = await person(browser, server.address, narrow);
    await signIn(sek, founder.email, founder.password);
    await sek.opens('/g/reeds/members/new');
    await sek.fills({
      [t('members.name')]: 'Ada Weir',
      [t('members.delegation')]: 'Upper Meander',
      [t('members.email')]: 'ada@example.org',
    });
    await sek.chooses(t('members.stakeholder-group'), t('vocabulary.stakeholder.government'));
    await sek.presses(t('members.new.button'));
    await sek.opens('/g/reeds/members/manage');
    await sek.follows('Ada Weir');
    await sek.presses(t('members.invite.button'));
    await sek.sees(t('members.invited', { email: 'ada@example.org' }));
    expect(await sek.page.content()).not.toContain('token=');

    const ada = await person(browser, server.address, wide);
    await ada.opens('/g/reeds', { status: 404 });
    const invitation = await linkMailedTo('ada@example.org');
    // A mail program that looks at the link does not use it up.
    expect((await server.ask(invitation)).status).toBe(200);
    await ada.opens(invitation);
    await ada.fills({ [t('account.password')]: 'a long walk upstream' });
    await ada.presses(t('account.invitation.accept'));
    await ada.opens('/g/reeds');
    await ada.leaves();

    const again = await person(browser, server.address, narrow);
    await again.opens('/sign-in');
    await again.page.locator('#linkEmail').fill('ada@example.org');
    await again.presses(t('account.link.button'));
    await again.sees(t('account.link.sent.title'));
    const link = await linkMailedTo('ada@example.org');
    expect((await server.ask(link)).status, link).toBe(200);
    await again.opens(link);
    await again.presses(t('account.sign-in.button'));
    await again.opens('/account');
    await again.sees('ada@example.org');

    const thief = await person(browser, server.address, narrow);
    await thief.opens(link);
    await thief.page.getByRole('button', { name: t('account.sign-in.button') }).click();
    await thief.sees(reason({ code: 'link-spent' }));
    await thief.opens('/g/reeds', { status: 404 });

    // Whether there is an account is not told.
    await thief.opens('/sign-in');
    await thief.page.locator('#linkEmail').fill('no-one@example.org');
    await thief.presses(t('account.link.button'));
    await thief.sees(t('account.link.sent.title'));
    expect(letters.map(({ to }) => to)).not.toContain('no-one@example.org');
    for (const each of [sek, again, thief]) await each.leaves();
  });

  journey('is closed everywhere at once', async () => {
    const [here, there] = [
      await person(browser, server.address, wide),
      await person(browser, server.address, narrow),
    ];
    for (const each of [here, there]) await signIn(each, founder.email, founder.password);
    await here.opens('/account/sessions');
    await here.sees(t('account.sessions.here'));
    await here.presses(t('account.sessions.end-others'));
    await here.opens('/account');
    await there.opens('/account');
    await there.page.waitForURL('**/sign-in?**');
    await here.opens('/sign-out');
    const cookies = await here.page.context().cookies();
    await here.presses(t('nav.sign-out'));
    const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
    expect((await server.ask('/account', { headers: { cookie } })).status).toBe(303);
    for (const each of [here, there]) await each.leaves();
  });

  journey('is not opened by guessing', async () => {
    const guesser = await person(browser, server.address, narrow);
    await signIn(guesser, 'ada@example.org', 'guess number 0');
    await guesser.sees(reason({ code: 'wrong-password' }));
    expect(await guesser.page.locator('#email').inputValue()).toBe('ada@example.org');
    const form = (password: string) =>
      posted(server.address, { email: 'ada@example.org', password });
    const statuses: number[] = [];
    for (let tries = 1; tries <= 12; tries += 1) {
      statuses.push((await server.ask('/sign-in?/password', form(`guess ${tries}`))).status);
    }
    expect(statuses.at(0)).toBe(400);
    expect(statuses.at(-1)).toBe(429);
    await signIn(guesser, 'ada@example.org', 'a long walk upstream');
    await guesser.sees(/Too many tries\. Wait \d+ minutes?, then try once more\./);
    await signIn(guesser, founder.email, founder.password);
    await guesser.opens('/account');
    await guesser.sees(founder.email);
    await guesser.leaves();
  });

  journey('has no secret in what the server prints, nor in the record', async () => {
    const printed = server.output().replace(await server.setupLink(), '');
    const { out } = await server.command('record', 'show', '--group', 'reeds');
    for (const secret of ['s3cr3t-word', founder.password, 'upstream', 'token=', 'guess']) {
      expect(printed).not.toContain(secret);
      expect(out).not.toContain(secret);
    }
    expect(out).not.toContain('example.org');
  });
});
