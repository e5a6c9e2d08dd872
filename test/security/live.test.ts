import { createServer, IncomingMessage, type Server, ServerResponse } from 'node:http';
import { type AddressInfo, connect, Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { operator } from '#actions/actor.ts';
import { changeGroupSettings } from '#actions/change-group-settings.ts';
import { foundGroup } from '#actions/found-group.ts';
import { createHub, type Hub } from '#live/hub.ts';
import { liveAnswerer } from '#live/live-answerer.ts';
import { draft } from '#store/draft.ts';
import { groupBySlug } from '#store/group/readers.ts';
import { testHouse, type TestHouse } from '#test/house.ts';

/** A live stream as strangers find it, with a count of those who are still followed for. */
let house: TestHouse;
let hub: Hub;
let server: Server;
let groupId: string;
let followers = 0;
let slow: Promise<void> | undefined;

const settings = {
  name: 'Working Group on Reeds',
  mandate: 'Look at the reeds.',
  mandateSource: '',
  termsOfReference: '',
  reportDue: null,
  visibility: 'public',
};

beforeAll(async () => {
  house = await testHouse({
    accounts: {
      actorOf: () => slow?.then(() => undefined) ?? Promise.resolve(undefined),
    } as unknown as TestHouse['accounts'],
  });
  const founded = await foundGroup(house, operator, { ...settings, slug: 'reeds', reportDue: '' });
  if (!founded.ok) throw new Error(founded.reason.code);
  groupId = founded.value.groupId;
  const followed = createHub(house);
  hub = {
    ...followed,
    follow(group, tell) {
      followers += 1;
      const leave = followed.follow(group, tell);
      return () => {
        followers -= 1;
        leave();
      };
    },
  };
  const answer = liveAnswerer(house, hub);
  server = createServer((request: IncomingMessage, response: ServerResponse) => {
    if (!answer(request, response)) response.writeHead(404).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});

beforeEach(() => {
  followers = 0;
  slow = undefined;
});

afterAll(async () => {
  await hub.close();
  server.closeAllConnections();
  server.close();
  await house.close();
});

const port = (): number => (server.address() as AddressInfo).port;

/** Sends a request as it is written, and hears what comes back until told to leave. */
function asking(path: string) {
  let heard = '';
  const line = connect(port(), '127.0.0.1');
  line.setEncoding('utf8').on('data', (text: string) => (heard += text));
  const ended = new Promise<void>((resolve) => line.on('close', () => resolve()));
  line.on('error', () => undefined);
  line.write(`GET ${path} HTTP/1.1\r\nHost: reeds\r\nConnection: close\r\n\r\n`);
  return { line, ended, heard: () => heard };
}

async function until(what: () => boolean): Promise<void> {
  for (let tries = 0; tries < 100 && !what(); tries += 1) await sleep(20);
}

test.each(['/g/%ff/live', '/g/%/live', '/g/%00/live', '/g/%E0%A4%A/live?x'])(
  'the address %s, which no letters make, ends nothing',
  async (path) => {
    const asked = asking(path);
    await asked.ended;
    expect(asked.heard()).toMatch(/^HTTP\/1\.1 404/);
  },
);

test('who leaves before the answer is not followed for', async () => {
  let goOn = (): void => undefined;
  slow = new Promise((resolve) => (goOn = resolve));
  const asked = asking('/g/reeds/live');
  await sleep(100);
  asked.line.destroy();
  await asked.ended;
  await sleep(50);
  goOn();
  await sleep(200);
  expect(followers).toBe(0);
});

test('the past is not all written to a follower that takes nothing', async () => {
  const entries = 6_000;
  const joined = Array.from({ length: entries }, () => draft('member.joined', 'nobody', {}));
  await house.record.append(groupId, { actor: 'operator' }, joined);
  const request = new IncomingMessage(new Socket());
  Object.assign(request, { method: 'GET', url: '/g/reeds/live' });
  request.headers['last-event-id'] = '0';
  // Without a line, nothing that is written is ever taken.
  const response = new ServerResponse(request);
  liveAnswerer(house, hub)(request, response);
  await until(() => response.writableLength > 20_000);
  await sleep(500);
  expect(response.writableLength).toBeGreaterThan(20_000);
  // A full buffer and the batch that filled it; all of the past is three times as much.
  expect(response.writableLength).toBeLessThan(128 * 1024);
  response.destroy();
});

test('a follower is sent away once the group is closed to strangers', async () => {
  const asked = asking('/g/reeds/live');
  await until(() => followers === 1 && asked.heard().includes('retry'));
  const closed = { ...settings, visibility: 'members' };
  const group = await groupBySlug(house.db.kysely, 'reeds');
  const seq = group?.settingsSeq ?? 0;
  const changed = await changeGroupSettings(house, operator, groupId, closed, seq);
  expect(changed.ok).toBe(true);
  const ended = asked.ended.then(() => 'sent away');
  expect(await Promise.race([ended, sleep(5_000, 'still told')])).toBe('sent away');
});
