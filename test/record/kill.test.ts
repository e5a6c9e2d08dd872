import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { recordedPid } from '#db/embedded/postmaster.ts';
import { openDatabase } from '#db/open.ts';
import { createRecord } from '#record/record.ts';
import { ledgerProjector } from './ledger.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'rapporteur-kill-'));
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

/** Appends in a process of its own until killed; gives the hashes that it had been promised. */
async function appendUntilKilled(
  make: boolean,
  kill: (child: ChildProcess) => Promise<void>,
): Promise<readonly string[]> {
  const program = join(import.meta.dirname, 'appending.ts');
  const child = spawn(process.execPath, [program, dataDir, make ? 'make' : ''], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = new Promise((resolve) => child.once('close', resolve));
  while (!output.includes('begun') && child.exitCode === null) await sleep(20);
  await kill(child);
  await ended;
  // A last line without its end was never said in full.
  return output.split('\n').slice(1, -1);
}

const deaths: readonly (readonly [string, (child: ChildProcess) => Promise<void>])[] = [
  [
    'the server',
    async (child) => {
      await sleep(100 + Math.random() * 600);
      child.kill('SIGKILL');
    },
  ],
  [
    'the server and PostgreSQL',
    async (child) => {
      await sleep(100 + Math.random() * 600);
      const pid = await recordedPid(join(dataDir, 'postgres'));
      child.kill('SIGKILL');
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
    },
  ],
];

test('kill -9 in the middle of appends loses nothing that was acknowledged', async () => {
  const promised: string[] = [];
  for (let round = 0; round < 4; round++) {
    const [name, kill] = deaths[round % 2] as (typeof deaths)[number];
    const said = await appendUntilKilled(round === 0, kill);
    expect(said.length, `${name}, round ${round}`).toBeGreaterThan(0);
    promised.push(...said);

    const opened = await openDatabase({ dataDir, role: 'server', log: () => undefined });
    if (!opened.ok) throw new Error(JSON.stringify(opened.reason));
    const db = opened.value;
    try {
      const record = createRecord({ db, projector: ledgerProjector, now: () => new Date() });
      const kept = new Set((await record.read('g')).map(({ hash }) => hash));
      expect(promised.filter((hash) => !kept.has(hash))).toEqual([]);
      expect(await record.verify('g')).toMatchObject({
        entries: kept.size,
        problems: [],
        projection: 'equal',
      });
    } finally {
      await db.close();
    }
  }
}, 120_000);
