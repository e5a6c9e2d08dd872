import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { matterOf, statements } from '#test/core/issues/invented.ts';
import { rapporteur } from './rapporteur.ts';

const folder = mkdtempSync(join(tmpdir(), 'issues-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Line {
  readonly id?: string | number;
  readonly label?: string;
  readonly scores?: Readonly<Record<string, number>>;
  readonly suggestions?: readonly { label?: string; id?: string | number; score: number }[];
  readonly a?: string | number;
  readonly b?: string | number;
  readonly score?: number;
  readonly area?: number;
  readonly members?: readonly (string | number)[];
}

/** Runs `issues <verb>` on these lines. */
async function run(
  verb: string,
  given: { readonly documents: string; readonly train?: string },
  ...args: readonly string[]
): Promise<{ code: number; lines: readonly Line[]; err: string }> {
  const [documents, train] = [join(folder, 'd.jsonl'), join(folder, 't.jsonl')];
  writeFileSync(documents, given.documents);
  if (given.train !== undefined) writeFileSync(train, given.train);
  const files = [
    '--documents',
    documents,
    ...(given.train === undefined ? [] : ['--train', train]),
  ];
  const { code, out, err } = await rapporteur('issues', verb, ...files, ...args);
  const lines = out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Line);
  return { code, lines, err };
}

function jsonl(items: readonly object[]): string {
  return items.map((item) => JSON.stringify(item)).join('\n');
}

const documents = jsonl(statements);
const coded = statements
  .filter(({ id }) => id.endsWith('-1'))
  .map((statement) => ({ ...statement, label: matterOf(statement.id) }));
const train = jsonl(coded);

describe('issues classify', () => {
  test('finds the matter of passages in four languages, with scores that add up to one', async () => {
    const { code, lines, err } = await run('classify', { documents, train }, '--json');
    expect([code, err]).toEqual([0, '']);
    expect(lines.map(({ id }) => id)).toEqual(statements.map(({ id }) => id));
    for (const { id, label, scores = {} } of lines) {
      expect(label).toBe(matterOf(String(id)));
      expect(Object.values(scores).reduce((sum, score) => sum + score, 0)).toBeCloseTo(1, 9);
    }
  });

  test('left out, a document is judged by the others alone', async () => {
    const odd = { id: 'odd', text: 'An owl sings at night.', language: 'en', label: 'owls' };
    const given = { documents: jsonl([odd]), train: jsonl([...coded, odd]) };
    expect((await run('classify', given)).lines[0]?.label).toBe('owls');
    const { lines } = await run('classify', given, '--leave-out');
    expect(Object.keys(lines[0]?.scores ?? {}).sort()).toEqual(['school', 'water']);
  });

  test('the order of lines changes nothing', async () => {
    const one = await run('classify', { documents, train });
    const turned = jsonl([...coded].reverse());
    const other = await run('classify', {
      documents: jsonl([...statements].reverse()),
      train: turned,
    });
    expect([...other.lines].reverse()).toEqual(one.lines);
  });
});

describe('issues suggest', () => {
  test('ranks labels for each document, best first', async () => {
    const { code, lines } = await run('suggest', { documents, train });
    expect(code).toBe(0);
    for (const { id, suggestions = [] } of lines) {
      expect(suggestions.map(({ label }) => label).sort()).toEqual(['school', 'water']);
      expect(suggestions[0]?.label).toBe(matterOf(String(id)));
      expect(suggestions[0]?.score).toBeGreaterThanOrEqual(suggestions[1]?.score ?? 1);
    }
  });

  test('ranks passages for an issue, without those that have it already', async () => {
    const { lines } = await run(
      'suggest',
      { documents, train },
      '--issue',
      'water',
      '--limit',
      '5',
    );
    expect(lines).toHaveLength(1);
    expect(lines[0]?.label).toBe('water');
    expect(lines[0]?.suggestions).toHaveLength(5);
    for (const { id } of lines[0]?.suggestions ?? []) {
      expect(matterOf(String(id))).toBe('water');
      expect(String(id)).not.toMatch(/-1$/);
    }
  });

  test('keeps to the limit and the least score', async () => {
    const few = await run('suggest', { documents, train }, '--limit', '1');
    expect(few.lines.every(({ suggestions }) => suggestions?.length === 1)).toBe(true);
    const sure = await run('suggest', { documents, train }, '--min-score', '0.5');
    for (const { suggestions = [] } of sure.lines) {
      expect(suggestions.every(({ score }) => score >= 0.5)).toBe(true);
    }
  });
});

