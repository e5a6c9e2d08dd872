import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { firstAccountLink } from '#identity/first-account.ts';
import { openHouseToPages } from '#server/current-house.ts';
import { builtPages } from '#server/pages.ts';
import { preparePageEnvironment, serve, type WebServer } from '#server/web-server.ts';
import { type TestHouse, testHouse } from './test-house.ts';
import { Visitor } from './visitor.ts';

/* The pages as they are built, asked as a browser without script asks. */

let house: TestHouse;
let server: WebServer;
let founder: Visitor;
const root = fileURLToPath(new URL('../../', import.meta.url));
const password = 'correct horse battery';
const first = { name: 'First Founder', email: 'first@example.org', password };

beforeAll(async () => {
  house = await testHouse({ origin: undefined });
  openHouseToPages(house);
  preparePageEnvironment();
  const pages = await builtPages(root);
  const config = { port: 0, host: '127.0.0.1', origin: undefined };
  const serving = await serve(
    { ...config, dataDir: '', databaseUrl: undefined, smtpUrl: undefined },
    pages.handler,
    [],
  );
  if (!serving.ok) throw new Error(serving.reason.code);
  server = serving.value;
  founder = visitor();
});
afterAll(async () => {
  await server.close();
  await house.close();
});
beforeEach(() => void (house.letters.length = 0));

const visitor = (): Visitor => new Visitor(server.address);
const linkIn = (text: string): string =>
  /\/(?:invitation|sign-in\/link)\?token=[\w-]+\S*/.exec(text)?.[0] ?? '';
const seqIn = (html: string): string => /name="seq" value="(\d+)"/.exec(html)?.[1] ?? '';
const settings = {
  name: 'Gauges',
  slug: 'gauges',
  mandate: 'To read the gauges.',
  mandateSource: 'Decision 1',
  termsOfReference: '',
  reportDue: '2027-03-31',
  visibility: 'members',
};

