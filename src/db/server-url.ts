import { done, refused, type Reason, type Result } from '#core/result.ts';
import { type Address, connectClient } from './connection.ts';

const oldest = 15;

/**
 * The address in a `DATABASE_URL`, once a server answers there that is new enough. What is said
 * when it does not names the place, never the password.
 */
export async function reachServer(databaseUrl: string): Promise<Result<Address>> {
  let url: URL;
  try {
    url = new URL(databaseUrl);
  } catch {
    return refused('database-url', {});
  }
  if (!/^postgres(ql)?:$/.test(url.protocol)) return refused('database-url', {});
  const address: Address = { connectionString: databaseUrl };
  let version: number;
  try {
    const client = await connectClient(address, 'rapporteur');
    try {
      const { rows } = await client.query<{ server_version_num: string }>(
        'show server_version_num',
      );
      version = Number(rows[0]?.server_version_num);
    } finally {
      await client.end();
    }
  } catch (error) {
    return { ok: false, reason: unreachable(url, error) };
  }
  const major = Math.floor(version / 10_000);
  if (major < oldest) return refused('database-old', { server: place(url), major, oldest });
  return done(address);
}

function unreachable(url: URL, error: unknown): Reason {
  const { message, errors } = error as { message?: string; errors?: readonly Error[] };
  const said = message || errors?.[0]?.message || String(error);
  const secrets = [url.password, decode(url.password)].filter((secret) => secret !== '');
  const detail = secrets.reduce((text, secret) => text.replaceAll(secret, '…'), said);
  return { code: 'database-unreachable', server: place(url), detail };
}

function place(url: URL): string {
  return `${url.host || url.searchParams.get('host') || 'localhost'}${url.pathname}`;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
