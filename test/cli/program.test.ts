import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { rapporteur } from './rapporteur.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rapporteur-cli-'));
  vi.stubEnv('DATA_DIR', join(folder, 'data'));
  vi.stubEnv('DATABASE_URL', '');
  await mkdir(join(folder, 'papers', 'sub'), { recursive: true });
  await writeFile(join(folder, 'papers', 'a.txt'), 'Barges carry grain.\n\nLocks hold water.');
  await writeFile(join(folder, 'papers', 'sub', 'b.md'), '# Tolls\n\nTolls are shared by all.');
  await writeFile(join(folder, 'papers', 'empty.txt'), '');
  await writeFile(
    join(folder, 'papers', 'metadata.csv'),
    'file;title;sector\na.txt;On barges;Civil Society\n',
  );
});
afterAll(() => rm(folder, { recursive: true }));

describe('the command line, on a data directory that no server has open', () => {
  test('founds, imports, searches and verifies, with clean JSON', async () => {
    const founded = await rapporteur(
      'group',
      'found',
      '--slug',
      'vale',
      '--name',
      'Vale',
      '--json',
    );
    expect(founded).toMatchObject({ code: 0 });
    expect(JSON.parse(founded.out)).toMatchObject({ slug: 'vale', address: '/g/vale' });

    const imported = await rapporteur(
      'import',
      join(folder, 'papers'),
      '--group',
      'vale',
      '--json',
    );
    expect(imported.code).toBe(1);
    expect(JSON.parse(imported.out)).toMatchObject({ taken: 2, refused: 1, alreadyHere: 0 });
    const again = await rapporteur('import', join(folder, 'papers'), '--group', 'vale', '--json');
    expect(JSON.parse(again.out)).toMatchObject({ taken: 0, refused: 1, alreadyHere: 2 });

    const query = ['search', '--group', 'vale', 'barges', 'group:civil-society', '--json'];
    const found = await rapporteur(...query);
    expect(found.code).toBe(0);
    expect(JSON.parse(found.out)).toMatchObject({
      total: 1,
      results: [{ document: 'C1', passage: 'p1', address: '/g/vale/d/C1#p1' }],
    });
    const without = await rapporteur(
      'search',
      '--group',
      'vale',
      '--json',
      '--',
      'shared',
      '-barges',
    );
    expect(JSON.parse(without.out)).toMatchObject({ total: 1, results: [{ document: 'C2' }] });

    await writeFile(join(folder, 'a.txt'), 'Barges carry grain and salt.\n\nLocks hold water.');
    const correct = ['correct', join(folder, 'a.txt'), '--group', 'vale', '--document', 'C1'];
    const corrected = await rapporteur(...correct, '--note', 'Salt too.', '--json');
    expect(JSON.parse(corrected.out)).toEqual({ version: 2, changed: ['p1'], removed: [] });

    await writeFile(
      join(folder, 'members.csv'),
      'name,delegation,stakeholder group,role\nAda Reed,Reed Council,Civil society,member\n',
    );
    const table = join(folder, 'members.csv');
    const seated = await rapporteur('members', 'import', table, '--group', 'vale', '--json');
    expect(JSON.parse(seated.out)).toEqual({ count: 1 });
    const listed = await rapporteur('members', 'list', '--group', 'vale', '--json');
    const { members } = JSON.parse(listed.out) as { members: { memberId: string; name: string }[] };
    expect(members).toMatchObject([{ name: 'Ada Reed', role: 'member', state: 'listed' }]);
    const seat = ['--group', 'vale', '--member', members[0]?.memberId ?? ''];
    const invited = await rapporteur('members', 'invite', ...seat, '--email', 'ada@reed.example');
    expect(invited).toMatchObject({ code: 0, out: expect.stringMatching(/^\/invitation\?token=/) });

    const verified = await rapporteur('record', 'verify', '--group', 'vale', '--json');
    expect(JSON.parse(verified.out)).toMatchObject({ sound: true, entries: 6 });
    const rebuilt = await rapporteur('record', 'rebuild', '--group', 'vale', '--json');
    expect(JSON.parse(rebuilt.out)).toMatchObject({ entries: 6 });
    const shown = await rapporteur(
      'record',
      'show',
      '--group',
      'vale',
      '--after',
      '1',
      '--limit',
      '2',
    );
    const lines = shown.out.trim().split('\n');
    expect(lines.map((line) => (JSON.parse(line) as { verb: string }).verb)).toEqual([
      'document.registered',
      'document.registered',
    ]);
  });

  const rows: readonly (readonly [args: readonly string[], code: number, words: RegExp])[] = [
    [['frobnicate'], 2, /unknown command/],
    [['search', 'x'], 2, /--group/],
    [['search', '--group', 'nowhere', 'x', '--json'], 1, /no group “nowhere”/],
    [['import', '/nowhere/at/all', '--group', 'vale'], 1, /not a folder/],
    [['group', 'found', '--slug', 'vale', '--name', 'Again'], 1, /already/],
    [['group', 'found', '--slug', 'No Slug', '--name', 'x'], 1, /a-z/],
    [['group', 'found', '--slug', 'x', '--name', 'x', '--report-due', 'soon'], 1, /calendar/],
    [['correct', '/nowhere', '--group', 'vale', '--document', 'C1'], 1, /cannot be read/],
    [['members', 'import', '/nowhere', '--group', 'vale'], 1, /cannot be read/],
    [['record', 'verify', '--group', 'nowhere'], 1, /no group/],
    [['rank', '--documents', '/nowhere', '--queries', '/nowhere'], 1, /cannot be read/],
  ];
  test.each(rows)('%j ends with %i', async (args, code, words) => {
    const answer = await rapporteur(...args);
    expect(answer.err).toMatch(words);
    expect(answer).toMatchObject({ code, out: '' });
  });

  test.each([
    [['--help']],
    [['group', 'found', '--help']],
    [['import', '--help']],
    [['search', '--help']],
    [['record', 'verify', '--help']],
    [['rank', '--help']],
    [['sample', '--help']],
  ])('%j says how to use it', async (args) => {
    const answer = await rapporteur(...args);
    expect(answer).toMatchObject({ code: 0, err: '' });
    expect(answer.out).toContain('Usage:');
  });
});