describe('from the printed link to a seat', () => {
  test('the first account is made by the link, which looking at does not use up', async () => {
    const link = (await firstAccountLink(house)) ?? '';
    for (let look = 0; look < 3; look++)
      expect((await visitor().open(link)).html).toContain('name="password"');
    const wrong = await visitor().send(link, { ...first, password: 'short' });
    expect(wrong).toMatchObject({ status: 400 });
    expect(wrong.html).toContain('Use at least 10 characters');
    expect(wrong.html).toContain('value="first@example.org"');
    expect(wrong.html).not.toContain('value="short"');
    expect(await founder.send(link, first)).toMatchObject({ status: 303, location: '/found' });
    const again = await visitor().open(link);
    expect(again.html).not.toContain('name="password"');
    expect(again.html).toContain('Start the server again');
  });

  test('a group is founded, with what is wrong beside its field', async () => {
    const wrong = await founder.send('/found', { ...settings, reportDue: '2027-02-30' });
    expect(wrong.status).toBe(400);
    expect(wrong.html).toContain('“2027-02-30” is not a day of the calendar');
    expect(wrong.html).toMatch(
      /id="reportDue"[^>]*aria-invalid="true"|aria-invalid="true"[^>]*id="reportDue"/,
    );
    expect(wrong.html).toContain('To read the gauges.');
    expect(await founder.send('/found', settings)).toMatchObject({
      status: 303,
      location: '/g/gauges',
    });
    expect((await founder.open('/g/gauges/settings')).status).toBe(200);
  });

  test('to anyone else the group is not there', async () => {
    for (const path of ['', '/members', '/subgroups', '/settings', '/members/manage']) {
      expect([path, (await visitor().open(`/g/gauges${path}`)).status]).toEqual([path, 404]);
    }
  });

  test('a table of members is looked at, put right and taken', async () => {
    const here = '/g/gauges/members/import';
    const table =
      'name;delegation;stakeholder group;role;e-mail\nAda;Upper Meander;government;member;ada@example.org\nBo;;nobody;chair;';
    const wrong = await founder.send(`${here}?/preview`, { table });
    expect(wrong.html).toContain('Line 3: “nobody” is not a stakeholder group');
    expect(wrong.html).toContain('Ada;Upper Meander');
    const right = table.replace('nobody', 'academia');
    const ready = await founder.send(`${here}?/preview`, { table: right });
    expect(ready.html).toContain('Bring in 2 members');
    const before = await founder.open('/g/gauges/members/manage');
    expect(before.html).not.toContain('Ada');
    expect(await founder.send(`${here}?/take`, { table: right })).toMatchObject({ status: 303 });
    const after = await founder.open('/g/gauges/members/manage');
    expect(after.html).toContain('Ada');
    expect(after.html).toContain('1 member has an address');
  });

  test('a file of members is read whatever its encoding', async () => {
    const text =
      'name\tdelegation\tstakeholder group\trole\nZoë\tÎle d’Exemple\tgovernment\tobserver\n';
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
    const form = new FormData();
    form.set('file', new Blob([wide]), 'members.csv');
    const ready = await founder.send('/g/gauges/members/import?/preview', form);
    expect(ready.html).toContain('Île d’Exemple');
  });

  test('members are invited by mail, and take their seat with a new account', async () => {
    const sent = await founder.send('/g/gauges/members/manage', {});
    expect(sent.html).toContain('1 invitation is on the way');
    expect(house.letters).toMatchObject([
      { to: 'ada@example.org', subject: 'Your seat in Gauges' },
    ]);
    const link = linkIn(house.letters[0]?.text ?? '');
    const ada = visitor();
    for (let look = 0; look < 3; look++)
      expect((await ada.open(link)).html).toContain('ada@example.org');
    const taken = await ada.send(link, { name: 'Ada', password });
    expect(taken).toMatchObject({ status: 303, location: '/g/gauges' });
    expect((await ada.open('/account')).html).toContain('Gauges');
    expect((await visitor().open(link)).html).toContain('was used already');
    expect(await visitor().send(link, { name: 'Eve', password })).toMatchObject({ status: 400 });
    const forbidden = await ada.open('/g/gauges/settings');
    expect(forbidden.status).toBe(403);
    expect(forbidden.html).toContain('Your role in this group does not include this');
    expect(
      (await ada.send('/g/gauges/settings', { ...settings, name: 'Mine', seq: '1' })).status,
    ).toBe(403);
  });

  test('two who edit the settings at once: the later is shown both', async () => {
    const seq = seqIn((await founder.open('/g/gauges/settings')).html);
    const one = { ...settings, seq, mandate: 'To read them daily.' };
    expect((await founder.send('/g/gauges/settings', one)).status).toBe(303);
    const other = await founder.send('/g/gauges/settings', {
      ...settings,
      seq,
      termsOfReference: 'Weekly.',
    });
    expect(other.status).toBe(409);
    expect(other.html).toContain('First Founder changed these settings');
    expect(other.html).toContain('To read them daily.');
    expect(other.html).toContain('Weekly.');
    const merged = { ...one, termsOfReference: 'Weekly.', seq: seqIn(other.html) };
    expect((await founder.send('/g/gauges/settings', merged)).status).toBe(303);
  });

  test('a subgroup is founded, given members and changed', async () => {
    const made = await founder.send('/g/gauges/subgroups/new', {
      name: 'Tides',
      termsOfReference: 'Read.',
      due: '2027-01-31',
    });
    expect(made.location).toBe('/g/gauges/subgroups/tides/members');
    const page = (await founder.open(made.location)).html;
    const member = /<option value="([a-z2-7]{16})"/.exec(page)?.[1] ?? '';
    expect((await founder.send(`${made.location}?/add`, { member })).status).toBe(303);
    const shown = (await founder.open('/g/gauges/subgroups/tides')).html;
    expect(shown).toContain('Read.');
    expect(shown).toContain('31 January 2027');
    expect((await founder.send(`${made.location}?/add`, { member: 'nobody' })).status).toBe(400);
  });
});

