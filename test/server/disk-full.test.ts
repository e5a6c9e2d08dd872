import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, statfs, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { receiveUpload } from '#server/receive-upload.ts';
import { speak } from '#ui/speech.ts';
import { testHouse } from '#test/house.ts';
import {
  eventually,
  firstAccount,
  posted,
  type RunningServer,
  startServer,
  uploaded,
} from '#test/running-server.ts';

const words = speak().reason({ code: 'disk-full' });

test('an upload to a full disk is refused in words, and nothing of it is kept', async () => {
  const full = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  const house = await testHouse();
  const originals = { ...house.originals, receive: () => Promise.reject(full) };
  const { headers, body } = uploaded('http://here', [{ name: 'a.txt', bytes: 'Some words.' }]);
  const request = new Request('http://here/', {
    method: 'POST',
    headers: headers ?? {},
    body: typeof body === 'object' && body ? new Uint8Array(body) : (body ?? null),
  });
  const received = await receiveUpload({ ...house, originals }, request);
  expect(received).toEqual({ ok: false, reason: { code: 'disk-full' } });
  await house.close();
});

const disk = await mkdtemp(join(tmpdir(), 'rapporteur-disk-'));
const roomy = 'size=500m';
const mounted =
  process.getuid?.() === 0 &&
  spawnSync('mount', ['-t', 'tmpfs', '-o', roomy, 'tmpfs', disk]).status === 0;
if (!mounted) {
  console.warn('skipped: a really full disk, which only root can make');
  await rm(disk, { recursive: true });
}

describe.skipIf(!mounted)('on a disk that is really full', () => {
  let server: RunningServer;
  let cookie: string;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rapporteur-papers-'));
    for (let number = 0; number < 12; number += 1) {
      await writeFile(join(folder, `${number}.txt`), paper(number));
    }
    await mkdir(join(disk, 'data'), { mode: 0o700 });
    server = await startServer({}, join(disk, 'data'));
    cookie = await firstAccount(server);
    for (const slug of ['reeds', 'sedges']) {
      const form = posted(server.address, { slug, name: slug, visibility: 'public' });
      await server.ask('/found', { ...form, headers: { ...form.headers, cookie } });
    }
    await bringIn('before.txt', 'What was acknowledged before the disk was full.');
  });
  afterAll(async () => {
    await server.remove();
    spawnSync('umount', ['-l', disk]);
    await rm(folder, { recursive: true });
    await rm(disk, { recursive: true });
  });

  /** More than a hundred kilobytes that nothing else says. */
  function paper(number: number): string {
    const lines = Array.from({ length: 1_500 }, (_, line) => {
      const own = (number * 1_501 + line) * 7_919;
      return `Paragraph ${own.toString(36)} of paper ${number} speaks of ${own.toString(26)} and more.`;
    });
    return `Title: Paper ${number}\n\n${lines.join('\n\n')}\n`;
  }

  function bringIn(name: string, bytes: string) {
    const form = uploaded(server.address, [{ name, bytes }]);
    return server.ask('/g/reeds/library/import', {
      ...form,
      headers: { ...form.headers, cookie },
    });
  }

  async function documents(slug: string): Promise<number> {
    const { text } = await server.ask(`/g/${slug}/library`);
    return Number(/>\s*(\d+) documents?\s*</.exec(text)?.[1] ?? NaN);
  }

  /** Makes the disk so small that it has only so many bytes left. */
  async function leave(bytes: number): Promise<void> {
    const { blocks, bfree, bsize } = await statfs(disk);
    remount(`size=${(blocks - bfree) * bsize + bytes}`);
  }

  function remount(size: string): void {
    expect(spawnSync('mount', ['-o', `remount,${size}`, disk]).status).toBe(0);
  }

  test(
    'it is said in words, what was acknowledged stays, and with room it all goes on',
    { timeout: 150_000 },
    async () => {
      await eventually(
        'the first document',
        async () => (await documents('reeds')) === 1 || undefined,
      );

      // Originals come first, so a full disk is found there before the database needs any.
      await leave(32_768);
      const refused = await bringIn('during.txt', paper(99));
      expect(refused.status).toBe(400);
      expect(refused.text).toContain(words);
      const command = await server.command('import', folder, '--group', 'sedges');
      expect(command.code).toBe(3);
      expect(command.err).toContain(words);
      expect(command.err).not.toMatch(/\n\s+at /);

      // With room for some, what is acknowledged counts, whatever becomes of the rest.
      await leave(4_000_000);
      const partly = await server.command('import', folder, '--group', 'sedges', '--json');
      expect([0, 1, 3]).toContain(partly.code);
      expect(partly.err).not.toMatch(/\n\s+at /);

      remount(roomy);
      const again = await eventually('the import to go on', async () => {
        const ended = await server.command('import', folder, '--group', 'sedges', '--json');
        return ended.code === 0 ? ended : undefined;
      });
      expect(JSON.parse(again.out)).toMatchObject({ refused: 0 });
      await eventually(
        'all documents',
        async () => (await documents('sedges')) === 12 || undefined,
      );
      expect(await documents('reeds')).toBe(1);
      for (const slug of ['reeds', 'sedges']) {
        const verified = await server.command('record', 'verify', '--group', slug, '--json');
        expect(JSON.parse(verified.out)).toMatchObject({ sound: true });
      }
    },
  );
});
