import { randomUUID } from 'node:crypto';
import { Kysely, PostgresDialect } from 'kysely';
import { inject } from 'vitest';
import { type Address, connectClient, createPool } from '#db/connection.ts';
import { reachSocket } from '#db/embedded/socket.ts';
import { migrate } from '#db/migrate.ts';
import type { Database } from '#db/open.ts';
import type { Schema } from '#db/schema.ts';

declare module 'vitest' {
  interface ProvidedContext {
    databaseFolder: string;
  }
}

export interface TestDatabase extends Database {
  /** Where it is, for another process or another pool. */
  readonly address: Address & { readonly host: string; readonly database: string };
}

/** A new database with all tables and no rows; `close` drops it. One for each test file. */
export async function testDatabase(): Promise<TestDatabase> {
  const database = `test_${randomUUID().replaceAll('-', '')}`;
  const { host, release } = reachSocket(inject('databaseFolder'));
  const base = { host, port: 5432, user: 'rapporteur', ssl: false, options: '' } as const;
  const maintenance = async (statement: string): Promise<void> => {
    const client = await connectClient({ ...base, database: 'postgres' }, 'test');
    await client.query(statement).finally(() => client.end());
  };
  await maintenance(`create database ${database}`);
  const opened = connectTo({ ...base, database });
  const session = await opened.connect();
  const migrated = await migrate(opened.kysely, session);
  await session.end();
  if (!migrated.ok) throw new Error(JSON.stringify(migrated.reason));
  return {
    ...opened,
    address: { ...base, database },
    async close() {
      await opened.close();
      await maintenance(`drop database ${database} with (force)`);
      release();
    },
  };
}

/** Another way into the same database, as another process would have. */
export function connectTo(address: Address, size = 8): Database {
  const pool = createPool(address, 'test', size);
  const kysely = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return {
    pool,
    kysely,
    connect: () => connectClient(address, 'test'),
    close: () => kysely.destroy(),
  };
}