describe('issues duplicates and areas', () => {
  const twice = jsonl([
    { id: 7, text: 'The council shares the water of the river among the fields.', language: 'en' },
    {
      id: 'b',
      text: 'Among the fields the council shares the water of the river.',
      language: 'en',
    },
    { id: 'c', text: 'Pupils walk to school in the rain.', language: 'en' },
  ]);

  test('duplicates come with ids as they were written', async () => {
    const { code, lines } = await run('duplicates', { documents: twice });
    expect(code).toBe(0);
    expect(lines).toEqual([{ a: 7, b: 'b', score: 1 }]);
  });

  test('every document is in exactly one area', async () => {
    for (const args of [[], ['--areas', '3'], ['--areas', '1'], ['--areas', '99']]) {
      const { lines } = await run('areas', { documents }, ...args);
      const members = lines.flatMap((line) => line.members ?? []);
      expect([...members].sort()).toEqual(statements.map(({ id }) => id).sort());
      expect(lines.every(({ label }) => label)).toBe(true);
      expect(lines.map(({ area }) => area)).toEqual(lines.map((_, at) => at + 1));
    }
    expect((await run('areas', { documents }, '--areas', '3')).lines).toHaveLength(3);
  });

  test('one document has no duplicate, is an area, and can be classified', async () => {
    const one = '{"id":1,"text":"Irrigation in summer"}';
    expect((await run('duplicates', { documents: one })).lines).toEqual([]);
    expect((await run('areas', { documents: one })).lines).toMatchObject([
      { area: 1, members: [1] },
    ]);
    expect((await run('classify', { documents: one, train })).lines).toMatchObject([{ id: 1 }]);
  });
});

describe('what is refused', () => {
  const good = '{"id":1,"text":"a"}';
  test.each([
    ['a line that is not JSON', 'areas', `${good}\n{"id":2`, undefined, 1, 'line 2'],
    ['a document without text', 'areas', '{"id":2}', undefined, 1, '“text” is missing'],
    ['an id twice', 'duplicates', `${good}\n{"id":"1","text":"b"}`, undefined, 1, 'line 2'],
    ['an empty corpus', 'areas', '\n', undefined, 1, 'no document'],
    ['a coding without a label', 'classify', good, good, 1, '“label” is missing'],
    ['nothing to learn from', 'suggest', good, '', 1, 'nothing to learn from'],
    [
      'a coding twice',
      'suggest',
      good,
      '{"id":1,"text":"a","label":"x"}\n{"id":1,"text":"a","label":"x"}',
      1,
      'line 2',
    ],
    ['no training file', 'classify', good, undefined, 2, '--train'],
  ])('%s', async (_, verb, lines, learnt, code, words) => {
    const given = learnt === undefined ? { documents: lines } : { documents: lines, train: learnt };
    const answer = await run(verb, given);
    expect([answer.code, answer.lines]).toEqual([code, []]);
    expect(answer.err).toContain(words);
    expect(answer.err).not.toContain('reason.');
  });

  test.each([
    ['areas', '--areas', '0'],
    ['areas', '--areas', 'many'],
    ['duplicates', '--min-score', '2'],
    ['duplicates', '--limit', '-1'],
  ])('issues %s %s %s', async (verb, option, value) => {
    const { code, err } = await run(verb, { documents }, option, value);
    expect(code).toBe(2);
    expect(err).toContain(option);
  });

  test('a label that nobody gave, and a file that is not there', async () => {
    const unknown = await run('suggest', { documents, train }, '--issue', 'owls');
    expect([unknown.code, unknown.lines]).toEqual([1, []]);
    expect(unknown.err).toContain('owls');
    const missing = await run('areas', { documents }, '--documents', join(folder, 'none.jsonl'));
    expect(missing.code).toBe(1);
    expect(missing.err).toContain('none.jsonl');
  });
});
