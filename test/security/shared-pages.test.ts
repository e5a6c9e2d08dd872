import { expect, test } from 'vitest';
import { sharePages } from '../../src/routes/shared-pages.ts';

const bounds = { now: () => 0, longest: 60_000, mostBytes: 1_000_000 };
const html = { 'content-type': 'text/html' };

test('a cookie goes to the one reader it was made for, also when others ask at the same time', async () => {
  const pages = sharePages(bounds);
  let readers = 0;
  const make = async () => {
    const reader = ++readers;
    await Promise.resolve();
    return new Response('page', { headers: { ...html, 'set-cookie': `reader=${reader}` } });
  };
  const answers = await Promise.all([1, 2, 3].map(() => pages.answer('key', make)));
  const cookies = answers.map(({ headers }) => headers.get('set-cookie'));
  expect(new Set(cookies).size).toBe(3);
});

const notForAll = [
  { what: 'a part of a file', status: 206, headers: html },
  { what: 'what has not changed', status: 304, headers: html },
  { what: 'a refusal', status: 404, headers: html },
  { what: 'an original', status: 200, headers: { 'content-type': 'application/octet-stream' } },
] as const;

test.each(notForAll)('$what is nobody else’s answer', async ({ status, headers }) => {
  const pages = sharePages(bounds);
  const own = async () => {
    await Promise.resolve();
    return new Response(status === 304 ? null : 'own', { status, headers });
  };
  const page = () => Promise.resolve(new Response('page', { headers: html }));
  const [mine, yours] = await Promise.all([pages.answer('key', own), pages.answer('key', page)]);
  expect(mine.status).toBe(status);
  expect(await yours.text()).toBe('page');
});

test('a file is handed on as it comes and never held whole', async () => {
  const pages = sharePages(bounds);
  let pulled = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled++;
      controller.enqueue(new Uint8Array(1_000));
      if (pulled === 1_000) controller.close();
    },
  });
  const headers = { 'content-type': 'application/octet-stream' };
  const answer = await pages.answer('key', () => Promise.resolve(new Response(body, { headers })));
  expect(pulled).toBeLessThan(10);
  await answer.body?.cancel();
});

test('long addresses take room like long pages, and one page does not push out all others', async () => {
  const pages = sharePages({ ...bounds, mostBytes: 40_000 });
  let made = 0;
  const ask = async (key: string, size = 10) =>
    pages.answer(key, () => {
      made++;
      return Promise.resolve(new Response('x'.repeat(size), { headers: html }));
    });
  await ask('first');
  await ask('huge', 39_000);
  await ask('first');
  expect(made).toBe(2);
  for (let each = 0; each < 10; each++) await ask(`${each}?${'q'.repeat(4_000)}`);
  await ask('first');
  expect(made).toBe(13);
});
