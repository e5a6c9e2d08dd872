import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import {
  firstAccount,
  founder,
  posted,
  type RunningServer,
  startServer,
} from '#test/running-server.ts';
import { speak } from '#ui/speech.ts';
import { journey, openBrowser, person, ways } from './person.ts';

const { t } = speak();

let browser: Browser | undefined;
let server: RunningServer;

beforeAll(async () => {
  browser = await openBrowser();
  server = await startServer();
  const cookie = await firstAccount(server);
  for (const { width } of ways) {
    const slug = `reeds-${width}`;
    const form = posted(server.address, { slug, name: slug, visibility: 'public' });
    const founded = await server.ask('/found', { ...form, headers: { ...form.headers, cookie } });
    expect(founded.status).toBe(303);
  }
});
afterAll(async () => {
  await browser?.close();
  await server.remove();
});

const first = [
  'Every gauge ought to be read at dawn by two people from different banks.',
  'The cost of reading is borne by all who draw water from the river.',
  'Barges wait until the reading is done.',
].join('\n\n');
const corrected = [
  'Every gauge ought to be read at dawn by two people from different banks.',
  'The cost of reading is borne by those who draw most water from the river.',
  'A new paragraph speaks of ferries and of nothing else.',
].join('\n\n');

function file(text: string) {
  return { name: 'paper.txt', mimeType: 'text/plain', buffer: Buffer.from(text) };
}

describe.each(ways)('a reader $way', (way) => {
  journey('who follows a citation is told what has changed since', async () => {
    const group = `/g/reeds-${way.width}`;
    const sek = await person(browser, server.address, way);
    await sek.opens('/sign-in');
    await sek.page.locator('#email').fill(founder.email);
    await sek.fills({ [t('account.password')]: founder.password });
    await sek.presses(t('account.sign-in.button'));
    await sek.opens(`${group}/library/import`);
    await sek.field(t('import.files')).setInputFiles(file(first));
    await sek.presses(t('import.start'));
    await sek.page.getByText(t('import.state.finished')).first().waitFor();
    const link = sek.page.locator('table a').first();
    const address = (await link.getAttribute('href')) ?? '';
    await sek.opens(address);
    await sek.follows(t('document.correct'));
    await sek.field(t('correct.file')).setInputFiles(file(corrected));
    await sek.fills({ [t('correct.note')]: 'As sent in again by the author.' });
    await sek.presses(t('correct.do'));

    const reader = await person(browser, server.address, way);
    const cited = (label: string) => `${address}?v=1&at=${label}#${label}`;
    await reader.opens(cited('p1'));
    await reader.sees(t('document.cited.unchanged', { label: 'p1' }));
    await reader.opens(cited('p2'));
    await reader.sees(t('document.cited.changed', { label: 'p2' }), /borne by all who draw water/);
    await reader.sees(/borne by those who draw most/);
    await reader.opens(cited('p3'));
    await reader.sees(t('document.cited.removed', { label: 'p3' }), /Barges wait until/);
    await reader.opens(`${address}?v=1&at=p99#p99`);
    await reader.sees(/has no passage p99/);
    await reader.opens(`${address}?v=1`);
    await reader.sees(t('document.cited', { version: 1, current: 2 }));
    await reader.opens(address);
    await reader.seesNot(t('document.cited', { version: 1, current: 2 }));
    for (const each of [sek, reader]) await each.leaves();
  });
});
