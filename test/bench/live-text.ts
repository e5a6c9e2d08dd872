import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import {
  firstAccount,
  posted,
  run,
  type RunningServer,
  said,
  startServer,
} from '#test/running-server.ts';
import type { BenchRow } from './bench-row.ts';
import { rounded } from './measure.ts';

const followers = 1_000;
const rounds = 5;
const group = '/g/live-bench';

/**
 * An edit of a text until all of 1,000 open pages have been told of it, beside a bare event-stream
 * loop told to write one event to as many; and until all of them have fetched the page that shows it.
 */
export async function bench(): Promise<BenchRow[]> {
  const server = await startServer();
  const bare = run('test/bench/bare-stream.ts', [], {});
  try {
    const [, address = ''] = await said(bare, /bare stream at (\S+)/);
    const cookie = await firstAccount(server);
    await foundGroup(server, cookie);
    const ours = await followed(
      `${server.address}${group}/live`,
      `${server.address}${group}/t/1`,
      (round) => edit(server, cookie, round),
    );
    const theirs = await followed(address, undefined, () =>
      Promise.resolve(() => fetch(address, { method: 'POST' })),
    );
    return [
      {
        name: `text: an edit told to ${followers} open pages`,
        ours: rounded(ours.told),
        yardstick: rounded(theirs.told),
        unit: 'ms from sending the edit, beside a bare loop of event streams',
        ratio: rounded(ours.told / theirs.told),
      },
      {
        name: `text: an edit shown on ${followers} open pages`,
        ours: rounded(ours.shown),
        yardstick: rounded(theirs.told),
        unit: 'ms until all have fetched the page anew, beside the same loop',
        ratio: rounded(ours.shown / theirs.told),
      },
    ];
  } finally {
    bare.child.kill();
    await server.remove();
  }
}

async function foundGroup(server: RunningServer, cookie: string): Promise<void> {
  const fields = {
    slug: 'live-bench',
    name: 'Live',
    mandate: 'To be quick.',
    visibility: 'public',
  };
  await send(server, '/found', cookie, fields);
  const lines = Array.from(
    { length: 60 },
    (_, line) =>
      `${line + 1}. Members share what gauge ${line} shows, and say by whom it was read.`,
  );
  const body = new FormData();
  for (const [name, value] of Object.entries({
    title: 'Gauges',
    kind: 'recommendation',
    words: lines.join('\n'),
    proponents: 'Reeds',
  }))
    body.set(name, value);
  const tabled = await fetch(`${server.address}${group}/texts/new`, {
    method: 'POST',
    headers: { cookie, origin: server.address, accept: 'text/html' },
    body,
    redirect: 'manual',
  });
  if (tabled.status !== 303)
    throw new Error(`tabling answered ${tabled.status}: ${await tabled.text()}`);
}

/** Makes an edit ready; what is answered sends it. */
async function edit(
  server: RunningServer,
  cookie: string,
  round: number,
): Promise<() => Promise<void>> {
  const pen = await server.ask(`${group}/t/1/pen?p=start`, { headers: { cookie } });
  const seen = /name="seen" value="(\d+)"/.exec(pen.text)?.[1] ?? '';
  const words = {
    provision: 'start',
    words: `1. Members share at once what gauge ${round} shows.`,
    basis: 'In the room',
    seen,
  };
  return () => send(server, `${group}/t/1/pen?/agree`, cookie, words);
}

async function send(
  server: RunningServer,
  path: string,
  cookie: string,
  fields: Readonly<Record<string, string>>,
) {
  const asking = posted(server.address, fields);
  const answer = await server.ask(path, { ...asking, headers: { ...asking.headers, cookie } });
  if (answer.status !== 303)
    throw new Error(
      `${path} answered ${answer.status}: ${/<div class="notice[^]*?<\/div>/.exec(answer.text)?.[0]}`,
    );
}

/** Opens the streams, and times what one change sets off; the median of some rounds, in ms. */
async function followed(
  stream: string,
  page: string | undefined,
  change: (round: number) => Promise<() => Promise<unknown>>,
) {
  const streams = new Agent({ maxSockets: Infinity });
  const pages = new Agent({ keepAlive: true, maxSockets: 64 });
  let told = 0;
  let shown = 0;
  let all: { readonly told: () => void; readonly shown: () => void } | undefined;
  const tell = (): void => {
    if (++told === followers) all?.told();
    if (page === undefined) return;
    fetched(page, pages).then(
      () => ++shown === followers && all?.shown(),
      (error: unknown) => console.error(error),
    );
  };
  await Promise.all(Array.from({ length: followers }, () => follow(stream, streams, tell)));
  const times: { readonly told: number; readonly shown: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    told = shown = 0;
    const act = await change(round);
    const begun = performance.now();
    const since = (): number => performance.now() - begun;
    const whenTold = Promise.withResolvers<number>();
    const whenShown = Promise.withResolvers<number>();
    all = { told: () => whenTold.resolve(since()), shown: () => whenShown.resolve(since()) };
    await act();
    times.push({
      told: await whenTold.promise,
      shown: page === undefined ? 0 : await whenShown.promise,
    });
  }
  streams.destroy();
  pages.destroy();
  const middle = (pick: (each: (typeof times)[number]) => number): number =>
    times.map(pick).sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? 0;
  return { told: middle(({ told: at }) => at), shown: middle(({ shown: at }) => at) };
}

async function follow(address: string, agent: Agent, tell: () => void): Promise<void> {
  const sent = request(address, { agent, headers: { accept: 'text/event-stream' } }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  response.setEncoding('utf8');
  response.on('error', () => undefined);
  sent.on('error', () => undefined);
  await once(response, 'data');
  response.on('data', (text: string) => {
    for (const _event of text.matchAll(/^event: entry$/gm)) tell();
  });
}

async function fetched(address: string, agent: Agent): Promise<void> {
  const sent = request(address, {
    agent,
    headers: { 'accept-encoding': 'gzip', accept: 'text/html' },
  }).end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  if (response.statusCode !== 200) throw new Error(`the page answered ${response.statusCode}`);
  await once(response.resume(), 'end');
}
