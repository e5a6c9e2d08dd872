import { afterAll, beforeAll, expect, test } from 'vitest';
import { firstAccount, posted, type RunningServer, startServer } from '#test/running-server.ts';

/** What the real server says to forms that no page sends, and to those who keep its answers. */
let server: RunningServer;
let cookie: string;

beforeAll(async () => {
  server = await startServer();
  cookie = await firstAccount(server);
  const founded = await post('/found', { ...reeds, slug: 'reeds' });
  expect(founded.status).toBe(303);
});

afterAll(() => server.remove());

const sedges = { name: 'Working Group on Sedges' };
const reeds = { name: 'Working Group on Reeds', mandate: 'Look.', visibility: 'public' };

function post(path: string, fields: Readonly<Record<string, string>>) {
  const form = posted(server.address, fields);
  return server.ask(path, { ...form, headers: { ...form.headers, cookie } });
}

test.each([
  ['a zero character', '/account/sessions?/one', { session: 'a\0b' }],
  ['a number past all numbers', '/g/reeds/settings', { ...sedges, seq: '9e99' }],
  ['half a number', '/g/reeds/settings', { ...sedges, seq: '1.5' }],
])('a form with %s is at fault, not the server', async (_what, path, fields) => {
  const answer = await post(path, fields);
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
});

test('a page for someone signed in is for no shared cache', async () => {
  const mine = await server.ask('/g/reeds', { headers: { cookie } });
  expect(mine.headers['cache-control']).toBe('private, no-cache');
});
