import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { type RunningServer, startServer } from '#test/running-server.ts';
import { sharedData } from '#test/shared-data.ts';
import { speak } from '#ui/speech.ts';
import { journey, openBrowser, person } from './person.ts';

const { t } = speak();
const folder = sharedData('netmundial/contributions');

let browser: Browser | undefined;
let server: RunningServer;

beforeAll(async () => {
  if (!folder) return;
  browser = await openBrowser();
  server = await startServer();
  await server.command('group', 'found', '--slug', 'meeting', '--name', 'Meeting');
});
afterAll(async () => {
  await browser?.close();
  if (folder) await server.remove();
});

interface Report {
  readonly taken: number;
  readonly refused: number;
}
interface Found {
  readonly total: number;
  readonly results: readonly { readonly address: string; readonly text: string }[];
}

const journeyIfThere = folder ? journey : journey.skip;
journeyIfThere('the contributions to a real meeting are read and cited', async () => {
  const imported = await server.command('import', folder ?? '', '--group', 'meeting', '--json');
  expect(imported).toMatchObject({ code: 0 });
  expect(JSON.parse(imported.out)).toMatchObject({ taken: 120, refused: 0 } satisfies Report);

  const query = 'multistakeholder group:civil-society';
  const searched = await server.command('search', '--group', 'meeting', query, '--json');
  const found = JSON.parse(searched.out) as Found;
  expect(found.total).toBeGreaterThan(50);
  const [best] = found.results;

  const reader = await person(browser, server.address, { script: false, width: 360 });
  await reader.opens('/g/meeting/library');
  await reader.sees(t('library.count', { count: 120 }));
  const said = (field: string) => reader.page.locator(`#${field} option`).allTextContents();
  // Nine call their sector “Other”, which is no stakeholder group.
  expect(await said('group')).toEqual([
    t('library.any'),
    'Civil society (39)',
    'Private sector (31)',
    'Government (23)',
    'Technical and academic (18)',
    `${t('library.without')} (9)`,
  ]);
  expect((await said('region')).length).toBeGreaterThan(4);
  expect(await said('region')).not.toContainEqual(expect.stringContaining(t('library.without')));
  const bodies = await reader.page.locator('#shelf .entries > li').allTextContents();
  expect(bodies).toHaveLength(30);
  await reader.opens(`/g/meeting/search?q=${encodeURIComponent(query)}`);
  await reader.sees(t('search.total', { count: found.total }));

  await reader.opens(best?.address ?? '');
  const label = best?.address.split('#')[1] ?? '';
  const passage = reader.page.locator(`#${label}`);
  expect((await passage.textContent())?.replace(/\s+/g, ' ')).toContain(
    best?.text.replace(/\s+/g, ' ').slice(0, 80),
  );
  const top = await passage.evaluate((element) => element.getBoundingClientRect().top);
  expect(top).toBeGreaterThanOrEqual(0);
  expect(top).toBeLessThan(800);
  await reader.leaves();

  // Killed, started again, brought in again: everything is there, once.
  await server.end('SIGKILL');
  server = await server.again();
  const again = await server.command('import', folder ?? '', '--group', 'meeting', '--json');
  expect(JSON.parse(again.out)).toMatchObject({ taken: 0, alreadyHere: 120 });
  expect(await server.command('record', 'verify', '--group', 'meeting')).toMatchObject({ code: 0 });
});
