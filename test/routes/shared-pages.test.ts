import { expect, test } from 'vitest';
import { sharePages } from '../../src/routes/shared-pages.ts';

const html = { 'content-type': 'text/html' };

function share(mostBytes = 10_000) {
  let time = 0;
  let made = 0;
  const pages = sharePages({ now: () => time, longest: 60, mostBytes });
  const ask = async (key: string, status = 200) => {
    const answer = await pages.answer(key, async () => {
      await Promise.resolve();
      made++;
      return new Response(`page ${key}`, { status, headers: { 'x-state': key, ...html } });
    });
    return `${answer.status} ${answer.headers.get('x-state')} ${await answer.text()}`;
  };
  return { ask, made: () => made, pass: (milliseconds: number) => (time += milliseconds) };
}

test('who asks for the same at once, or soon after, is given one and the same', async () => {
  const { ask, made } = share();
  const all = await Promise.all([ask('a'), ask('a'), ask('b'), ask('a')]);
  expect(all).toEqual(['200 a page a', '200 a page a', '200 b page b', '200 a page a']);
  expect(await ask('a')).toBe('200 a page a');
  expect(made()).toBe(2);
});

test('after its time a page is made anew', async () => {
  const { ask, made, pass } = share();
  await ask('a');
  pass(61);
  await ask('a');
  expect(made()).toBe(2);
});

test('what did not come out well is not kept, nor more than there is room for', async () => {
  const { ask, made } = share(1_100);
  await ask('a', 500);
  await ask('a');
  expect(made()).toBe(2);
  for (const key of ['b', 'c', 'd', 'e']) await ask(key);
  await ask('a');
  expect(made()).toBe(7);
});

test('a page that fails, fails for those who waited, and is tried again', async () => {
  const pages = sharePages({ now: () => 0, longest: 60, mostBytes: 10_000 });
  const failing = () => Promise.reject(new Error('no'));
  await expect(
    Promise.all([pages.answer('a', failing), pages.answer('a', failing)]),
  ).rejects.toThrow('no');
  expect(
    await (
      await pages.answer('a', () => Promise.resolve(new Response('yes', { headers: html })))
    ).text(),
  ).toBe('yes');
});
