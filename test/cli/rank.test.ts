import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { rankCollection } from '#cli/rank.ts';

const folder = mkdtempSync(join(tmpdir(), 'rank-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function ranked(documents: string, queries: string, limit = 100) {
  writeFileSync(join(folder, 'd.jsonl'), documents);
  writeFileSync(join(folder, 'q.jsonl'), queries);
  const lines: string[] = [];
  const files = { documents: join(folder, 'd.jsonl'), queries: join(folder, 'q.jsonl') };
  const outcome = await rankCollection({ ...files, limit }, (line) => lines.push(line));
  return { outcome, lines: lines.map((line) => JSON.parse(line) as Line) };
}

interface Line {
  query: string | number;
  results: { id: string | number; score: number }[];
}

function jsonl(items: readonly object[]): string {
  return items.map((item) => JSON.stringify(item)).join('\n');
}

const ponds = [
  { id: 'a', text: 'The heron waits at the pond.' },
  { id: 'b', text: 'A multi-stakeholder council governs the ponds.' },
  { id: 7, title: 'Reeds', text: 'Growing in water.' },
  { id: 'd', text: 'L’eau de la mare appartient à tous.', language: 'fr' },
];

describe('ranking a collection', () => {
  test('one line a query, ids as they came, best first', async () => {
    const { outcome, lines } = await ranked(
      jsonl(ponds),
      jsonl([
        { id: 1, text: 'multistakeholder' },
        { id: 'two', text: 'herons of the pond' },
        { id: 3, text: 'reed' },
        { id: 4, text: 'nothing of the kind' },
      ]),
    );
    expect(outcome).toEqual({ ok: true, value: { documents: 4, queries: 4 } });
    expect(lines.map(({ query, results }) => [query, results.map(({ id }) => id)])).toEqual([
      [1, ['b']],
      ['two', ['a', 'b']],
      [3, [7]],
      [4, []],
    ]);
  });

  test('scores fall, the limit holds, and a second run says the same', async () => {
    const word = fc.constantFrom('pond', 'ponds', 'heron', 'reed', 'water', 'council', 'duty');
    const text = fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => words.join(' '));
    await fc.assert(
      fc.asyncProperty(
        fc.array(text, { maxLength: 15 }),
        text,
        fc.nat(8),
        async (texts, query, limit) => {
          const documents = jsonl(texts.map((one, id) => ({ id, text: one })));
          const queries = jsonl([{ id: 'q', text: query }]);
          const first = await ranked(documents, queries, limit);
          const results = first.lines[0]?.results ?? [];
          expect(results.length).toBeLessThanOrEqual(limit);
          for (const [index, one] of results.entries()) {
            const next = results[index + 1];
            if (!next) continue;
            expect(one.score).toBeGreaterThanOrEqual(next.score);
            if (one.score === next.score) expect(Number(one.id)).toBeLessThan(Number(next.id));
          }
          expect(await ranked(documents, queries, limit)).toEqual(first);
        },
      ),
      { numRuns: 40 },
    );
  });

  test.each([
    ['not JSON', '{"id":1,"text":"a"}\n\n{"id":2', { code: 'lines-not-json', line: 3 }],
    ['no object', '[1]', { code: 'lines-no-object', line: 1 }],
    ['no text', '{"id":1}', { code: 'lines-without', line: 1, field: 'text' }],
    ['no id', '{"text":"a"}', { code: 'lines-without', line: 1, field: 'id' }],
    [
      'an id twice',
      '{"id":1,"text":"a"}\n{"id":"1","text":"b"}',
      { code: 'lines-id-twice', line: 2 },
    ],
  ])('%s is refused with its file and line', async (_, documents, reason) => {
    const { outcome } = await ranked(documents, '{"id":1,"text":"a"}');
    expect(outcome).toMatchObject({
      ok: false,
      reason: { ...reason, file: join(folder, 'd.jsonl') },
    });
  });

  test('a file that is not there is refused', async () => {
    const files = { documents: join(folder, 'none.jsonl'), queries: join(folder, 'none.jsonl') };
    const outcome = await rankCollection({ ...files, limit: 1 }, () => undefined);
    expect(outcome).toMatchObject({
      ok: false,
      reason: { code: 'lines-file-unreadable', problem: 'ENOENT' },
    });
  });

  test('empty files rank nothing', async () => {
    expect((await ranked('', '')).outcome).toEqual({
      ok: true,
      value: { documents: 0, queries: 0 },
    });
  });
});
