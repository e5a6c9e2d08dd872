import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { House } from '#actions/house.ts';
import { createConverter } from '#convert/convert.ts';
import type { Letter } from '#identity/mail.ts';
import { createRecord } from '#record/record.ts';
import { newId } from '#server/new-id.ts';
import { openOriginals } from '#store/originals.ts';
import { projector } from '#store/projector.ts';
import { testDatabase } from './database.ts';

export interface TestHouse extends House {
  /** What was mailed, oldest first. */
  readonly letters: Letter[];
  readonly folder: string;
  close(): Promise<void>;
}

/** A house on a new database, with its originals in a folder of their own; `close` removes both. */
export async function testHouse(changed: Partial<House> = {}): Promise<TestHouse> {
  const db = await testDatabase();
  const folder = await mkdtemp(join(tmpdir(), 'rapporteur-house-'));
  const converter = createConverter();
  const letters: Letter[] = [];
  const now = (): Date => new Date();
  const record = createRecord({ db, projector, now });
  return {
    db,
    record,
    now,
    newId,
    converter,
    letters,
    folder,
    originals: openOriginals(join(folder, 'originals')),
    sampleDir: fileURLToPath(new URL('../src/sample/', import.meta.url)),
    accounts: { actorOf: () => Promise.resolve(undefined) } as unknown as House['accounts'],
    mail: {
      works: true,
      origin: 'https://groups.example.org',
      send: (letter) => Promise.resolve(letters.push(letter) > 0),
    },
    log: () => undefined,
    ...changed,
    async close() {
      await record.idle();
      await converter.close();
      await db.close();
      await rm(folder, { recursive: true });
    },
  };
}
