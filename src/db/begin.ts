import { type Driver, Kysely, PostgresDialect, type Transaction } from 'kysely';
import type pg from 'pg';
import type { Schema } from './schema.ts';

/** A transaction on one connection of the pool, open to Kysely and to the driver itself. */
export interface Begun {
  readonly tx: Transaction<Schema>;
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
  const tx = transactions.get(client) ?? (await transactionOn(client));
  holdForOneTurn(client);
  const beginning = client.query('begin');
  // Should it fail, so does all that follows; `commit` tells the first cause.
  beginning.catch(() => undefined);
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

/** What is written in this turn of the event loop leaves in one piece. */
function holdForOneTurn(client: pg.PoolClient): void {
  const { stream } = (client as pg.PoolClient & pg.Client).connection;
  stream.cork();
  setImmediate(() => stream.uncork());
}

/** Kysely's view of a connection is the same for every transaction that is begun on it. */
const transactions = new WeakMap<pg.PoolClient, Transaction<Schema>>();

async function transactionOn(client: pg.PoolClient): Promise<Transaction<Schema>> {
  const kysely = new Kysely<Schema>({ dialect: new BegunDialect(client) });
  const tx = await kysely.startTransaction().execute();
  transactions.set(client, tx);
  return tx;
}

/** A dialect for a connection on which `begin` and `commit` are none of Kysely's business. */
class BegunDialect extends PostgresDialect {
  constructor(client: pg.PoolClient) {
    const borrowed = {
      query: client.query.bind(client),
      release: () => undefined,
    } as unknown as pg.PoolClient;
    const pool = {
      connect: () => Promise.resolve(borrowed),
      end: () => Promise.resolve(),
      options: {},
    };
    super({ pool });
  }

  override createDriver(): Driver {
    return Object.assign(super.createDriver(), { beginTransaction: () => Promise.resolve() });
  }
}
