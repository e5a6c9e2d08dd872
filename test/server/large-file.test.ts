import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { maximumBytes, tooLarge } from '#convert/formats.ts';
import { speak } from '#ui/speech.ts';
import {
  eventually,
  firstAccount,
  posted,
  type RunningServer,
  startServer,
} from '#test/running-server.ts';

const large = 200 * 1024 * 1024;
const words = speak().reason(tooLarge);

let server: RunningServer;
let cookie: string;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapporteur-papers-'));
  server = await startServer();
  cookie = await firstAccount(server);
  const form = posted(server.address, { slug: 'reeds', name: 'Reeds', visibility: 'public' });
  await server.ask('/found', { ...form, headers: { ...form.headers, cookie } });
});
afterAll(async () => {
  await server.remove();
  await rm(folder, { recursive: true });
});

test('a file of 200 MB in a folder is refused in words, and its neighbour is taken', async () => {
  expect(large).toBeGreaterThan(maximumBytes);
  const file = await open(join(folder, 'large.txt'), 'w');
  await file.truncate(large);
  await file.close();
  await writeFile(join(folder, 'small.txt'), 'A small paper beside the large one.');
  const { code, out } = await server.command('import', folder, '--group', 'reeds', '--json');
  expect(code).toBe(1);
  expect(JSON.parse(out)).toMatchObject({
    taken: 1,
    refused: 1,
    files: expect.arrayContaining([
      expect.objectContaining({ file: 'large.txt', state: 'refused', message: words }),
    ]),
  });
});

test('a file of 200 MB sent to the server is refused in words, in little memory', async () => {
  const boundary = 'x';
  const head = `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="sent.txt"\r\n\r\n`;
  const tail = `\r\n--${boundary}--\r\n`;
  const piece = Buffer.alloc(1024 * 1024, 'word ');
  const location = await new Promise<string>((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port: server.port,
        path: '/g/reeds/library/import',
        method: 'POST',
        headers: {
          cookie,
          origin: server.address,
          accept: 'text/html',
          'content-type': `multipart/form-data; boundary=${boundary}`,
          'content-length': head.length + large + tail.length,
        },
      },
      (response) => {
        response.resume();
        resolve(response.headers.location ?? `${response.statusCode}`);
      },
    );
    sent.on('error', reject);
    sent.write(head);
    void (async () => {
      for (let written = 0; written < large; written += piece.length) {
        if (!sent.write(piece)) await new Promise((taken) => sent.once('drain', taken));
      }
      sent.end(tail);
    })();
  });
  expect(location).toMatch(/\/library\/import\//);
  const report = await eventually('the report', async () => {
    const { text } = await server.ask(location, { headers: { cookie } });
    return text.includes('data-under-way') ? undefined : text;
  });
  expect(report).toContain(words);
  expect(report).toContain('sent.txt');
});
