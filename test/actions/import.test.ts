import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operator } from '#actions/actor.ts';
import { correctDocument } from '#actions/correct-document.ts';
import { foundGroup } from '#actions/found-group.ts';
import { type ItemOutcome, runImport } from '#actions/run-import.ts';
import { type IncomingFile, startImport } from '#actions/start-import.ts';
import { resumeImport, stopImport } from '#actions/stop-import.ts';
import { importReport } from '#store/import-batch/readers.ts';
import { testHouse, type TestHouse } from '../house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const essay = (topic: string): string =>
  Array.from(
    { length: 12 },
    (_, index) => `Paragraph ${index} speaks of ${topic} and of matter ${topic}${index} at length.`,
  ).join('\n\n');

let groups = 0;
async function newGroup(): Promise<string> {
  groups += 1;
  const founded = await foundGroup(house, operator, {
    slug: `group-${groups}`,
    name: `Group ${groups}`,
    mandate: '',
    mandateSource: '',
    termsOfReference: '',
    reportDue: null,
    visibility: 'public',
  });
  if (!founded.ok) throw new Error(founded.reason.code);
  return founded.value.groupId;
}

async function keep(files: Readonly<Record<string, string | Uint8Array>>): Promise<IncomingFile[]> {
  return Promise.all(
    Object.entries(files).map(async ([name, content]) => {
      const bytes = typeof content === 'string' ? bytesOf(content) : content;
      return { name, bytes: bytes.length, sha256: await house.originals.keep(bytes) };
    }),
  );
}

async function start(
  groupId: string,
  files: Readonly<Record<string, string | Uint8Array>>,
  metadata: Readonly<Record<string, Readonly<Record<string, string>>>> = {},
): Promise<string> {
  const started = await startImport(house, operator, groupId, {
    source: 'test',
    files: await keep(files),
    metadata: new Map(Object.entries(metadata)),
    common: {},
  });
  if (!started.ok) throw new Error(started.reason.code);
  return started.value.batchId;
}

async function run(batchId: string, signal?: AbortSignal, onItem?: (one: ItemOutcome) => void) {
  const outcomes: ItemOutcome[] = [];
  const ended = await runImport(house, operator, batchId, {
    ...(signal ? { signal } : {}),
    onItem(outcome) {
      outcomes.push(outcome);
      onItem?.(outcome);
    },
  });
  return { ended, outcomes };
}

async function documents(groupId: string) {
  return house.db.kysely
    .selectFrom('document')
    .selectAll()
    .where('group_id', '=', groupId)
    .orderBy('ordinal')
    .execute();
}

