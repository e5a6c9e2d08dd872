import { once } from 'node:events';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { operator } from '#actions/actor.ts';
import { foundGroup } from '#actions/found-group.ts';
import { createHub, type Hub, type Notice } from '#live/hub.ts';
import { liveAnswerer } from '#live/live-answerer.ts';
import { draft } from '#store/draft.ts';
import { testHouse, type TestHouse } from '#test/house.ts';
import { eventually } from '#test/running-server.ts';

const author = { actor: 'operator' };
const seat = { delegation: 'Upper', stakeholderGroup: null, role: 'member' } as const;

let house: TestHouse;
let hub: Hub;
let server: Server;
let port: number;
let serial = 0;
let slug: string;
let groupId: string;

beforeAll(async () => {
  house = await testHouse();
  hub = createHub(house);
  const answer = liveAnswerer(house, hub);
  server = createServer((request, response) => {
    if (!answer(request, response)) response.writeHead(418).end('somebody else');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterAll(async () => {
  await hub.close();
  server.closeAllConnections();
  server.close();
  await house.close();
});
beforeEach(async () => {
  ({ slug, groupId } = await found('public'));
});

async function found(visibility: 'public' | 'members') {
  const name = `group-${(serial += 1)}`;
  const founded = await foundGroup(house, operator, {
    slug: name,
    name,
    mandate: '',
    mandateSource: '',
    termsOfReference: '',
    reportDue: null,
    visibility,
  });
  if (!founded.ok) throw new Error(founded.reason.code);
  return founded.value;
}

/** Enters so many things that everyone may know of; answers with the last number. */
async function enter(count: number): Promise<number> {
  const drafts = Array.from({ length: count }, () =>
    draft('member.listed', house.newId(), { ...seat, name: house.newId() }),
  );
  const appended = await house.record.append(groupId, author, drafts);
  if (!appended.ok) throw new Error(appended.reason.code);
  return (await house.record.head(groupId)).seq;
}

interface Follower {
  readonly status: number;
  readonly seqs: number[];
  readonly verbs: string[];
  text(): string;
  readonly gone: Promise<unknown>;
  leave(): void;
}

const followers: Follower[] = [];
afterEach(() => followers.splice(0).forEach((each) => each.leave()));

async function follow(
  lastEventId?: number | string,
  path = `/g/${slug}/live`,
  at = port,
): Promise<Follower> {
  const headers = lastEventId === undefined ? {} : { 'last-event-id': String(lastEventId) };
  const [response] = (await once(
    get({ host: '127.0.0.1', port: at, path, headers, agent: false }),
    'response',
  )) as [IncomingMessage];
  let text = '';
  const seqs: number[] = [];
  const verbs: string[] = [];
  let read = 0;
  response.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
    const whole = text.lastIndexOf('\n\n');
    for (const event of text.slice(read, whole).matchAll(/id: (\d+)\nevent: entry\ndata: (.*)/g)) {
      seqs.push(Number(event[1]));
      verbs.push((JSON.parse(event[2] ?? '') as { verb: string }).verb);
    }
    read = Math.max(read, whole);
  });
  response.on('error', () => undefined);
  const follower = {
    status: response.statusCode ?? 0,
    seqs,
    verbs,
    text: () => text,
    gone: new Promise((resolve) => response.once('close', resolve)),
    leave: () => void response.destroy(),
  };
  followers.push(follower);
  return follower;
}

function until(follower: Follower, seq: number): Promise<true> {
  return eventually(`number ${seq}`, () => follower.seqs.at(-1) === seq || undefined, 15_000);
}

const range = (from: number, to: number): number[] =>
  Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);

describe('a follower', () => {
  test('hears what is entered from now on', async () => {
    const before = await enter(3);
    const follower = await follow();
    await eventually('the line', () => follower.text().includes('retry:') || undefined);
    // Nothing tells when it has caught up, so what is entered meanwhile is heard in any case.
    const last = await enter(4);
    await until(follower, last);
    expect(follower.seqs).toEqual(range(before + 1, last));
  });

  test('resumes after the last it has heard, across more than one page of the past', async () => {
    const first = (await house.record.head(groupId)).seq;
    const last = await enter(1_203);
    const follower = await follow(first + 100);
    await until(follower, last);
    expect(follower.seqs).toEqual(range(first + 101, last));
  });

  test.each(['', 'x', '-1', '1.5', '1e3', '99999999999999999999', '0x10'])(
    'with a last number that is none (%j) hears what comes from now on',
    async (lastEventId) => {
      const follower = await follow(lastEventId);
      expect(follower.status).toBe(200);
      const last = await enter(1);
      await until(follower, last);
      expect(follower.seqs).toEqual([last]);
    },
  );

  test('misses nothing and hears nothing twice, whenever it leaves and comes back', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ entered: fc.integer({ min: 1, max: 30 }), away: fc.boolean() }), {
          minLength: 1,
          maxLength: 6,
        }),
        async (steps) => {
          const begun = (await house.record.head(groupId)).seq;
          const heard: number[] = [];
          let follower = await follow(begun);
          for (const { entered, away } of steps) {
            const entering = enter(entered);
            if (away) {
              follower.leave();
              heard.push(...follower.seqs);
              follower = await follow(heard.at(-1) ?? begun);
            }
            await entering;
          }
          const { seq } = await house.record.head(groupId);
          await until(follower, seq);
          follower.leave();
          expect([...heard, ...follower.seqs]).toEqual(range(begun + 1, seq));
        },
      ),
      { numRuns: 15 },
    );
  });

  test('of many hears the same bytes as every other', async () => {
    const { seq } = await house.record.head(groupId);
    const many = await Promise.all(Array.from({ length: 40 }, () => follow(seq)));
    const last = await enter(5);
    for (const each of many) await until(each, last);
    expect(new Set(many.map((each) => each.text())).size).toBe(1);
  });

  test('is not told of what only the secretariat needs to know', async () => {
    const { seq } = await house.record.head(groupId);
    const memberId = house.newId();
    const appended = await house.record.append(groupId, author, [
      draft('member.listed', memberId, { ...seat, name: 'Ada' }),
      draft('member.invited', memberId, {}),
    ]);
    expect(appended.ok).toBe(true);
    const [live, late] = [await follow(seq), await follow(seq + 1)];
    const last = await enter(1);
    for (const each of [live, late]) await until(each, last);
    expect(live.verbs).toEqual(['member.listed', 'member.listed']);
    expect(late.verbs).toEqual(['member.listed']);
    expect(live.text()).not.toContain('Ada');
  });

  test('hears nothing of another group', async () => {
    const follower = await follow();
    const own = await enter(1);
    await until(follower, own);
    const mine = groupId;
    ({ groupId } = await found('public'));
    await enter(3);
    groupId = mine;
    const last = await enter(1);
    await until(follower, last);
    expect(follower.seqs).toEqual([own, last]);
  });

  test('that takes nothing is let go, and the others are not kept waiting', async () => {
    const tells = new Set<(notice: Notice) => void>();
    const answer = liveAnswerer(house, {
      closed: new AbortController().signal,
      follow: (_groupId, tell) => {
        tells.add(tell);
        return () => void tells.delete(tell);
      },
      close: () => Promise.resolve(),
    });
    const here = createServer((request, response) => void answer(request, response));
    here.listen(0, '127.0.0.1');
    await once(here, 'listening');
    const there = here.address() as AddressInfo;
    const stalled = connect(there.port, '127.0.0.1');
    stalled.on('error', () => undefined).pause();
    stalled.write(`GET /g/${slug}/live HTTP/1.1\r\nHost: x\r\n\r\n`);
    await eventually('the stalled one', () => tells.size === 1 || undefined);
    const brisk = await follow(undefined, undefined, there.port);
    await eventually('both', () => tells.size === 2 || undefined);

    // Larger than any notice is, so that what the system keeps for the line is soon full.
    const filler = 'x'.repeat(50_000);
    const { seq } = await house.record.head(groupId);
    let last = seq;
    for (; tells.size === 2 && last < seq + 2_000; last += 1) {
      const words = `id: ${last + 1}\nevent: entry\ndata: {"verb":"${filler}"}\n\n`;
      const notice = { seq: last + 1, bytes: Buffer.from(words), changesReaders: false };
      for (const tell of tells) tell(notice);
      await until(brisk, last + 1);
    }
    expect(tells.size).toBe(1);
    expect(brisk.seqs).toEqual(range(seq + 1, last));
    stalled.destroy();
    here.closeAllConnections();
    here.close();
  });
});