describe('signing in by form', () => {
  test('refuses in words, keeps the address and not the password', async () => {
    const wrong = await visitor().send('/sign-in?/password', {
      email: 'first@example.org',
      password: 'not this one',
    });
    expect(wrong.status).toBe(400);
    expect(wrong.html).toContain('do not belong together');
    expect(wrong.html).toContain('value="first@example.org"');
    expect(wrong.html).not.toContain('not this one');
  });

  test('sets a cookie that scripts cannot read, secure only where the address is', async () => {
    const one = visitor();
    const opened = await one.send('/sign-in?/password', first);
    expect(opened.cookies).toHaveLength(1);
    expect(opened.cookies[0]).toMatch(/^rapporteur\.session_token=.*HttpOnly/);
    expect(opened.cookies[0]).toMatch(/SameSite=Lax/i);
    expect(opened.cookies[0]).not.toMatch(/;\s*Secure/i);
  });

  test('leads on to where one wanted to go', async () => {
    const asked = await visitor().open('/account/sessions');
    expect(asked).toMatchObject({ status: 303, location: '/sign-in?next=%2Faccount%2Fsessions' });
    const opened = await visitor().send('/sign-in?/password&next=%2Faccount%2Fsessions', first);
    expect(opened.location).toBe('/account/sessions');
  });

  test.each([
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/%09/evil.example',
    '/\t/evil.example',
  ])('never leads to %j', async (next) => {
    const opened = await visitor().send(
      `/sign-in?/password&next=${encodeURIComponent(next)}`,
      first,
    );
    expect(new URL(opened.location, server.address).origin).toBe(server.address);
  });

  test.each([
    ['another place', 'https://evil.example'],
    ['nowhere', undefined],
    ['an opaque place', 'null'],
  ])('is refused when sent from %s', async (_case, origin) => {
    const one = visitor();
    expect(await one.send('/sign-in?/password', first, { origin })).toMatchObject({
      status: 403,
      cookies: [],
    });
  });

  test('ends in a clear page after too many tries', async () => {
    const email = 'victim@example.org';
    const codes: number[] = [];
    for (let i = 0; i < 10; i++) {
      codes.push(
        (await visitor().send('/sign-in?/password', { email, password: 'guess number' })).status,
      );
    }
    expect(new Set(codes)).toEqual(new Set([400]));
    const stopped = await visitor().send('/sign-in?/password', { email, password: 'guess number' });
    expect(stopped.status).toBe(429);
    expect(stopped.html).toContain('Too many tries. Wait 15 minutes');
  });

  test('goes by a mailed link, which looking at does not use up', async () => {
    const asked = await visitor().send('/sign-in?/link&next=%2Fg%2Fgauges', {
      linkEmail: 'first@example.org',
    });
    expect(asked.html).toContain('Look at your mail');
    const link = linkIn(house.letters.at(-1)?.text ?? '').replace(/\s.*/s, '');
    const one = visitor();
    for (let look = 0; look < 3; look++) expect((await one.open(link)).status).toBe(200);
    expect(await one.send(link, {})).toMatchObject({ status: 303, location: '/g/gauges' });
    expect((await one.open('/account')).html).toContain('first@example.org');
    const again = await visitor().send(link, {});
    expect(again.status).toBe(400);
    expect(again.html).toContain('This link was used already');
  });

  test('says the same of an address that nobody has', async () => {
    const asked = await visitor().send('/sign-in?/link', { linkEmail: 'nobody@example.org' });
    expect(asked.html).toContain('Look at your mail');
    expect(house.letters).toEqual([]);
  });

  test('goes on with a new password, by a mailed link that looking at does not use up', async () => {
    const email = 'ada@example.org';
    const asked = await visitor().send('/sign-in?/renew', { linkEmail: email });
    expect(asked.html).toContain('Look at your mail');
    const link =
      /\/sign-in\/password\?token=[\w-]+/.exec(house.letters.at(-1)?.text ?? '')?.[0] ?? '';
    const one = visitor();
    for (let look = 0; look < 3; look++) expect((await one.open(link)).html).toContain(email);
    const short = await one.send(link, { password: 'short' });
    expect(short.html).toContain('Use at least 10 characters');
    expect(await one.send(link, { password })).toMatchObject({ status: 303, location: '/account' });
    expect((await one.open('/account')).html).toContain(email);
    expect((await visitor().open(link)).html).toContain('This link was used already');
    await visitor().send('/sign-in?/renew', { linkEmail: 'nobody@example.org' });
    expect(house.letters).toHaveLength(1);
  });

  test('opens none of the library’s own routes', async () => {
    for (const path of [
      '/api/auth/sign-in/email',
      '/api/auth/sign-up/email',
      '/api/auth/get-session',
    ]) {
      expect([path, (await visitor().open(path)).status]).toEqual([path, 404]);
    }
  });
});

describe('the account', () => {
  test('is signed out everywhere else at once', async () => {
    const [here, there] = [visitor(), visitor()];
    for (const one of [here, there]) await one.send('/sign-in?/password', first);
    const listed = (await here.open('/account/sessions')).html;
    expect(listed).toContain('This browser');
    expect(listed).toContain('Sign out everywhere else');
    expect((await here.send('/account/sessions?/others', {})).status).toBe(303);
    expect((await there.open('/account')).status).toBe(303);
    expect((await here.open('/account')).status).toBe(200);
    founder = here;
  });

  test('is signed out by a form, not by a link', async () => {
    const one = visitor();
    await one.send('/sign-in?/password', first);
    expect((await one.open('/sign-out')).status).toBe(200);
    expect((await one.open('/account')).status).toBe(200);
    await one.send('/sign-out', {});
    expect((await one.open('/account')).status).toBe(303);
  });

  test('keeps a time zone in the browser, and only one that there is', async () => {
    const one = visitor();
    await one.send('/account/time-zone', { timeZone: 'Asia/Kathmandu' });
    expect((await one.open('/account/time-zone')).html).toContain('GMT+5:45');
    await one.send('/account/time-zone', { timeZone: 'Mars/Olympus' });
    expect((await one.open('/account/time-zone')).html).toMatch(/\d{2}:\d{2} UTC/);
  });

  test('of a member may not let others found groups', async () => {
    const ada = visitor();
    await ada.send('/sign-in?/password', { email: 'ada@example.org', password });
    expect((await ada.open('/account/founders')).status).toBe(403);
    expect((await ada.open('/found')).status).toBe(403);
    expect((await ada.send('/account/founders', { email: 'x@example.org' })).status).toBe(403);
  });

  test('no token or password has reached the log', () => {
    expect(house.lines.join('\n')).not.toMatch(/token=|correct horse|[\w-]{43}/);
  });
});
