import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { ExportRun } from '#convert/export-paragraph.ts';
import { writeDocx } from '#convert/write-docx.ts';
import {
  cookieOf,
  firstAccount,
  founder,
  posted,
  type RunningServer,
  startServer,
} from '#test/running-server.ts';
import { speak } from '#ui/speech.ts';
import { journey, openBrowser, type Person, person, type Way } from './person.ts';

const { t, reason } = speak();
const wide = { script: true, width: 1280 };
const narrow = { script: false, width: 360 };
const password = 'a long walk upstream';

const seats = {
  ada: { name: 'Ada Weir', delegation: 'Upper Meander', group: 'government', role: 'member' },
  bo: { name: 'Bo Lock', delegation: 'Reed Foundation', group: 'civil-society', role: 'member' },
  cy: { name: 'Cy Ford', delegation: 'Delta Traders', group: 'private-sector', role: 'member' },
  ob: { name: 'Ob Server', delegation: '', group: '', role: 'observer' },
} as const;

const lines = [
  'OP1. Governments should maintain gauges at all stations along shared rivers;',
  'OP2. Readings should be published in open formats within one hour;',
  'OP3. A report on the state of the gauges should be made every year;',
];
const tabledWords = `${lines.join('\n')}\n`;

let browser: Browser | undefined;
let server: RunningServer;

