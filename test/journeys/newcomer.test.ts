import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect } from 'vitest';
import { founder, type RunningServer, startServer } from '#test/running-server.ts';
import { speak } from '#ui/speech.ts';
import { journey, openBrowser, person, ways } from './person.ts';

const { t, reason } = speak();

let browser: Browser | undefined;
let server: RunningServer;

beforeAll(async () => void (browser = await openBrowser()));
afterAll(() => browser?.close());
beforeEach(async () => void (server = await startServer()));
afterEach(() => server.remove());

const mandate =
  'The Assembly of Rivers asks the working group to look at how gauges are read, and to report.';

const wrongTable = [
  'name,delegation,stakeholder group,role,e-mail',
  'Ada Weir,Upper Meander,government,member,ada@example.org',
  'Bo Sluice,Reed Foundation,charity,chair,',
  'Ada Weir,Upper Meander,government,observer,',
].join('\n');

const table = [
  'name,delegation,stakeholder group,role,e-mail',
  'Ada Weir,Upper Meander,government,member,ada@example.org',
  'Bo Sluice,Reed Foundation,civil society,chair,',
  'Cy Ford,Gauge Makers,private sector,observer,',
].join('\n');

const files = [
  {
    name: 'first.txt',
    text: 'Organization: Reed Foundation\nSector: Civil Society\nRegion: Delta\n\nGauges ought to be read by everyone who lives on the river.\n\nA second paragraph speaks of cost.',
  },
  {
    name: 'second.md',
    text: '# On gauges\n\nMultistakeholder readings are worth more than one.\n',
  },
  { name: 'empty.txt', text: '' },
  { name: 'picture.txt', text: '\u0000\u0001\u0002\u0003 not text \u0000\u0000\u0007' },
];

describe.each(ways)('a newcomer $way', (way) => {
  journey('goes from an empty server to a library', async () => {
    // Given an empty server, the home page offers to found a group and a sample.
    const sek = await person(browser, server.address, way);
    await sek.opens('/');
    await sek.sees(t('home.found.title'), t('home.sample.title'), t('home.found.first-account'));

    // When the first account is set up by the printed link, a group can be founded.
    const link = new URL(await server.setupLink());
    await sek.opens(link.pathname + link.search);
    await sek.fills({
      [t('account.name')]: founder.name,
      [t('account.email')]: founder.email,
      [t('account.password')]: 'short',
    });
    await sek.presses(t('account.setup.button'));
    await sek.sees(/at least \d+ characters/i);
    expect(await sek.field(t('account.name')).inputValue()).toBe(founder.name);
    expect(await sek.field(t('account.password')).inputValue()).toBe('');
    await sek.fills({ [t('account.password')]: founder.password });
    await sek.presses(t('account.setup.button'));
    await sek.sees(t('found.text'));

    // Then the link is used up, for everyone.
    const other = await person(browser, server.address, way);
    await other.opens(link.pathname + link.search);
    await other.sees(reason({ code: 'setup-link-spent' }));

    // When the form is filled in wrongly, it says so beside the fields and keeps the words.
    await sek.fills({
      [t('settings.name')]: 'Working Group on Gauges',
      [t('found.slug')]: 'Not An Address',
      [t('settings.mandate')]: mandate,
    });
    await sek.presses(t('found.button'));
    await sek.sees(t('error.summary', { count: 1 }), /cannot be part of an address/);
    expect(await sek.field(t('settings.mandate')).inputValue()).toBe(mandate);
    await sek.fills({
      [t('found.slug')]: 'gauges',
      [t('settings.mandate-source')]: 'Resolution 12/3',
      [t('settings.terms')]: 'Open to all. Three meetings.',
      [t('settings.report-due')]: '2031-03-31',
    });
    await sek.presses(t('found.button'));
    await sek.sees(
      'Working Group on Gauges',
      mandate,
      /Resolution 12\/3/,
      /31 March 2031|March 31, 2031/,
    );

    // When two subgroups are set up, the front names them with their due dates.
    for (const [name, due] of [
      ['Correspondence group', '2030-05-01'],
      ['Drafting group', '2030-09-15'],
    ] as const) {
      await sek.opens('/g/gauges/subgroups/new');
      await sek.fills({
        [t('settings.name')]: name,
        [t('settings.terms')]: `Terms of the ${name.toLowerCase()}.`,
        [t('subgroups.due')]: due,
      });
      await sek.presses(t('subgroups.new.button'));
      await sek.sees(name);
    }
    await sek.opens('/g/gauges');
    await sek.sees('Correspondence group', 'Drafting group');

    // When members come by a table with faults, each is named by its line; the mended one is taken.
    await sek.opens('/g/gauges/members/import');
    await sek.fills({ [t('members.import.table')]: wrongTable });
    await sek.presses(t('members.import.look'));
    await sek.sees(/Line 3: “charity”/, /Line 4: Ada Weir/, t('members.import.none-taken'));
    await sek.fills({ [t('members.import.table')]: table });
    await sek.presses(t('members.import.look'));
    await sek.presses(t('members.import.take', { count: 3 }));
    await sek.opens('/g/gauges/members');
    await sek.sees('Ada Weir', 'Reed Foundation', 'Cy Ford');

    // When one is invited on a server without mail, the link is shown, and works once.
    await sek.opens('/g/gauges/members/manage');
    await sek.follows('Ada Weir');
    await sek.presses(t('members.invite.button'));
    await sek.sees(t('members.link.once'));
    const invitation = new URL(await sek.field(t('members.link')).inputValue());
    const ada = await person(browser, server.address, way);
    await ada.opens(invitation.pathname + invitation.search);
    await ada.sees(/Working Group on Gauges/);
    await ada.fills({ [t('account.password')]: 'a long walk upstream' });
    await ada.presses(t('account.invitation.accept'));
    await ada.sees('Working Group on Gauges');
    await other.opens(invitation.pathname + invitation.search);
    await other.sees(reason({ code: 'invitation-spent' }));

    // When several files come in at once, each one's fate is told.
    await sek.opens('/g/gauges/library/import');
    await sek.field(t('import.files')).setInputFiles(
      files.map(({ name, text }) => ({
        name,
        mimeType: 'text/plain',
        buffer: Buffer.from(text),
      })),
    );
    await sek.presses(t('import.start'));
    await sek.page.getByText(t('import.state.finished')).first().waitFor();
    await sek.looksOver();
    await sek.sees(t('import.count.taken', { count: 2 }), t('import.count.refused', { count: 2 }));
    await sek.sees(reason({ code: 'empty-file' }), /picture\.txt is not text/);

    // Then the library has what was taken, with what its head said.
    await sek.follows(t('import.to-library'));
    await sek.sees('Reed Foundation', t('library.count', { count: 2 }));
    await sek.opens('/g/gauges');
    await sek.looksOver();

    // And the member sees the seats but may not change them.
    await ada.opens('/g/gauges/members/manage', { status: 403 });
    await ada.sees(t('error.title.forbidden'));

    const verified = await server.command('record', 'verify', '--group', 'gauges');
    expect(verified).toMatchObject({ code: 0 });
    for (const each of [sek, ada, other]) await each.leaves();
  });
});
