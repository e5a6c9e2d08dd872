import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openHouse, type OpenHouse } from '#server/open-house.ts';

/** A house in a new folder, on a PostgreSQL of its own with the settings of a server. */
export async function benchHouse(): Promise<{ house: OpenHouse; close(): Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rapporteur-bench-'));
  const opened = await openHouse(
    {
      port: 0,
      host: '127.0.0.1',
      origin: undefined,
      dataDir,
      databaseUrl: undefined,
      smtpUrl: undefined,
    },
    'command',
    () => undefined,
  );
  if (!opened.ok) throw new Error(opened.reason.code);
  return {
    house: opened.value,
    async close() {
      await opened.value.close();
      await rm(dataDir, { recursive: true });
    },
  };
}
