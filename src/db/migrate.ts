import type { Kysely } from 'kysely';
import { Migrator } from 'kysely/migration';
import type pg from 'pg';
import { done, refused, type Result } from '#core/result.ts';
import { migrations } from './migrations.ts';
import type { Schema } from './schema.ts';

const migrationLock = '7021660043';

/**
 * Brings the tables up to date. Of two nodes that start at once one migrates and the other waits,
 * on a lock of `session`, which is held before the migrator makes even its own tables.
 */
export async function migrate(
  kysely: Kysely<Schema>,
  session: pg.Client,
): Promise<Result<undefined>> {
  await session.query(`select pg_advisory_lock(${migrationLock})`);
  try {
    const migrator = new Migrator({
      db: kysely,
      provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
    });
    const { error, results } = await migrator.migrateToLatest();
    if (error === undefined) return done();
    const message = error instanceof Error ? error.message : JSON.stringify(error);
    if (/previously executed migration .* is missing/.test(message)) {
      return refused('database-newer', { detail: message });
    }
    const failed = results?.find(({ status }) => status === 'Error')?.migrationName;
    return refused('database-migration', { name: failed ?? '', detail: message });
  } finally {
    await session.query(`select pg_advisory_unlock(${migrationLock})`).catch(() => undefined);
  }
}
