import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { type RunningServer, startServer } from '#test/running-server.ts';
import { journey, openBrowser, person } from './person.ts';

const deed = 'document.documentElement.dataset.done = 1';
const page = [
  `<!doctype html><title>Hostile <img src=x onerror="${deed}"></title>`,
  `<body onload="${deed}"><h1>A paper <script>${deed}</script></h1>`,
  `<p>Words of the paper.<img src="x" onerror="${deed}"><svg onload="${deed}"></svg></p>`,
  `<p><a href="javascript:${deed}">A link of the paper</a></p>`,
  '<p>&lt;script&gt;alert(1)&lt;/script&gt; is spoken of here, and is to be read.</p>',
].join('\n');

let browser: Browser | undefined;
let server: RunningServer;
let folder: string;

beforeAll(async () => {
  browser = await openBrowser();
  folder = await mkdtemp(join(tmpdir(), 'rapporteur-papers-'));
  const name = '<img src=x onerror=alert(1)>';
  await writeFile(join(folder, 'hostile.html'), page);
  const table = `file,title,organisation,region\nhostile.html,"${name} title","${name} body","${name} region"\n`;
  await writeFile(join(folder, 'metadata.csv'), table);
  server = await startServer();
  await server.command('group', 'found', '--slug', 'reeds', '--name', `${name} group`);
  const { code, err } = await server.command('import', folder, '--group', 'reeds');
  expect(code, err).toBe(0);
});
afterAll(async () => {
  await browser?.close();
  await server.remove();
  await rm(folder, { recursive: true });
});

journey('a paper with script, under a name with script, is only ever words', async () => {
  const reader = await person(browser, server.address, { script: true, width: 1280 });
  reader.page.on('dialog', (dialog) => {
    throw new Error(`A dialog opened: ${dialog.message()}`);
  });
  await reader.opens('/g/reeds/library');
  const address = await reader.page.locator('#shelf .entry-title a').first().getAttribute('href');
  for (const path of [
    address ?? '',
    '/g/reeds/search?q=paper',
    `/g/reeds/search?q=${encodeURIComponent('"><img src=x onerror=alert(1)>')}`,
    '/g/reeds/activity',
    '/g/reeds',
    '/',
  ]) {
    await reader.opens(path);
    expect(await reader.page.locator('img, main svg[onload], a[href^=javascript]').count()).toBe(0);
    expect(await reader.page.locator('html').getAttribute('data-done')).toBeNull();
  }
  await reader.opens(address ?? '');
  await reader.sees('Words of the paper.', /<script>alert\(1\)<\/script> is spoken of here/);
  const [saved] = await Promise.all([
    reader.page.waitForEvent('download'),
    reader.page.locator('a[download]').first().click(),
  ]);
  expect(saved.suggestedFilename()).toBe('hostile.html');
  await reader.leaves();
});
