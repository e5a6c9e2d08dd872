import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOriginals } from '#store/originals.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapporteur-originals-'));
});
afterAll(() => rm(folder, { recursive: true }));

test('gives back the very bytes, however often they come in', async () => {
  const originals = openOriginals(folder);
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 5_000 }), async (bytes) => {
      const sha256 = await originals.keep(bytes);
      expect(await originals.keep(bytes)).toBe(sha256);
      expect(Buffer.from((await originals.read(sha256)) ?? []).equals(bytes)).toBe(true);
    }),
    { numRuns: 30 },
  );
  expect(await readdir(join(folder, 'arriving'))).toEqual([]);
});

test('knows no file by any other name', async () => {
  const originals = openOriginals(folder);
  for (const name of ['', '..', '../../etc/passwd', 'a'.repeat(64), 'A'.repeat(64)]) {
    expect(await originals.read(name)).toBeUndefined();
    expect(await originals.stream(name)).toBeUndefined();
  }
});

test('sweeps away what was half received long ago, and nothing else', async () => {
  const arriving = join(folder, 'arriving');
  await mkdir(arriving, { recursive: true });
  await writeFile(join(arriving, 'old'), 'half');
  await utimes(join(arriving, 'old'), new Date(0), new Date(0));
  await writeFile(join(arriving, 'new'), 'half');
  await openOriginals(folder).sweep(60_000);
  expect(await readdir(arriving)).toEqual(['new']);
  await openOriginals(join(folder, 'never made')).sweep(0);
});
