import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { House } from '#actions/house.ts';
import { createConverter } from '#convert/convert.ts';
import { done, type Result } from '#core/result.ts';
import { openDatabase } from '#db/open.ts';
import { createAccounts } from '#identity/accounts.ts';
import { createMail } from '#identity/mail.ts';
import { createRecord } from '#record/record.ts';
import { openOriginals } from '#store/originals.ts';
import { bringUpToDate } from '#store/bring-up-to-date.ts';
import { projector } from '#store/projector.ts';
import type { Config } from './config.ts';
import { newId } from './new-id.ts';

export interface OpenHouse extends House {
  /** Gives everything back. May be called twice. */
  close(): Promise<void>;
}

/**
 * Opens the data directory and puts the house together. A server has the directory to itself; a
 * command works beside a running server, or starts the database for the while.
 */
export async function openHouse(
  config: Config,
  role: 'server' | 'command',
  log: (line: string) => void,
): Promise<Result<OpenHouse>> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 });
  const opened = await openDatabase({
    dataDir: config.dataDir,
    databaseUrl: config.databaseUrl,
    role,
    log,
  });
  if (!opened.ok) return opened;
  const db = opened.value;
  const now = (): Date => new Date();
  const record = createRecord({ db, projector, now });
  await bringUpToDate(db, record, log);
  const mail = createMail(config.smtpUrl, config.origin, log);
  const converter = createConverter();
  const accounts = await createAccounts({
    pool: db.pool,
    dataDir: config.dataDir,
    origin: config.origin,
    mail,
    now,
    log,
  });
  return done({
    db,
    record,
    accounts,
    mail,
    originals: openOriginals(join(config.dataDir, 'originals')),
    converter,
    sampleDir: fileURLToPath(new URL('../sample/', import.meta.url)),
    now,
    newId,
    log,
    async close() {
      await record.idle();
      await converter.close();
      await db.close();
    },
  });
}
