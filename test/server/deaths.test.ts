import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  eventually,
  firstAccount,
  posted,
  run,
  runCommand,
  type RunningServer,
  startServer,
  uploaded,
} from '#test/running-server.ts';

const papers = 80;

let server: RunningServer;
let cookie: string;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapporteur-papers-'));
  for (let number = 0; number < papers; number += 1) {
    await writeFile(join(folder, `${name(number)}`), words(number));
  }
  server = await startServer();
  cookie = await firstAccount(server);
  for (const slug of ['upload', 'command', 'alone']) {
    const form = posted(server.address, { slug, name: slug, visibility: 'public' });
    await server.ask('/found', { ...form, headers: { ...form.headers, cookie } });
  }
});
afterAll(async () => {
  await server.remove();
  await rm(folder, { recursive: true });
});

function name(number: number): string {
  return `paper-${String(number).padStart(3, '0')}.txt`;
}

/** Each paper says things that no other says, so that none is taken for another's copy. */
function words(number: number): string {
  const own = Array.from({ length: 60 }, (_, index) => `${word(number * 61 + index)}`);
  return `Title: Paper ${number}\n\n${own.join(' ')}.\n\nThe end of paper ${number}.\n`;
}

function word(number: number): string {
  return (number * 7_919 + 1_000_003)
    .toString(26)
    .replace(/\d/g, (digit) => 'qrstuvwxyz'[+digit] ?? '');
}

async function documents(slug: string): Promise<number> {
  const { text } = await server.ask(`/g/${slug}/library`);
  return Number(/>\s*([\d,]+) documents?\s*</.exec(text)?.[1]?.replace(',', '') ?? 0);
}

async function isSound(slug: string): Promise<void> {
  const verified = await server.command('record', 'verify', '--group', slug, '--json');
  expect(JSON.parse(verified.out)).toMatchObject({ sound: true });
}

test('the server dies in the middle of an upload’s import, and goes on with it', async () => {
  const parts = Array.from({ length: papers }, (_, number) => ({
    name: name(number),
    bytes: words(number),
  }));
  const form = uploaded(server.address, parts);
  const sent = await server.ask('/g/upload/library/import', {
    ...form,
    headers: { ...form.headers, cookie },
  });
  expect(sent.status).toBe(303);
  const before = await eventually('the first papers', async () => {
    const count = await documents('upload');
    return count > 3 ? count : undefined;
  });
  await server.end('SIGKILL');
  expect(before, 'killed too late to be in the middle').toBeLessThan(papers);

  server = await server.again();
  expect(await documents('upload')).toBeGreaterThanOrEqual(before);
  await eventually('the import to end', async () =>
    (await documents('upload')) === papers ? true : undefined,
  );
  const report = await server.ask(String(sent.headers['location']), { headers: { cookie } });
  expect(report.text).toContain(`${papers} taken`);
  await isSound('upload');
});

test('a command dies in the middle of its import, beside a server that lives', async () => {
  const command = runCommand(server.dataDir, ['import', folder, '--group', 'command']);
  const before = await eventually('the first papers', async () => {
    const count = await documents('command');
    return count > 3 ? count : undefined;
  });
  command.child.kill('SIGKILL');
  await command.ended;
  expect(before, 'killed too late to be in the middle').toBeLessThan(papers);
  await isSound('command');

  // The server takes up what the command left; the command, given again, finds it here.
  const again = await server.command('import', folder, '--group', 'command', '--json');
  const { taken, alreadyHere, refused } = JSON.parse(again.out) as Record<string, number>;
  expect({ all: (taken ?? 0) + (alreadyHere ?? 0), refused }).toEqual({ all: papers, refused: 0 });
  expect(
    await eventually('all papers', async () => {
      const count = await documents('command');
      return count >= papers ? count : undefined;
    }),
  ).toBe(papers);
  await isSound('command');
});

test('a command that works alone dies, and the next finds everything in order', async () => {
  await server.end();
  const command = runCommand(server.dataDir, ['import', folder, '--group', 'alone']);
  await new Promise((resolve) => setTimeout(resolve, 2_600));
  command.child.kill('SIGKILL');
  await command.ended;
  await isSound('alone');
  const again = await server.command('import', folder, '--group', 'alone', '--json');
  expect(again).toMatchObject({ code: 0 });
  await isSound('alone');

  server = await server.again();
  expect(await documents('alone')).toBe(papers);
  const second = await run('bin/serve.ts', [], { PORT: '0', DATA_DIR: server.dataDir }).ended;
  expect(second.code).toBe(3);
  expect(second.err).toContain(String(server.pid));
  expect(second.err).not.toMatch(/\n\s+at /);
});

test('an import is stopped by Ctrl-C and goes on by the same command', async () => {
  await server.command('group', 'found', '--slug', 'stopped', '--name', 'Stopped');
  const command = runCommand(server.dataDir, ['import', folder, '--group', 'stopped']);
  await eventually('the first papers', async () =>
    (await documents('stopped')) > 0 ? true : undefined,
  );
  command.child.kill('SIGINT');
  const { code, err } = await command.ended;
  expect(code).toBe(1);
  expect(err).toMatch(/Stopped; \d+ files? (is|are) still waiting/);
  expect(await documents('stopped')).toBeLessThan(papers);
  const again = await server.command('import', folder, '--group', 'stopped', '--json');
  expect(again).toMatchObject({ code: 0 });
  expect(await documents('stopped')).toBe(papers);
});