describe('the line', () => {
  test('is not there for a group of members only, nor for one that is none', async () => {
    const hidden = await found('members');
    const [one, other] = [
      await follow(undefined, `/g/${hidden.slug}/live`),
      await follow(undefined, '/g/no-such-group/live'),
    ];
    await Promise.all([one.gone, other.gone]);
    expect([one.status, other.status]).toEqual([404, 404]);
    expect(one.text()).toBe(other.text());
  });

  test.each(['/g/%ZZ/live', '/g/%00/live', '/g//live', '/g/a/b/live'])(
    'is not at %s',
    async (path) => {
      const follower = await follow(undefined, path);
      await follower.gone;
      expect([404, 418]).toContain(follower.status);
    },
  );

  test('ends for those who may read the group no more', async () => {
    const follower = await follow();
    const last = await enter(1);
    await until(follower, last);
    await house.record.append(groupId, author, [
      draft('group.settings-changed', groupId, { visibility: 'members' }),
    ]);
    await follower.gone;
    expect((await follow()).status).toBe(404);
  });

  test('ends for everyone when the hub closes', async () => {
    const own = createHub(house);
    const answer = liveAnswerer(house, own);
    const here = createServer((request, response) => void answer(request, response));
    here.listen(0, '127.0.0.1');
    await once(here, 'listening');
    const address = here.address() as AddressInfo;
    const [response] = (await once(
      get({ host: '127.0.0.1', port: address.port, path: `/g/${slug}/live` }),
      'response',
    )) as [IncomingMessage];
    const ended = once(response.resume(), 'end');
    await own.close();
    await ended;
    here.close();
  });
});
