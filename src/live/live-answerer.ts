import type { IncomingMessage, ServerResponse } from 'node:http';
import { anonymous } from '#actions/actor.ts';
import type { House } from '#actions/house.ts';
import { standingOf } from '#actions/standing.ts';
import { may } from '#policy/may.ts';
import { type Hub, noticeOf } from './hub.ts';

/** Slugs are plain letters, so nothing is decoded: what would need it names no group. */
const path = /^\/g\/([^/?]+)\/live(?:\?|$)/;
/** A follower that lags behind by so much is let go; it comes back and resumes. */
const longestBacklog = 64 * 1024;
const catchUp = 500;
const breath = 20_000;
const plain = { 'Content-Type': 'text/plain; charset=utf-8' };

/**
 * Answers `/g/SLUG/live` with server-sent events: first what was missed since Last-Event-ID, then
 * everything as it is entered. Kept outside the page handler, where a stream costs half the memory.
 */
export function liveAnswerer(house: House, hub: Hub) {
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const slug = path.exec(request.url ?? '')?.[1];
    if (slug === undefined || request.method !== 'GET') return false;
    stream(house, hub, slug, request, response).catch((error: unknown) => {
      house.log(`A live stream ended: ${String(error)}`);
      if (response.headersSent) return void response.destroy();
      // The browser comes back by itself: what failed may be a database that is starting again.
      response.writeHead(503, { ...plain, 'Retry-After': '2' }).end('Not just now.\n');
    });
    return true;
  };
}

async function stream(
  house: House,
  hub: Hub,
  slug: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const groupId = await readableGroup(house, slug, request);
  if (groupId === undefined) {
    response.writeHead(404, plain).end('Not found.\n');
    return;
  }
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
  response.write('retry: 2000\n\n');

  // Live first, then the past: an entry that comes in between is seen twice and told once.
  let told = lastSeen(request) ?? (await house.record.head(groupId)).seq;
  const waiting: { seq: number; bytes: Buffer }[] = [];
  let caughtUp = false;
  const tell = (notice: { seq: number; bytes: Buffer }): void => {
    if (!caughtUp) return void waiting.push(notice);
    if (notice.seq <= told) return;
    told = notice.seq;
    response.write(notice.bytes);
    if (response.writableLength > longestBacklog) response.destroy();
  };
  const leave = hub.follow(groupId, tell);
  const breathing = setInterval(() => response.write(': \n\n'), breath);
  const sendAway = (): void => void response.end();
  hub.closed.addEventListener('abort', sendAway);
  response.on('close', () => {
    leave();
    clearInterval(breathing);
    hub.closed.removeEventListener('abort', sendAway);
  });

  for (let more = true; more && !response.destroyed;) {
    const missed = await entriesAfter(house, groupId, told);
    for (const entry of missed) {
      const notice = noticeOf(entry);
      if (notice) response.write(notice.bytes);
      told = entry.seq;
    }
    more = missed.length === catchUp;
  }
  caughtUp = true;
  waiting.forEach(tell);
}

function entriesAfter(house: House, groupId: string, seq: number) {
  return house.db.kysely
    .selectFrom('entry')
    .select(['seq', 'verb'])
    .where('group_id', '=', groupId)
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(catchUp)
    .execute();
}

async function readableGroup(
  house: House,
  slug: string,
  request: IncomingMessage,
): Promise<string | undefined> {
  const db = house.db.kysely;
  const group = await db
    .selectFrom('working_group')
    .select(['group_id', 'visibility'])
    .where('slug', '=', slug)
    .executeTakeFirst();
  if (!group) return undefined;
  const headers = new Headers({ cookie: request.headers.cookie ?? '' });
  const actor = (await house.accounts.actorOf(headers)) ?? anonymous;
  const standing = await standingOf(db, actor, group.group_id);
  return may(standing, 'group.read', group).ok ? group.group_id : undefined;
}

function lastSeen(request: IncomingMessage): number | undefined {
  const id = request.headers['last-event-id'];
  return typeof id === 'string' && /^\d{1,15}$/.test(id) ? Number(id) : undefined;
}
