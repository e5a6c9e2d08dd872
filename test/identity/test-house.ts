import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { House } from '#actions/house.ts';
import { createConverter } from '#convert/convert.ts';
import { type Accounts, type Caller, createAccounts } from '#identity/accounts.ts';
import type { Letter, Mail } from '#identity/mail.ts';
import { createRecord } from '#record/record.ts';
import { newId } from '#server/new-id.ts';
import { openOriginals } from '#store/originals.ts';
import { projector } from '#store/projector.ts';
import { testDatabase } from '#test/database.ts';

export interface TestHouse extends House {
  readonly accounts: Accounts;
  /** What was mailed, if mail works here. */
  readonly letters: Letter[];
  /** What was logged. */
  readonly lines: string[];
  readonly dataDir: string;
  /** Lets so many minutes pass. */
  wait(minutes: number): void;
  close(): Promise<void>;
}

export interface TestHouseOptions {
  readonly mail?: 'works' | 'fails' | 'none';
  readonly origin?: string | undefined;
}

export const origin = 'https://groups.example.org';

/** A house on a database of its own, with a clock that can be put forward and mail in memory. */
export async function testHouse({
  mail: mailing = 'works',
  ...given
}: TestHouseOptions = {}): Promise<TestHouse> {
  const address = 'origin' in given ? given.origin : origin;
  const dataDir = await mkdtemp(join(tmpdir(), 'rapporteur-people-'));
  const db = await testDatabase();
  let ahead = 0;
  const now = (): Date => new Date(Date.now() + ahead);
  const letters: Letter[] = [];
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  const mail: Mail = {
    works: mailing !== 'none',
    origin: mailing === 'none' ? '' : origin,
    send: (letter) => {
      if (mailing === 'works') letters.push(letter);
      return Promise.resolve(mailing === 'works');
    },
  };
  const record = createRecord({ db, projector, now });
  const accounts = await createAccounts({
    pool: db.pool,
    dataDir,
    origin: address,
    mail,
    now,
    log,
  });
  const converter = createConverter();
  return {
    db,
    record,
    accounts,
    mail,
    originals: openOriginals(join(dataDir, 'originals')),
    converter,
    sampleDir: '',
    now,
    newId,
    log,
    letters,
    lines,
    dataDir,
    wait: (minutes) => void (ahead += minutes * 60_000),
    async close() {
      await record.idle();
      await converter.close();
      await db.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** A browser that keeps its cookies, as far as the accounts see one. */
export class Browser implements Caller {
  readonly origin = origin;
  readonly address: string;
  #cookies = new Map<string, string>();

  constructor(address = '192.0.2.1') {
    this.address = address;
  }

  get headers(): Headers {
    const cookie = [...this.#cookies]
      .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
      .join('; ');
    return new Headers({ cookie, 'user-agent': `Browser at ${this.address}` });
  }

  keep(cookies: readonly { name: string; value: string; maxAge: number | undefined }[]): void {
    for (const { name, value, maxAge } of cookies) {
      if (maxAge === 0) this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
  }
}