beforeAll(async () => {
  browser = await openBrowser();
  server = await startServer();
  const cookie = await firstAccount(server);
  const send = async (path: string, fields: Readonly<Record<string, string>>, who = cookie) => {
    const form = posted(server.address, fields);
    return server.ask(path, { ...form, headers: { ...form.headers, cookie: who } });
  };
  await send('/found', { slug: 'reeds', name: 'Working Group on Gauges', visibility: 'public' });
  for (const [key, { name, delegation, group, role }] of Object.entries(seats)) {
    const email = `${key}@example.org`;
    const listed = await send('/g/reeds/members/new', {
      name,
      delegation,
      stakeholderGroup: group,
      role,
      email,
    });
    const member = /members\/([a-z2-7]+)/.exec(String(listed.headers['location']))?.[1];
    const invited = await send(`/g/reeds/members/${member}?/invite`, { inviteEmail: email });
    const link = /\/invitation\?token=[^"&<]+/.exec(invited.text)?.[0] ?? '';
    expect(cookieOf(await send(link, { name, password }, '')), name).toBeDefined();
  }
});
afterAll(async () => {
  await browser?.close();
  await server.remove();
});

async function arrives(email: string, word: string, way: Way): Promise<Person> {
  const who = await person(browser, server.address, way);
  await who.opens('/sign-in');
  await who.page.locator('#email').fill(email);
  await who.fills({ [t('account.password')]: word });
  await who.presses(t('account.sign-in.button'));
  return who;
}

/** The text as a file of plain words, in the reading of a party or of nobody. */
async function clean(party = ''): Promise<string> {
  const query = new URLSearchParams({ as: 'clean', party });
  return (await server.ask(`/g/reeds/t/1/export?${query}`)).text;
}

/** A Word file as somebody sends it back, with tracked changes under their name. */
function wordFile(paragraphs: readonly (readonly ExportRun[])[]): Buffer {
  const { bytes } = writeDocx(
    paragraphs.map((runs) => ({ kind: 'paragraph', runs })),
    { title: 'Gauges', date: '2030-01-01T10:00:00Z', author: 'Word' },
  );
  return Buffer.from(bytes);
}

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

journey(
  'three people negotiate a recommendation, from the first words to agreement and back',
  { timeout: 240_000 },
  async () => {
    const ada = await arrives('ada@example.org', password, wide);
    const bo = await arrives('bo@example.org', password, narrow);
    const cy = await arrives('cy@example.org', password, wide);
    const sek = await arrives(founder.email, founder.password, { ...wide, dark: true });
    const ob = await arrives('ob@example.org', password, narrow);

    // Given a group without texts, the page says what to do; a form with a gap keeps what was typed.
    await ob.opens('/g/reeds/texts');
    await ob.sees(t('text.list.empty'), t('text.list.empty-who'));
    await ob.opens('/g/reeds/texts/new', { status: 403 });
    await ada.opens('/g/reeds');
    await ada.follows(t('nav.texts'));
    await ada.follows(t('text.table'));
    await ada.fills({ [t('text.table.title')]: ' ', [t('text.table.words')]: lines.join('\n\n') });
    await ada.presses(t('text.table.do'));
    await ada.sees(t('error.summary', { count: 1 }));
    expect(await ada.field(t('text.table.words')).inputValue()).toContain(lines[2]);
    await ada.fills({ [t('text.table.title')]: 'Recommendation on gauges' });
    await ada.presses(t('text.table.do'));
    await ada.sees('Recommendation on gauges', t('text.open-choices', { count: 0 }));
    expect(await clean()).toBe(tabledWords);

    // When Bo proposes other words for a provision, with neither script nor width, he first sees
    // what comes of it; Ada's open page follows.
    await ada.page.evaluate(() => void Object.assign(window, { sameVisit: true }));
    await bo.opens('/g/reeds/texts');
    await bo.follows(/Recommendation on gauges/);
    await bo.follows(t('text.provision', { number: 1 }));
    await bo.follows(t('text.propose-here'));
    const words = t('text.propose.words-here');
    expect(await bo.field(words).inputValue()).toBe(lines[0]);
    await bo.presses(t('text.preview.do'));
    await bo.sees(reason({ code: 'amendment-says-nothing' }));
    await bo.fills({ [words]: lines[0]?.replace('should', 'shall') ?? '' });
    await bo.presses(t('text.preview.do'));
    await bo.sees(t('text.preview'), 'shall');
    expect(await clean('Reed Foundation')).toBe(tabledWords);
    await bo.presses(t('text.propose.do'));
    await bo.sees(t('text.did.amended', { count: 1 }), t('text.open-choices', { count: 1 }));
    expect(await clean('Reed Foundation')).toContain('shall maintain');
    await ada.page.locator('.nt', { hasText: '[should / shall – Reed Foundation]' }).waitFor();
    expect(await ada.page.evaluate(() => 'sameVisit' in window), 'without reload').toBe(true);

    // When Cy sends back a Word file with tracked changes, they become his party's proposals.
    const change = { author: 'Cy Ford', date: '2030-01-02T10:00:00Z' };
    await cy.opens('/g/reeds/t/1/propose');
    await cy.field(t('text.table.file')).setInputFiles({
      name: 'reeds-text-1-with-changes.docx',
      mimeType: docx,
      buffer: wordFile([
        [
          { text: 'OP1. Governments ' },
          { text: 'should', del: change },
          { text: 'may', ins: change },
          { text: ' maintain gauges at all stations along shared rivers;' },
        ],
        [{ text: lines[1] ?? '' }],
        [
          { text: 'OP3. A report on the state of the gauges should be made' },
          { text: ' every year', del: change },
          { text: ';' },
        ],
      ]),
    });
    await cy.presses(t('text.propose.file.do'));
    await cy.sees(t('text.preview'));
    await cy.presses(t('text.propose.do'));
    await cy.sees(t('text.did.file', { name: 'reeds-text-1-with-changes.docx' }));
    expect(await clean('Delta Traders')).toBe(
      `${lines.join('\n').replace('should', 'may').replace(' every year', '')}\n`,
    );

    // When the secretariat compiles what others sent, it sees what merges before it accepts.
    await sek.opens('/g/reeds/t/1/compile');
    await sek.field(t('text.compile.files')).setInputFiles([
      {
        name: 'Upper Meander.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from(
          lines.join('\n').replace('should', 'shall').replace('one hour', 'a day'),
        ),
      },
      { name: 'scan.png', mimeType: 'image/png', buffer: Buffer.from([1, 2, 3]) },
    ]);
    await sek.presses(t('text.compile.read'));
    await sek.sees(reason({ code: 'text-file-kind', name: 'scan.png' }));
    const whose = sek.field(t('text.compile.party-of', { name: 'Upper Meander.txt' }));
    expect(await whose.inputValue()).toBe('Upper Meander');
    await sek.presses(t('text.compile.preview'));
    await sek.sees(t('text.choices-after', { before: 2, after: 3 }));
    expect(await sek.page.locator('tbody').first().locator('td').allTextContents()).toEqual([
      '1',
      '1',
      '0',
      '0',
      '0',
    ]);
    await sek.presses(t('text.compile.accept'));
    const first = '[should / may – Delta Traders / shall – Reed Foundation, Upper Meander]';
    await sek.page.locator('.nt', { hasText: first }).waitFor();

    // Observers see all of it, and nothing that they may not do.
    await ob.opens('/g/reeds/t/1');
    await ob.page.locator('.nt', { hasText: first }).waitFor();
    await ob.follows(t('text.bracket', { name: '1.1' }));
    await ob.sees('Delta Traders', t('text.stance.propose', { count: 2 }));
    for (const button of ['support', 'agree', 'keep'] as const) {
      expect(await ob.page.getByRole('button', { name: t(`text.do.${button}`) }).count()).toBe(0);
    }
    const provision = new URL(ob.page.url()).pathname;
    await ob.opens('/g/reeds/t/1/propose', { status: 403 });

    // When Ada takes a position and comments, both stand in her party's name.
    await ada.opens(provision);
    const second = ada.page.getByRole('article', { name: t('text.bracket', { name: '1.1' }) });
    await Promise.all([
      ada.page.waitForEvent('load'),
      second.getByRole('button', { name: new RegExp(`^${t('text.do.oppose')}.*may`) }).click(),
    ]);
    await ada.sees(t('text.did.stance.oppose', { count: 1 }));
    await ada.fills({ [t('text.comment')]: 'A duty, not an option.' });
    await ada.presses(t('text.comment.do'));
    await ada.sees('A duty, not an option.');

    // A decision on what has changed since is refused, and what was typed stays.
    await sek.opens(provision);
    const basis = sek.page.getByLabel(t('text.choice.basis')).first();
    await basis.fill('Third meeting, second reading');
    await bo.opens(provision);
    const boCard = bo.page.getByRole('article', { name: t('text.bracket', { name: '1.1' }) });
    await Promise.all([
      bo.page.waitForEvent('load'),
      boCard.getByRole('button', { name: new RegExp(`^${t('text.do.reserve')}.*may`) }).click(),
    ]);
    const agree = () =>
      sek.page.getByRole('button', { name: new RegExp(`^${t('text.do.agree')}.*shall`) }).click();
    const [refusal] = await Promise.all([
      sek.page.waitForResponse((answer) => answer.request().method() === 'POST'),
      sek.page.waitForEvent('load'),
      agree(),
    ]);
    expect(refusal.status()).toBe(409);
    await sek.looksOver();
    await sek.sees(reason({ code: 'choice-changed-meanwhile' }));
    expect(await sek.page.getByLabel(t('text.choice.basis')).first().inputValue()).toBe(
      'Third meeting, second reading',
    );
    await Promise.all([sek.page.waitForEvent('load'), agree()]);
    await sek.sees(t('text.did.decided.alternative'), t('text.no-choices'));
    expect(await clean()).toContain('Governments shall maintain');

    // The provision is agreed; the rest is decided at the pen, by other words and by none.
    await sek.presses(t('text.settle.ad-referendum'));
    await sek.sees(t('text.status.ad-referendum'));
    await sek.presses(t('text.settle.agreed'));
    await sek.follows(t('text.to-pen'));
    await sek.follows(t('nav.next'));
    await sek.page.locator('summary', { hasText: t('text.choice.more-decide') }).click();
    await sek.fills({ [t('text.choice.other-words')]: 'six hours' });
    await sek.presses(t('text.do.agree-words'));
    await sek.sees(t('text.did.decided.words'), /within six hours/);
    await sek.follows(t('nav.next'));
    await Promise.all([
      sek.page.waitForEvent('load'),
      sek.page.getByRole('button', { name: new RegExp(`^${t('text.do.keep')}`) }).click(),
    ]);
    await sek.sees(t('text.did.decided.default'));
    const agreed = tabledWords.replace('should', 'shall').replace('one hour', 'six hours');
    expect(await clean()).toBe(agreed);
    expect(await clean('Delta Traders')).toBe(agreed);

    // Every view of it can be read, also as it stood, and without an account.
    const reader = await person(browser, server.address, wide);
    for (const query of [
      'view=changes',
      'view=side',
      'view=clean',
      'view=lines',
      'party=Delta%20Traders',
    ]) {
      await reader.opens(`/g/reeds/t/1?${query}`);
    }
    for (const page of ['progress', 'history', 'pen?screen=1']) {
      await reader.opens(`/g/reeds/t/1/${page}`);
    }
    await reader.opens('/g/reeds/t/1/history');
    await reader.page
      .getByRole('link', { name: t('text.then') })
      .last()
      .click();
    await reader.sees(/as it stood after the change of/, lines[0] ?? '');
    await reader.leaves();

    // A closed text takes nothing more.
    await bo.opens('/g/reeds/t/1/propose');
    await sek.opens('/g/reeds/t/1');
    await sek.page.locator('summary', { hasText: t('text.close') }).click();
    await sek.sees(t('text.close.open', { open: 0, rest: 2 }));
    await sek.page.getByLabel(t('text.close.anyway')).check();
    await sek.presses(t('text.close'));
    await bo.fills({ [t('text.propose.words')]: agreed.replace('shall', 'might') });
    await bo.presses(t('text.propose.do'));
    await bo.sees(reason({ code: 'text-closed' }));
    expect(await bo.field(t('text.propose.words')).inputValue()).toContain('might');
    await sek.page.locator('summary', { hasText: t('text.open-again') }).click();
    await sek.fills({ [t('text.reason')]: 'A new mandate.' });
    await sek.presses(t('text.open-again'));

    // The whole history can be walked back, entry by entry, to the words that were tabled.
    for (let step = 0; step < 30; step += 1) {
      await sek.opens('/g/reeds/t/1/history');
      const folds = { has: sek.page.locator('details') };
      const open = sek.page.locator('.changes > li:not(.undone)', folds).first();
      if ((await open.count()) === 0) break;
      await open.locator('summary').click();
      await open.getByLabel(t('text.undo.reason')).fill('Walked back.');
      await Promise.all([
        sek.page.waitForEvent('load'),
        open.getByRole('button', { name: t('text.undo.do') }).click(),
      ]);
      await sek.looksOver();
      await sek.seesNot(t('error.summary', { count: 1 }));
    }
    expect(await clean()).toBe(tabledWords);
    await sek.opens('/g/reeds/t/1');
    await sek.sees(t('text.open-choices', { count: 0 }));
    expect(await server.command('record', 'verify', '--group', 'reeds')).toMatchObject({ code: 0 });
    for (const each of [ada, bo, cy, sek, ob]) await each.leaves();
  },
);

