import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { openDatabase } from '#db/open.ts';
import type {} from './database.ts';

/**
 * Starts one PostgreSQL for a run of tests, with the tables in place. Its data need not survive a
 * power cut, so it does not wait for the disk.
 */
export default async function start(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(join(tmpdir(), 'rapporteur-test-'));
  const opened = await openDatabase({
    dataDir,
    role: 'server',
    log: (message) => console.error(message),
    settings: { fsync: 'off', synchronous_commit: 'off', max_connections: '300' },
  });
  if (!opened.ok) throw new Error(`No database for the tests: ${JSON.stringify(opened.reason)}`);
  project.provide('databaseFolder', join(dataDir, 'postgres'));
  return async () => {
    await opened.value.close();
    await rm(dataDir, { recursive: true, force: true });
  };
}
