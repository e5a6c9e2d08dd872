import { join, resolve } from 'node:path';
import { done, refused, type Result } from '#core/result.ts';

/** The settings of one server, read once from the environment. Every one has a default. */
export interface Config {
  readonly port: number;
  readonly host: string;
  /** The address people open, without a trailing slash. Undefined: taken from each request. */
  readonly origin: string | undefined;
  /** Absolute. Holds the database, the originals, the secret and the logs. */
  readonly dataDir: string;
  /** A PostgreSQL server of the operator's own; undefined: the embedded one in `dataDir`. */
  readonly databaseUrl: string | undefined;
  /** Where mail goes out; undefined: links are shown instead of mailed. */
  readonly smtpUrl: string | undefined;
}

/**
 * Reads and checks the environment; a refusal names the setting that is wrong. The data directory
 * is `data` in the project unless set, then relative to where the command was given.
 */
export function readConfig(
  environment: NodeJS.ProcessEnv,
  projectDir: string,
  workingDir: string,
): Result<Config> {
  const port = Number(environment['PORT'] || 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) {
    return refused('setting-port', { value: environment['PORT'] ?? '' });
  }
  const origin = environment['ORIGIN'] || undefined;
  if (origin !== undefined && !isOrigin(origin))
    return refused('setting-origin', { value: origin });
  for (const [name, schemes] of urlSettings) {
    const value = environment[name];
    if (value && !schemes.some((scheme) => value.startsWith(`${scheme}:`))) {
      return refused('setting-url', { name, schemes: schemes.join(', ') });
    }
  }
  const dataDir = environment['DATA_DIR'];
  return done({
    port,
    host: environment['HOST'] || '127.0.0.1',
    origin: origin?.replace(/\/$/, ''),
    dataDir: dataDir ? resolve(workingDir, dataDir) : join(projectDir, 'data'),
    databaseUrl: environment['DATABASE_URL'] || undefined,
    smtpUrl: environment['SMTP_URL'] || undefined,
  });
}

const urlSettings = [
  ['DATABASE_URL', ['postgres', 'postgresql']],
  ['SMTP_URL', ['smtp', 'smtps']],
] as const;

function isOrigin(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return /^https?:$/.test(url.protocol) && url.pathname === '/' && !url.search && !url.hash;
}
