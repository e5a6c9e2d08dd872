import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { speak } from '#ui/speech.ts';
import { testDatabase, type TestDatabase } from '#test/database.ts';
import { eventually, type RunningServer, startServer } from '#test/running-server.ts';

const { t } = speak();

/** A way to the tests' PostgreSQL that can be cut. */
let way: Server;
let port: number;
const lines = new Set<Socket>();
let db: TestDatabase;
let server: RunningServer;

beforeAll(async () => {
  db = await testDatabase();
  const socket = join(inject('databaseFolder'), '.s.PGSQL.5432');
  way = createServer((line) => {
    const there = connect(socket);
    for (const [one, other] of [
      [line, there],
      [there, line],
    ] as const) {
      lines.add(one.on('error', () => other.destroy()).on('close', () => other.destroy()));
      one.pipe(other);
    }
  });
  await reopen(0);
  const { user, database } = db.address;
  server = await startServer({
    DATABASE_URL: `postgres://${user}@127.0.0.1:${port}/${database}?sslmode=disable`,
  });
  const founded = await server.command('group', 'found', '--slug', 'reeds', '--name', 'Reeds');
  // The command line is told of no server but its own: it works on the data directory's.
  expect(founded.code).toBe(0);
});
afterAll(async () => {
  await server.remove();
  cut();
  way.close();
  await db.close();
});

async function reopen(at: number): Promise<void> {
  way.listen(at, '127.0.0.1');
  await once(way, 'listening');
  port = (way.address() as AddressInfo).port;
}

function cut(): void {
  way.close();
  for (const line of lines) line.destroy();
  lines.clear();
}

test('pages say so in words with 503, and work again by themselves', async () => {
  const before = await server.ask('/');
  expect(before.status).toBe(200);
  cut();
  for (const path of [
    '/',
    '/g/reeds',
    '/g/reeds/library',
    '/g/reeds/search?q=x',
    '/setup?token=x',
  ]) {
    const { status, text } = await server.ask(path);
    expect({ path, status }).toEqual({ path, status: 503 });
    expect(text).toContain(t('error.database-gone'));
    expect(text).not.toMatch(/ECONN|\bat .*\.(js|ts):\d|127\.0\.0\.1:\d+\/|postgres:/);
  }
  const live = await server.ask('/g/reeds/live');
  expect(live.status).toBe(503);
  await reopen(port);
  await eventually('the pages', async () => (await server.ask('/')).status === 200 || undefined);
  expect((await server.ask('/sign-in')).status).toBe(200);
});

test('a cut in the midst of many requests loses the server nothing', async () => {
  const asked = Array.from({ length: 60 }, () => server.ask('/').catch(() => undefined));
  setTimeout(cut, 30);
  const statuses = (await Promise.all(asked)).map((answer) => answer?.status);
  expect(statuses.filter((status) => ![200, 503].includes(status ?? 0))).toEqual([]);
  await reopen(port);
  await eventually('the pages', async () => (await server.ask('/')).status === 200 || undefined);
});

test('it stops in good order while the database is away', async () => {
  cut();
  const { code, ms } = await server.end();
  expect({ code, soon: ms < 5_000 ? 'yes' : ms }).toEqual({ code: 0, soon: 'yes' });
  await reopen(port);
});