describe('an import', () => {
  test('takes files in the order people count them and says what became of each', async () => {
    const groupId = await newGroup();
    const batchId = await start(groupId, {
      'paper10.txt': essay('tides'),
      'paper2.txt': essay('locks'),
      'empty.txt': '',
      'binary.txt': new Uint8Array([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 2, 3]),
    });
    const { ended, outcomes } = await run(batchId);
    expect(ended).toBe('finished');
    const told = outcomes.map(({ name, state, symbol }) => [name, state, symbol]);
    expect(told.filter(([, state]) => state === 'taken')).toEqual([
      ['paper2.txt', 'taken', 'C1'],
      ['paper10.txt', 'taken', 'C2'],
    ]);
    expect(outcomes.find(({ name }) => name === 'empty.txt')).toMatchObject({ state: 'refused' });
    expect(outcomes.find(({ name }) => name === 'binary.txt')).toMatchObject({ state: 'refused' });
    const report = await importReport(house.db.kysely, groupId, batchId);
    expect(report).toMatchObject({ state: 'finished', total: 4, counts: { taken: 2, refused: 2 } });
  });

  test('knows the same bytes, and nearly the same words of the same body', async () => {
    const groupId = await newGroup();
    await run(await start(groupId, { 'a.txt': essay('weirs') }));
    const again = await run(
      await start(groupId, {
        'copy.txt': essay('weirs'),
        'a2.txt': `${essay('weirs')}\n\nOne more.`,
      }),
    );
    expect(again.outcomes).toMatchObject([
      { name: 'a2.txt', state: 'near-duplicate', symbol: 'C1' },
      { name: 'copy.txt', state: 'already-here', symbol: 'C1' },
    ]);
    const joint = await run(
      await start(
        groupId,
        { 'x.txt': `${essay('dams')} `, 'y.txt': `${essay('dams')}  .` },
        {
          'x.txt': { organisation: 'Guild of Ferries' },
          'y.txt': { organisation: 'Reed Council' },
        },
      ),
    );
    expect(joint.outcomes.map(({ state }) => state)).toEqual(['taken', 'taken']);
  });

  test('loses none of several files with one name', async () => {
    const groupId = await newGroup();
    const kept = [
      ...(await keep({ 'a.txt': essay('reeds') })),
      ...(await keep({ 'a.txt': essay('eels') })),
    ];
    const started = await startImport(house, operator, groupId, {
      source: 'test',
      files: kept,
      metadata: new Map(),
      common: {},
    });
    if (!started.ok) throw new Error(started.reason.code);
    const { outcomes } = await run(started.value.batchId);
    expect(outcomes.map(({ name, state }) => [name, state])).toEqual([
      ['a (2).txt', 'taken'],
      ['a.txt', 'taken'],
    ]);
  });

  test('is not held up by a file that the database refuses, but waits for a full disk', async () => {
    const groupId = await newGroup();
    const batchId = await start(groupId, { 'a.txt': essay('reeds'), 'b.txt': essay('eels') });
    const failing = (code: string): TestHouse => ({
      ...house,
      record: {
        ...house.record,
        change: () => Promise.reject(Object.assign(new Error(code), { code })),
      },
    });
    await expect(runImport(failing('53100'), operator, batchId)).rejects.toThrow('53100');
    await expect(runImport(failing('ENOSPC'), operator, batchId)).rejects.toThrow('ENOSPC');
    expect(await runImport(failing('54000'), operator, batchId)).toBe('finished');
    const report = await importReport(house.db.kysely, groupId, batchId);
    expect(report?.items).toMatchObject([
      { name: 'a.txt', state: 'refused', reason: { code: 'import-failed' } },
      { name: 'b.txt', state: 'refused', reason: { code: 'import-failed' } },
    ]);
  });

  test('makes one document of a form and its text, with what the form says', async () => {
    const groupId = await newGroup();
    const form = [
      'On Shared Locks',
      'Region: Upper Vale',
      'Organization: Guild of Lock Keepers',
      'Sector: Civil Society',
      'Keywords: locks, tolls',
      'Abstract',
      'A summary that stands nowhere else, of tolls and their keepers.',
      'Document',
      essay('locks').slice(0, 400),
    ].join('\n');
    const { outcomes } = await run(
      await start(groupId, {
        '001A.txt': form,
        '001B.txt': essay('locks'),
        'annex-a.txt': essay('b'),
      }),
    );
    expect(outcomes.map(({ state }) => state)).toEqual(['taken', 'taken']);
    const [first] = await documents(groupId);
    expect(first).toMatchObject({
      title: 'On Shared Locks',
      authors: ['Guild of Lock Keepers'],
      stakeholder_group: 'civil-society',
      region: 'Upper Vale',
      keywords: ['locks', 'tolls'],
      original_name: '001B.txt',
    });
    const words = await house.db.kysely
      .selectFrom('passage')
      .select('text')
      .where('document_id', '=', first?.document_id ?? '')
      .execute();
    const all = words.map(({ text }) => text).join('\n');
    expect(all).toContain('stands nowhere else');
    expect(all.split('matter locks3').length).toBe(2);
  });

  test('can be stopped and goes on where it was, and takes nothing twice', async () => {
    const groupId = await newGroup();
    const files = Object.fromEntries(
      Array.from({ length: 6 }, (_, index) => [`${index}.txt`, essay(`topic${index}`)]),
    );
    const batchId = await start(groupId, files);
    const aborting = new AbortController();
    let seen = 0;
    const first = await run(batchId, aborting.signal, () => {
      seen += 1;
      if (seen === 2) aborting.abort();
    });
    expect(first).toMatchObject({ ended: 'stopped' });
    expect(await documents(groupId)).toHaveLength(2);
    await stopImport(house, operator, groupId, batchId);
    expect((await run(batchId)).ended).toBe('stopped');
    await resumeImport(house, operator, groupId, batchId);
    const rest = await run(batchId);
    expect(rest.outcomes.map(({ state }) => state)).toEqual(['taken', 'taken', 'taken', 'taken']);
    expect(await documents(groupId)).toHaveLength(6);
  });

  test('is run by one at a time', async () => {
    const groupId = await newGroup();
    const files = Object.fromEntries(
      Array.from({ length: 4 }, (_, index) => [`${index}.txt`, essay(`shared${index}`)]),
    );
    const batchId = await start(groupId, files);
    const both = await Promise.all([run(batchId), run(batchId)]);
    expect(both.map(({ ended }) => ended).sort()).toEqual(['busy', 'finished']);
    expect(await documents(groupId)).toHaveLength(4);
  });

  test('is refused to who may not', async () => {
    const groupId = await newGroup();
    const plan = {
      source: 'test',
      files: await keep({ 'a.txt': 'words' }),
      metadata: new Map(),
      common: {},
    };
    const started = await startImport(house, { kind: 'anonymous' }, groupId, plan);
    expect(started).toMatchObject({ ok: false, reason: { code: 'sign-in-first' } });
  });

  test('leaves a batch waiting when the disk is full, and takes all once there is room', async () => {
    const groupId = await newGroup();
    const batchId = await start(groupId, { 'a.txt': essay('reservoirs') });
    const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    const cramped = {
      ...house,
      originals: { ...house.originals, read: () => Promise.reject(full) },
    };
    await expect(runImport(cramped, operator, batchId)).rejects.toThrow('no space');
    expect(await documents(groupId)).toHaveLength(0);
    expect((await run(batchId)).outcomes).toMatchObject([{ state: 'taken' }]);
  });
});

describe('a corrected version', () => {
  test('keeps addresses, shows what changed, and is found by its new words only', async () => {
    const groupId = await newGroup();
    await run(await start(groupId, { 'a.txt': essay('meadows') }));
    const [document] = await documents(groupId);
    const id = document?.document_id ?? '';
    const better = essay('meadows')
      .replace('Paragraph 3 speaks', 'Paragraph 3 truly speaks')
      .replace(/Paragraph 5.*\n\n/, '');
    const filesOf = async (text: string) =>
      (await keep({ 'b.txt': text })).map(({ name, bytes, sha256 = '' }) => ({
        ...{ role: 'original' as const, name, bytes, sha256 },
      }));
    const files = await filesOf(better);
    const corrected = await correctDocument(house, operator, groupId, id, {
      files,
      note: 'As sent.',
    });
    expect(corrected).toMatchObject({
      ok: true,
      value: { version: 2, changed: ['p4'], removed: ['p6'] },
    });
    const late = await correctDocument(house, operator, groupId, id, {
      files: await filesOf('quite other words'),
      note: '',
      expectedVersion: 1,
    });
    expect(late).toMatchObject({ ok: false, reason: { code: 'corrected-meanwhile' } });
    expect(await house.record.verify(groupId)).toMatchObject({ problems: [], projection: 'equal' });
  });
});