journey('by the keyboard alone, drafts are kept and the screen of the room follows', async () => {
  const sek = await arrives(founder.email, founder.password, wide);
  await sek.opens('/g/reeds/texts/new');
  await sek.fills({
    [t('text.table.title')]: 'Recommendation on ferries',
    [t('text.table.words')]: 'OP1. Ferries should run at night;\nOP2. Requests a list of ferries.',
    [t('text.table.proponents')]: 'Upper Meander',
  });
  await sek.presses(t('text.table.do'));
  const text = new URL(sek.page.url()).pathname;
  const screen = await person(browser, server.address, wide);
  await screen.opens(`${text}/pen?screen=1`);
  await screen.sees(/Ferries should run/);

  // A draft outlives a reload, and is let go when its maker says so.
  const bo = await arrives('bo@example.org', password, wide);
  const words = t('text.propose.words');
  await bo.opens(`${text}/propose`);
  const given = await bo.field(words).inputValue();
  await bo.field(words).fill(given.replace('night', 'all hours'));
  await bo.page.waitForFunction(() => sessionStorage.length > 0);
  await bo.page.reload();
  await bo.sees(t('text.draft.back'));
  await bo.looksOver();
  expect(await bo.field(words).inputValue()).toContain('all hours');
  await bo.page.getByRole('button', { name: t('text.draft.drop') }).click();
  expect(await bo.field(words).inputValue()).toBe(given);
  await bo.page.reload();
  expect(await bo.field(words).inputValue()).toBe(given);
  await bo.field(words).fill(given.replace('should', 'must'));
  await bo.presses(t('text.propose.do'));
  await screen.page.locator('.screen-words', { hasText: '[should / must' }).waitFor();

  // From the skip link to the bracket, into its card, and to a position, without a pointer.
  const ada = await arrives('ada@example.org', password, wide);
  const { keyboard } = ada.page;
  const tabTo = async (name: string | RegExp): Promise<void> => {
    const passed: string[] = [];
    for (let steps = 0; steps < 90; steps += 1) {
      await keyboard.press('Tab');
      const now = await ada.page.evaluate(() => {
        const element = document.activeElement;
        if (!element) return '';
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        const ring = outlineStyle !== 'none' && outlineWidth !== '0px';
        const said = element.getAttribute('aria-label') ?? element.textContent ?? '';
        return `${said.trim()}${ring ? '' : ' WITHOUT RING'}`;
      });
      expect(now).not.toContain('WITHOUT RING');
      if (typeof name === 'string' ? now === name : name.test(now)) return;
      passed.push(now);
    }
    throw new Error(`Never came to ${String(name)}: ${passed.join(' | ')}`);
  };
  await ada.opens(text);
  await keyboard.press('Tab');
  await keyboard.press('Enter');
  await tabTo(t('text.bracket', { name: '1.1' }));
  await Promise.all([ada.page.waitForEvent('load'), keyboard.press('Enter')]);
  expect(new URL(ada.page.url()).hash).toBe('#h1');
  await tabTo(new RegExp(`^${t('text.do.support')}`));
  await Promise.all([ada.page.waitForEvent('load'), keyboard.press('Enter')]);
  await ada.sees(t('text.did.stance.support', { count: 1 }));
  await screen.page.locator('.screen-words', { hasText: 'Upper Meander support' }).waitFor();
  for (const each of [sek, screen, bo, ada]) await each.leaves();
});
