import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { type RunningServer, startServer } from '#test/running-server.ts';
import { speak } from '#ui/speech.ts';
import { journey, openBrowser, person, ways } from './person.ts';

const { t } = speak();
const group = 'sample';

let browser: Browser | undefined;
let server: RunningServer;

beforeAll(async () => {
  browser = await openBrowser();
  server = await startServer();
  const made = await server.command('sample', '--json');
  expect(made.code, made.err).toBe(0);
});
afterAll(async () => {
  await browser?.close();
  await server.remove();
});

describe.each([
  ...ways,
  { way: 'in the dark, 360 pixels wide', script: true, width: 360, dark: true },
])('anyone $way', (way) => {
  journey('reads, searches and cites without an account', async () => {
    const reader = await person(browser, server.address, way);
    await reader.opens('/');
    await reader.sees(t('home.sample.label'));
    await reader.page.locator('.entries a').first().click();
    await reader.page.waitForURL(`**/g/${group}`);
    await reader.looksOver();
    await reader.sees(t('group.sample'), t('group.mandate'), t('group.subgroups'));

    // The library is browsed by stakeholder group.
    await reader.opens(`/g/${group}/library`);
    await reader.field(t('library.field.group')).selectOption('civil-society');
    await reader.presses(t('library.show'));
    const titles = reader.page.locator('#shelf .entries .entry-title a');
    expect(await titles.count()).toBeGreaterThan(0);
    await reader.seesNot(t('library.none-found'));

    // A document opens, and one of its passages by its address.
    const address = (await titles.first().getAttribute('href')) ?? '';
    await reader.opens(address);
    const passage = reader.page.locator('.passage').nth(2);
    const label = (await passage.getAttribute('id')) ?? '';
    await reader.opens(`${address}#${label}`);
    const top = await reader.page
      .locator(`#${label}`)
      .evaluate((element) => element.getBoundingClientRect().top);
    const height = await reader.page.evaluate(() => innerHeight);
    expect(top).toBeGreaterThanOrEqual(0);
    expect(top).toBeLessThan(height);

    // A citation can be had of it, with its address.
    await reader.page.locator(`#${label}`).getByText(t('document.cite')).click();
    const citation = reader.page.locator(`#${label} [data-copy]`);
    await citation.waitFor({ state: 'visible' });
    expect(await citation.textContent()).toContain(`${server.address}${address}`);

    // Search finds passages of one stakeholder group only, each at its address.
    await reader.opens(`/g/${group}/search`);
    await reader.page.getByRole('searchbox').fill('gauge group:civil-society');
    await reader.presses(t('search.button'));
    await reader.page.locator('mark').first().waitFor();
    const results = reader.page.locator('.columns ol.entries > li');
    expect(await results.count()).toBeGreaterThan(0);
    for (const text of await results.allTextContents()) {
      expect(text).toContain(t('vocabulary.stakeholder.civil-society'));
    }
    await results.first().getByRole('link').first().click();
    await reader.page.waitForURL(/\/d\/.+#p/);
    await reader.looksOver();

    // What is asked wrongly is said, not broken.
    for (const query of ['"never closed', 'kind:nonsense', 'zzzzqqqq', '-', 'before:yesterday']) {
      await reader.opens(`/g/${group}/search?q=${encodeURIComponent(query)}`);
    }

    // Members and the record are open, too; each entry can be checked.
    await reader.opens(`/g/${group}/members`);
    await reader.opens(`/g/${group}/activity`);
    await reader.opens(`/g/${group}/activity/1`);
    await reader.sees(t('activity.hash'));

    // Right-to-left and other scripts are read in their own direction.
    await reader.opens(`/g/${group}/library?lang=ar`);
    await titles.first().click();
    await reader.page.waitForURL(/\/d\//);
    await reader.looksOver();
    const direction = await reader.page
      .locator('.passage > p')
      .first()
      .evaluate((element) => getComputedStyle(element).direction);
    expect(direction).toBe('rtl');

    await reader.opens('/nothing/here', { status: 404 });
    await reader.sees(t('error.title.not-found'));
    await reader.opens(`/g/${group}/d/no-such-symbol`, { status: 404 });
    await reader.opens('/sign-in');
    await reader.leaves();
  });
});
