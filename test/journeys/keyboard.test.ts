import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { firstAccount, founder, type RunningServer, startServer } from '#test/running-server.ts';
import { speak } from '#ui/speech.ts';
import { journey, openBrowser, person, ways } from './person.ts';

const { t } = speak();

let browser: Browser | undefined;
let server: RunningServer;

beforeAll(async () => {
  browser = await openBrowser();
  server = await startServer();
  await server.command('sample');
  await firstAccount(server);
});
afterAll(async () => {
  await browser?.close();
  await server.remove();
});

describe.each(ways)('by the keyboard alone $way', (way) => {
  journey('one skips, searches and signs in', async () => {
    const reader = await person(browser, server.address, way);
    const { keyboard } = reader.page;
    const focused = () =>
      reader.page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return '';
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
        const ring = (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
        const name = element.getAttribute('aria-label') ?? element.textContent ?? '';
        return `${name.trim() || element.getAttribute('name') || ''}${ring ? '' : ' WITHOUT RING'}`;
      });
    const tabTo = async (wanted: string | RegExp): Promise<void> => {
      const passed: string[] = [];
      for (let steps = 0; steps < 80; steps += 1) {
        await keyboard.press('Tab');
        const now = await focused();
        expect(now).not.toContain('WITHOUT RING');
        if (typeof wanted === 'string' ? now === wanted : wanted.test(now)) return;
        passed.push(now);
      }
      throw new Error(`Never came to ${wanted}: ${passed.join(' | ')}`);
    };

    // The skip link comes first, and takes one to the content.
    await reader.opens('/g/sample');
    await keyboard.press('Tab');
    expect(await focused()).toBe(t('nav.skip'));
    await keyboard.press('Enter');
    await tabTo(t('search.in-group'));
    await keyboard.type('gauge');
    await Promise.all([reader.page.waitForEvent('load'), keyboard.press('Enter')]);
    await reader.page.locator('mark').first().waitFor();

    // Without skipping, what leads about the place comes in the order in which it is read.
    await reader.opens('/g/sample');
    const order: string[] = [];
    for (let steps = 0; steps < 6; steps += 1) {
      await keyboard.press('Tab');
      order.push(await focused());
    }
    expect(order.slice(0, 4)).toEqual([
      t('nav.skip'),
      t('app.name'),
      t('nav.groups'),
      t('nav.sign-in'),
    ]);
    expect(order[4]).toBeTruthy();

    await reader.opens('/sign-in');
    await reader.page.locator('#main').focus();
    await keyboard.press('Tab');
    await keyboard.type(founder.email);
    await keyboard.press('Tab');
    await keyboard.type(founder.password);
    await Promise.all([reader.page.waitForEvent('load'), keyboard.press('Enter')]);
    await reader.opens('/account');
    await reader.sees(founder.email);
    await reader.leaves();
  });
});
