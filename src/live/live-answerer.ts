import type { IncomingMessage, ServerResponse } from 'node:http';
import { anonymous } from '#actions/actor.ts';
import type { House } from '#actions/house.ts';
import { standingOf } from '#actions/standing.ts';
import { may } from '#policy/may.ts';
import { type Hub, type Notice, noticeOf } from './hub.ts';

/** Slugs are plain letters, so nothing is decoded: what would need it names no group. */
const path = /^\/g\/([a-z0-9-]{1,60})\/live(?:\?|$)/;
/** A follower that lags behind by so much is let go; it comes back and resumes. */
const longestBacklog = 64 * 1024;
const catchUp = 500;
const breath = 20_000;
const plain = { 'Content-Type': 'text/plain; charset=utf-8' };

/**
 * Answers `/g/SLUG/live` with server-sent events: first what was missed since Last-Event-ID, or
 * since the entry that a page knows as `?after=`, then everything as it is entered. Kept outside the page handler, where a stream costs half the memory.
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
  // Known before the line is open: what is entered from then on is told.
  let told = lastSeen(request) ?? (await house.record.head(groupId)).seq;
  response.writeHead(200, {
    'Content-Type': 'text/event-stream',
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
  response.write('retry: 2000\n\n');

  // Followed first, then the past is read: what comes meanwhile has it read once more.
  let caughtUp = false;
  let more = true;
  const letGoUnlessReader = async (): Promise<void> => {
    if ((await readableGroup(house, slug, request)) === undefined) response.end();
  };
  const tell = (notice: Notice): void => {
    if (notice.changesReaders) letGoUnlessReader().catch(() => response.destroy());
    if (notice.seq <= told) return;
    if (!caughtUp) return void (more = true);
    told = notice.seq;
    response.write(notice.bytes);
    if (response.writableLength > longestBacklog) response.destroy();
  };
  // Who has gone already tells so no more, and would be followed for ever.
  if (response.closed || response.destroyed) return;
  // Who came while the others were sent away goes with them.
  if (hub.closed.aborted) return void response.end();
  const leave = hub.follow(groupId, tell);
  const breathing = breatheFor(response);
  const sendAway = (): void => void response.end();
  hub.closed.addEventListener('abort', sendAway);
  response.on('close', () => {
    leave();
    clearInterval(breathing);
    hub.closed.removeEventListener('abort', sendAway);
  });

  while (more && !response.destroyed) {
    more = false;
    const missed = await entriesAfter(house, groupId, told);
    for (const entry of missed) {
      const notice = noticeOf(entry);
      if (notice) response.write(notice.bytes);
      told = entry.seq;
    }
    if (missed.length < catchUp) continue;
    more = true;
    await taken(response);
  }
  caughtUp = true;
}

/** Resolves when the follower has taken what was written, or is gone. */
function taken(response: ServerResponse): Promise<void> {
  if (!response.writableNeedDrain || response.destroyed) return Promise.resolve();
  return new Promise((resolve) => response.once('drain', resolve).once('close', resolve));
}

/** Shows again and again that the line holds; a follower that has taken nothing since is let go. */
function breatheFor(response: ServerResponse): NodeJS.Timeout {
  let before = -1;
  return setInterval(() => {
    const sent = (response.socket?.bytesWritten ?? 0) - response.writableLength;
    if (response.writableLength > 0 && sent === before) return void response.destroy();
    before = sent;
    response.write(': \n\n');
  }, breath);
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
  const heard = request.headers['last-event-id'];
  const seen = /[?&]after=(\d+)(?:&|$)/.exec(request.url ?? '')?.[1];
  return [heard, seen].map(wholeNumber).find((number) => number !== undefined);
}

function wholeNumber(text: string | readonly string[] | undefined): number | undefined {
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
