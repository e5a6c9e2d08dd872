import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { receiveUpload } from '#server/receive-upload.ts';
import { testHouse, type TestHouse } from '#test/house.ts';

/** Uploads that no browser sends, or that break off: each is refused, and nothing is left behind. */
let house: TestHouse;

beforeAll(async () => {
  house = await testHouse();
});

afterAll(() => house.close());

const file = (name: string, words: string): string =>
  `--cut\r\nContent-Disposition: form-data; name="files"; filename="${name}"\r\n\r\n${words}\r\n`;

function upload(
  body: string | ReadableStream<Uint8Array>,
  type = 'multipart/form-data; boundary=cut',
): Promise<Awaited<ReturnType<typeof receiveUpload>>> {
  const request = new Request('http://reeds.example.org/', {
    method: 'POST',
    body,
    headers: { 'content-type': type },
    duplex: 'half',
  } as RequestInit);
  return receiveUpload(house, request);
}

async function arriving(): Promise<readonly string[]> {
  return readdir(join(house.folder, 'originals', 'arriving')).catch(() => []);
}

test.each([
  ['ends in the middle of a file', file('a.txt', 'Reeds').slice(0, -4)],
  ['ends in a file without a name', file('', 'Reeds').slice(0, -4)],
  ['ends in the second file', file('a.txt', 'Reeds') + file('b.txt', 'Weirs').slice(0, -4)],
  ['is no form', 'Reeds'],
])('an upload that %s is refused and leaves nothing', async (_what, body) => {
  expect(await upload(body)).toEqual({ ok: false, reason: { code: 'upload-broken-off' } });
  expect(await arriving()).toEqual([]);
});

test('an upload without a boundary is refused', async () => {
  expect((await upload(file('a.txt', 'Reeds'), 'multipart/form-data')).ok).toBe(false);
});

test('an upload that breaks off is not waited for', async () => {
  const first = new TextEncoder().encode(file('a.txt', 'Reeds').slice(0, -4));
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      if (controller.desiredSize === 1) controller.enqueue(first);
      await sleep(50);
      controller.error(new Error('aborted'));
    },
  });
  const answer = await Promise.race([upload(body), sleep(3_000, 'still waiting')]);
  expect(answer).toEqual({ ok: false, reason: { code: 'upload-broken-off' } });
  expect(await arriving()).toEqual([]);
});

test('of more files than are taken at once none is left out in silence', async () => {
  const many = Array.from({ length: 2_001 }, (_, number) => file(`${number}.txt`, 'Reeds'));
  expect((await upload(`${many.join('')}--cut--\r\n`)).ok).toBe(false);
});

test('a name cut short holds no half of a character', async () => {
  const taken = await upload(`${file(`${'\u{1F33E}'.repeat(200)}a.txt`, 'Reeds')}--cut--\r\n`);
  const name = taken.ok ? taken.value.files[0]?.name : undefined;
  expect(name?.endsWith('a.txt')).toBe(true);
  expect(name?.isWellFormed()).toBe(true);
});
