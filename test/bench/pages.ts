import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import type { BenchRow } from './bench-row.ts';
import { rounded } from './measure.ts';
import { run, type RunningServer, said, startServer } from '#test/running-server.ts';

const group = '/g/sample';
/** What a first visit to a public page may weigh, in bytes, as it goes over the line. */
const mostBytes = 30 * 1024;
const connections = 16;
const seconds = 4;

/**
 * The weight of each public page with all it loads on a first visit, as compressed on the line, and
 * how many documents are read a second beside a SvelteKit of one bare page, built for the purpose.
 */
export async function bench(): Promise<BenchRow[]> {
  const server = await startServer();
  try {
    const made = await server.command('sample');
    if (made.code !== 0) throw new Error(made.err);
    return [...(await weights(server)), ...(await speeds(server))];
  } finally {
    await server.remove();
  }
}

async function weights(server: RunningServer): Promise<BenchRow[]> {
  const rows: BenchRow[] = [];
  const long = await longestDocument(server);
  for (const [name, path] of [
    ['home', '/'],
    ['group front', group],
    ['members', `${group}/members`],
    ['library', `${group}/library`],
    ['document', long],
    ['search', `${group}/search?q=gauge`],
    ['activity', `${group}/activity`],
    ['entry of the record', `${group}/activity/1`],
    ['sign-in', '/sign-in'],
  ] as const) {
    const bytes = await weightOf(server, path);
    rows.push({
      name: `weight of ${name}: HTML, CSS, script and pictures`,
      ours: bytes,
      yardstick: mostBytes,
      unit: 'bytes, br or gzip as served',
      ratio: rounded(bytes / mostBytes),
      target: 'at most 1, that is 30 KB',
    });
  }
  return rows;
}

/** The bytes of a page and of everything it names to be loaded, as a browser asks for them. */
async function weightOf(server: RunningServer, path: string): Promise<number> {
  const page = await bytesOf(server, path);
  const html = await fetch(server.address + path).then((answer) => answer.text());
  const loaded = new Set(
    [...html.matchAll(/<(?:link|script|img)\b[^>]*>/g)]
      .map(([tag]) => tag)
      .filter((tag) => !/rel="(?:canonical|alternate)"/.test(tag))
      .flatMap((tag) => /\b(?:href|src)="([^"]+)"/.exec(tag)?.[1] ?? []),
  );
  let bytes = page;
  for (const link of loaded) {
    const { pathname } = new URL(link, server.address + path);
    bytes += await bytesOf(server, pathname);
  }
  return bytes;
}

/** The body as it comes over the line: fetch would unpack it. */
async function bytesOf(server: RunningServer, path: string): Promise<number> {
  const { host, port } = new URL(server.address);
  const sent = request({
    host: host.split(':')[0],
    port,
    path,
    headers: { 'accept-encoding': 'gzip, deflate, br', accept: 'text/html,*/*' },
  }).end();
  const [response] = (await once(sent, 'response')) as [
    NodeJS.ReadableStream & { readonly statusCode: number },
  ];
  let bytes = 0;
  for await (const chunk of response) bytes += chunk.length;
  if (response.statusCode !== 200) throw new Error(`${path} answered ${response.statusCode}`);
  return bytes;
}

/** Of the sample's documents the one with the most words. */
async function longestDocument(server: RunningServer): Promise<string> {
  const { text } = await server.ask(`${group}/library`);
  const addresses = new Set(
    [...text.matchAll(/href="(\/g\/sample\/d\/[^"#?]+)"/g)].flatMap(([, to]) => to ?? []),
  );
  let longest = { path: '', bytes: 0 };
  for (const path of addresses) {
    const bytes = (await server.ask(path)).text.length;
    if (bytes > longest.bytes) longest = { path, bytes };
  }
  return longest.path;
}

async function speeds(server: RunningServer): Promise<BenchRow[]> {
  const bare = await barePage();
  const rows: BenchRow[] = [];
  try {
    for (const [name, path] of [
      ['the longest document of the sample', await longestDocument(server)],
      ['the members of a group', `${group}/members`],
    ] as const) {
      const address = server.address + path;
      for (const each of [address, bare.address]) await perSecond(each, 1);
      const [ours, yardstick] = [
        await perSecond(address, seconds),
        await perSecond(bare.address, seconds),
      ];
      rows.push({
        name: `reading ${name}, ${connections} at a time`,
        ours: rounded(ours),
        yardstick: rounded(yardstick),
        unit: 'pages a second; beside one bare SvelteKit page',
        ratio: rounded(ours / yardstick),
      });
    }
    return rows;
  } finally {
    await bare.remove();
  }
}

async function barePage(): Promise<{ readonly address: string; remove(): Promise<void> }> {
  const running = run('test/bench/bare-page.ts', [], {});
  const [, address = '', folder = ''] = await said(running, /bare page at (\S+) in (\S+)/);
  return {
    address,
    async remove() {
      running.child.kill();
      await running.ended;
      await rm(folder, { recursive: true });
    },
  };
}

/** Answers a second, asked from another process, so that asking does not slow the clock here. */
async function perSecond(address: string, forSeconds: number): Promise<number> {
  const asker = run('test/bench/pages.ts', [address, String(forSeconds)], {});
  return Number((await asker.ended).out);
}

/** Asks one address over and over on so many connections; answers with how often a second. */
async function hammer(address: string, forSeconds: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const until = performance.now() + forSeconds * 1_000;
  let count = 0;
  const one = async (): Promise<void> => {
    while (performance.now() < until) {
      const sent = request(address, { agent, headers: { 'accept-encoding': 'gzip' } }).end();
      const [response] = (await once(sent, 'response')) as [NodeJS.ReadableStream];
      await once(response.resume(), 'end');
      count += 1;
    }
  };
  const begun = performance.now();
  await Promise.all(Array.from({ length: connections }, one));
  agent.destroy();
  return (count * 1_000) / (performance.now() - begun);
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [, , address = '', forSeconds = '1'] = process.argv;
  console.log(await hammer(address, Number(forSeconds)));
}
