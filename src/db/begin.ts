import { type ControlledTransaction, type Driver, Kysely, PostgresDialect } from 'kysely';
import type pg from 'pg';
import type { Schema } from './schema.ts';

/** A transaction on one connection of the pool, open to Kysely and to the driver itself. */
export interface Begun {
  readonly tx: ControlledTransaction<Schema>;
  readonly client: pg.PoolClient;
  /** Ends it for good; throws when PostgreSQL rolled it back instead. */
  commit(): Promise<void>;
  rollback(): Promise<void>;
}

/**
 * Begins a transaction without waiting for the answer: the pool's connections are pipelined, so
 * BEGIN travels with the first statement. Where a round trip costs half of what a commit costs,
 * this is what makes a short transaction short. To be ended by `commit` or `rollback`, always.
 */
export async function begin(pool: pg.Pool): Promise<Begun> {
  const client = await pool.connect();
  const beginning = client.query('begin');
  // Should it fail, so does all that follows; `commit` tells the first cause.
  beginning.catch(() => undefined);
  const tx = await kyselyOn(client).startTransaction().execute();
  return {
    tx,
    client,
    async commit() {
      await beginning;
      const { command } = await client.query('commit');
      if (command !== 'COMMIT') throw new Error('The transaction had failed and was rolled back.');
      client.release();
    },
    async rollback() {
      try {
        await client.query('rollback');
        client.release();
      } catch {
        // Broken beyond talking to it: PostgreSQL rolls back what it held, the pool replaces it.
        client.release(true);
      }
    },
  };
}

const kyselys = new WeakMap<pg.PoolClient, Kysely<Schema>>();

function kyselyOn(client: pg.PoolClient): Kysely<Schema> {
  const known = kyselys.get(client);
  if (known) return known;
  const kysely = new Kysely<Schema>({ dialect: new BegunDialect(client) });
  kyselys.set(client, kysely);
  return kysely;
}

/** A dialect for a connection on which a transaction has already begun. */
class BegunDialect extends PostgresDialect {
  constructor(client: pg.PoolClient) {
    const borrowed = {
      query: client.query.bind(client),
      release: () => undefined,
    } as unknown as pg.PoolClient;
    super({
      pool: { connect: () => Promise.resolve(borrowed), end: () => Promise.resolve(), options: {} },
    });
  }

  override createDriver(): Driver {
    return Object.assign(super.createDriver(), { beginTransaction: () => Promise.resolve() });
  }
}
