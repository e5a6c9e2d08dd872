import type { Database } from '#db/open.ts';
import type { Record } from '#record/record.ts';
import { projectionVersion } from './projection-version.ts';

/**
 * Makes the tables of those groups anew that another version of the code made. Two who start at
 * once do it once: the second waits, looks again, and finds nothing left.
 */
export async function bringUpToDate(
  { kysely: db, connect }: Pick<Database, 'kysely' | 'connect'>,
  record: Pick<Record, 'rebuild'>,
  log: (line: string) => void,
): Promise<void> {
  const stale = () =>
    db
      .selectFrom('working_group')
      .select(['group_id', 'slug'])
      .where('projection_version', '!=', projectionVersion)
      .execute();
  if ((await stale()).length === 0) return;
  const lock = await connect();
  try {
    await lock.query("select pg_advisory_lock(hashtext('bring up to date'))");
    for (const { group_id: groupId, slug } of await stale()) {
      log(`Making the tables of group ${slug} anew for this version…`);
      await record.rebuild(groupId);
    }
  } finally {
    await lock.end();
  }
}
