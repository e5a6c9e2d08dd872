import pg from 'pg';

/** How the driver is told where the database is. */
export type Address = Pick<
  pg.ClientConfig,
  'host' | 'port' | 'user' | 'database' | 'ssl' | 'connectionString' | 'options'
>;

const int8 = 20;
const date = 1082;
const timestamptz = 1184;

/**
 * Numbers for the counts that fit a number, as all of ours do, and calendar dates as they are
 * written: the driver would make of a date the midnight of whatever zone the server stands in.
 */
const types: pg.CustomTypesConfig = {
  getTypeParser(oid, format) {
    if (format !== 'binary' && (oid as number) === int8) return readInteger;
    if (format !== 'binary' && (oid as number) === date) return (text: string) => text;
    if (format !== 'binary' && (oid as number) === timestamptz) return readTime;
    return pg.types.getTypeParser(oid, format as 'text');
  },
};

const parseTime = pg.types.getTypeParser(timestamptz as never, 'text') as (text: string) => unknown;

/** The usual form, in UTC and our era, is read ten times as fast by the language itself. */
function readTime(text: string): unknown {
  if (text.endsWith('+00') && text.length >= 22 && text.length <= 26 && text[4] === '-') {
    return new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`);
  }
  return parseTime(text);
}

function readInteger(text: string): number | bigint {
  const value = Number(text);
  return Number.isSafeInteger(value) ? value : BigInt(text);
}

/**
 * Connects one client. A connection that breaks later is told by the `end` event; its `error`
 * event is handled here because an unheard one would end the process.
 */
export async function connectClient(address: Address, name: string): Promise<pg.Client> {
  const client = new pg.Client({
    ...address,
    application_name: name,
    types,
    keepAlive: true,
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return client;
}

/** The pool of connections that all queries share; it makes new ones for those that break. */
export function createPool(address: Address, name: string, size = 16): pg.Pool {
  const pool = new pg.Pool({
    ...address,
    application_name: name,
    types,
    keepAlive: true,
    max: size,
    // Statements travel without waiting for the answer to the one before; see `begin.ts`.
    pipeline: true,
    idleTimeoutMillis: 60_000,
    connectionTimeoutMillis: 15_000,
  });
  // Both the idle and the borrowed: a connection that breaks is dropped, its query has the error.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  return pool;
}
