import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { type RunningServer, startServer } from '#test/running-server.ts';
import { speak } from '#ui/speech.ts';
import { journey, openBrowser, person } from './person.ts';

const { t } = speak();

let browser: Browser | undefined;
let server: RunningServer;
let folder: string;

beforeAll(async () => {
  browser = await openBrowser();
  folder = await mkdtemp(join(tmpdir(), 'rapporteur-papers-'));
  server = await startServer();
  await server.command('group', 'found', '--slug', 'reeds', '--name', 'Reeds');
});
afterAll(async () => {
  await browser?.close();
  await server.remove();
  await rm(folder, { recursive: true });
});

async function bringIn(title: string): Promise<void> {
  const text = `Title: ${title}\n\nWhat ${title} says is said here and nowhere else.\n`;
  await writeFile(join(folder, `${title}.txt`), text);
  const { code, err } = await server.command('import', folder, '--group', 'reeds', '--json');
  expect(code, err).toBe(0);
}

journey('an open library shows what comes in, also across the death of the server', async () => {
  const reader = await person(browser, server.address, { script: true, width: 1280 });
  await reader.opens('/g/reeds/library');
  await reader.page.evaluate(() => void Object.assign(window, { sameVisit: true }));
  const shown = (title: string) => reader.page.getByRole('link', { name: title });

  await bringIn('Northshore');
  await shown('Northshore').waitFor();
  await bringIn('Southshore');
  await shown('Southshore').waitFor();
  await reader.page.getByText(t('live.one')).waitFor({ state: 'attached' });

  // What comes while the server is dead is there once it lives again; so is what comes after.
  await server.end('SIGKILL');
  await bringIn('Westshore');
  await reader.page.getByText(t('live.lost')).waitFor();
  server = await server.again();
  await shown('Westshore').waitFor({ timeout: 40_000 });
  await reader.page.getByText(t('live.lost')).waitFor({ state: 'detached' });
  await bringIn('Eastshore');
  await shown('Eastshore').waitFor();

  expect(await reader.page.locator('#shelf .entries > li').count()).toBe(4);
  expect(await reader.page.evaluate(() => 'sameVisit' in window), 'without reload').toBe(true);
  await reader.page.context().close();
});
