import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operator } from '#actions/actor.ts';
import { foundGroup } from '#actions/found-group.ts';
import { startImport } from '#actions/start-import.ts';
import { startImports } from '#server/start-imports.ts';
import { importReport } from '#store/import-batch/readers.ts';
import { testHouse, type TestHouse } from '../house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

test('leaves an import to the command that began it, and takes it up when nobody does', async () => {
  const founded = await foundGroup(house, operator, {
    slug: 'left',
    name: 'Left',
    mandate: '',
    mandateSource: '',
    termsOfReference: '',
    reportDue: '',
    visibility: 'public',
  });
  if (!founded.ok) throw new Error(founded.reason.code);
  const { groupId } = founded.value;
  const bytes = new TextEncoder().encode('Barges carry grain down the river, and stone up it.');
  const sha256 = await house.originals.keep(bytes);
  const started = await startImport(house, operator, groupId, {
    source: '/papers',
    files: [{ name: 'a.txt', bytes: bytes.length, sha256 }],
    metadata: new Map(),
    common: {},
  });
  if (!started.ok) throw new Error(started.reason.code);
  const { batchId } = started.value;
  const stateNow = async () => (await importReport(house.db.kysely, groupId, batchId))?.state;

  const server = startImports(house);
  try {
    await sleep(1_500);
    expect(await stateNow()).toBe('under-way');
    await expect.poll(stateNow, { timeout: 20_000 }).toBe('finished');
  } finally {
    await server.close();
  }
}, 60_000);
