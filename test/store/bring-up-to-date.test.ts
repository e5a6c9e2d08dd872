import { afterAll, beforeAll, expect, test } from 'vitest';
import { bringUpToDate } from '#store/bring-up-to-date.ts';
import { draft } from '#store/draft.ts';
import { projectionVersion } from '#store/projection-version.ts';
import { testHouse, type TestHouse } from '../house.ts';

let house: TestHouse;
beforeAll(async () => {
  house = await testHouse();
});
afterAll(() => house.close());

test('tables made by another version are made anew, and only those', async () => {
  for (const groupId of ['old', 'new']) {
    await house.record.append(groupId, { actor: 'operator' }, [
      draft('group.founded', groupId, {
        slug: groupId,
        name: groupId,
        mandate: '',
        mandateSource: '',
        termsOfReference: '',
        reportDue: null,
        visibility: 'public',
        sample: false,
      }),
    ]);
  }
  const lines: string[] = [];
  const start = () => bringUpToDate(house.db, house.record, (line) => lines.push(line));
  await start();
  expect(lines).toEqual([]);

  await house.db.kysely
    .updateTable('working_group')
    .set({ projection_version: '0.0', name: 'as an older version wrote it' })
    .where('slug', '=', 'old')
    .execute();
  await Promise.all([start(), start()]);
  expect(lines).toEqual([expect.stringContaining('group old')]);
  const groups = await house.db.kysely
    .selectFrom('working_group')
    .select(['name', 'projection_version as version'])
    .orderBy('slug')
    .execute();
  expect(groups).toEqual([
    { name: 'new', version: projectionVersion },
    { name: 'old', version: projectionVersion },
  ]);
});
