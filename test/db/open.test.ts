import { type ChildProcess, spawn } from 'node:child_process';
import { chmod, chown, cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isPostmaster, recordedPid } from '#db/embedded/postmaster.ts';
import { isDatabaseGone } from '#db/gone.ts';
import { type Database, openDatabase } from '#db/open.ts';
import { migrations } from '#db/migrations.ts';

const root = process.getuid?.() === 0;
let seeds: string;
let place: string;
let dataDir: string;
const children: ChildProcess[] = [];

beforeAll(async () => {
  seeds = await mkdtemp(join(tmpdir(), 'rapporteur-db-'));
  dataDir = join(seeds, 'data');
  await (await open()).close();
});
afterAll(() => rm(seeds, { recursive: true, force: true }));

/** Puts a data directory in place that has been opened before: quicker than to make one. */
const seed = (): Promise<void> => cp(join(seeds, 'data'), dataDir, { recursive: true });

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'rapporteur-db-'));
  dataDir = join(place, 'data');
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  const pid = await recordedPid(join(dataDir, 'postgres'));
  if (pid !== undefined && (await isPostmaster(pid, join(dataDir, 'postgres')))) {
    process.kill(pid, 'SIGKILL');
  }
  await rm(place, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
});

async function open(options: Partial<Parameters<typeof openDatabase>[0]> = {}): Promise<Database> {
  const opened = await openDatabase({ dataDir, role: 'server', log: () => undefined, ...options });
  if (!opened.ok) throw new Error(JSON.stringify(opened.reason));
  return opened.value;
}

interface Program {
  readonly child: ChildProcess;
  /** The outcome of opening, once it is known. */
  readonly said: Promise<unknown>;
  readonly ended: Promise<unknown>;
}

function program(role: string, stay: boolean, command: readonly string[] = []): Program {
  const [head = process.execPath, ...rest] = [
    ...command,
    process.execPath,
    join(import.meta.dirname, 'opening.ts'),
    dataDir,
    role,
    stay ? 'stay' : '',
  ];
  const child = spawn(head, rest, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { PATH: process.env['PATH'], HOME: '/nonexistent' },
  });
  children.push(child);
  const ended = new Promise((resolve) => child.once('close', resolve));
  const said = new Promise((resolve, reject) => {
    let output = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      output += chunk.toString();
      if (output.includes('\n')) resolve(JSON.parse(output.slice(0, output.indexOf('\n'))));
    });
    child.once('close', () => reject(new Error('It ended without a word.')));
  });
  return { child, said, ended };
}

const postmaster = async (): Promise<number> => (await recordedPid(join(dataDir, 'postgres'))) ?? 0;
const runs = async (): Promise<boolean> =>
  isPostmaster(await postmaster(), join(dataDir, 'postgres'));
async function eventually(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 400 && !(await holds()); tries++) await sleep(25);
  expect(await holds()).toBe(true);
}

const tables = async (db: Database): Promise<number> =>
  (await db.kysely.selectFrom('head').selectAll().execute()).length;

describe('places', () => {
  const long = 'l'.repeat(85);
  const names = [
    'plain',
    join(long, long),
    'with spaces, \'quotes\' and "more"',
    'ünï пробел 中文',
  ];
  test.each(names)('opens in %s, owner only, and again', async (name) => {
    dataDir = join(place, name);
    for (let time = 0; time < 2; time++) {
      const db = await open();
      expect(await tables(db)).toBe(0);
      const { rows } = await db.pool.query("select 7::bigint as n, '2030-02-01'::date as day");
      expect(rows).toEqual([{ n: 7, day: '2030-02-01' }]);
      expect((await db.pool.query('show listen_addresses')).rows).toEqual([
        { listen_addresses: '' },
      ]);
      await db.close();
      await db.close();
      expect(await runs()).toBe(false);
    }
    expect((await stat(join(dataDir, 'postgres'))).mode & 0o077).toBe(0);
  });

  test('opens below a folder that is closed to all others', async () => {
    await chmod(place, 0o700);
    const db = await open();
    expect(await tables(db)).toBe(0);
    await db.close();
  });

  test.runIf(root)(
    'opens for a user without a home, and keeps to the owner of the data',
    async () => {
      await chmod(place, 0o711);
      await mkdir(dataDir, { mode: 0o700 });
      const { uid, gid } = { uid: 65534, gid: 65534 };
      await chown(dataDir, uid, gid);
      const as = ['setpriv', `--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', '--'];
      const ordinary = program('server', false, as);
      expect(await ordinary.said).toEqual({ ok: true });
      await ordinary.ended;
      const db = await open();
      const owner = (await stat(join(dataDir, 'postgres', 'postmaster.pid'))).uid;
      expect(owner).toBe(uid);
      await db.close();
      const stranger = program('server', false, [
        'setpriv',
        '--reuid=4242',
        '--regid=4242',
        '--clear-groups',
        '--',
      ]);
      expect(await stranger.said).toMatchObject({
        ok: false,
        reason: { code: 'database-folder-foreign' },
      });
    },
  );
});

describe('owners', () => {
  test('a second server is refused and told who is the first; a command is welcome', async () => {
    await seed();
    const db = await open();
    const second = await openDatabase({ dataDir, role: 'server', log: () => undefined });
    expect(second).toEqual({ ok: false, reason: { code: 'already-running', pid: process.pid } });
    const command = await open({ role: 'command' });
    expect(await tables(command)).toBe(0);
    await command.close();
    expect(await tables(db)).toBe(0);
    await db.close();
    expect(await runs()).toBe(false);
  });

  test('a second server that waits gets its turn when the first ends', async () => {
    await seed();
    const first = await open();
    const second = open();
    await sleep(500);
    await first.close();
    const db = await second;
    expect(await tables(db)).toBe(0);
    await db.close();
  });

  test('of several commands the last one stops what the first one started', async () => {
    const [first, second] = await Promise.all([
      open({ role: 'command' }),
      open({ role: 'command' }),
    ]);
    await first?.close();
    expect(await runs()).toBe(true);
    expect(await tables(second as Database)).toBe(0);
    await second?.close();
    expect(await runs()).toBe(false);
  });

  test('two nodes that start at once on nothing migrate once', async () => {
    const both = [program('command', true), program('command', true)];
    expect(await Promise.all(both.map(({ said }) => said))).toEqual([{ ok: true }, { ok: true }]);
    const db = await open({ role: 'command' });
    const { rows } = await db.pool.query('select name from kysely_migration order by name');
    expect(rows.map(({ name }: { name: string }) => name)).toEqual(Object.keys(migrations));
    await db.close();
    for (const { child } of both) child.kill('SIGTERM');
    await Promise.all(both.map(({ ended }) => ended));
    expect(await runs()).toBe(false);
  });
});

describe('deaths', () => {
  beforeEach(seed);

  test('after kill -9 of a server the next start goes on', async () => {
    const first = program('server', true);
    await first.said;
    first.child.kill('SIGKILL');
    const db = await open();
    expect(await tables(db)).toBe(0);
    await db.close();
  });

  test('after kill -9 of a command its orphan is adopted, and stopped at the end', async () => {
    const first = program('command', true);
    await first.said;
    const orphan = await postmaster();
    first.child.kill('SIGKILL');
    await first.ended;
    expect(await runs()).toBe(true);
    const db = await open();
    expect(await postmaster()).toBe(orphan);
    await db.close();
    expect(await runs()).toBe(false);
  });

  test('after kill -9 of everything the next start recovers', async () => {
    const first = program('server', true);
    await first.said;
    const pid = await postmaster();
    first.child.kill('SIGKILL');
    process.kill(pid, 'SIGKILL');
    const db = await open();
    expect(await tables(db)).toBe(0);
    await db.close();
  });

  test('a pid file that names a stranger is no hindrance', async () => {
    await (await open()).close();
    const file = join(dataDir, 'postgres', 'postmaster.pid');
    await writeFile(file, `${process.pid}\n${join(dataDir, 'postgres')}\n`);
    const db = await open();
    expect(await tables(db)).toBe(0);
    await db.close();
  });

  test('a database that dies is seen as gone, started again, and the pool recovers', async () => {
    const said: string[] = [];
    const db = await open({ log: (message) => said.push(message) });
    const listener = await db.connect();
    const sleeping = db.pool.query('select pg_sleep(20)').catch((error: unknown) => error);
    await sleep(100);
    const pid = await postmaster();
    process.kill(pid, 'SIGKILL');
    expect(isDatabaseGone(await sleeping)).toBe(true);
    const errors: unknown[] = [];
    await eventually(async () => {
      try {
        await tables(db);
        return true;
      } catch (error) {
        errors.push(error);
        return false;
      }
    });
    expect(errors.filter((error) => !isDatabaseGone(error))).toEqual([]);
    expect(await postmaster()).not.toBe(pid);
    await eventually(async () => said.length === 2);
    expect(isDatabaseGone(await listener.query('select 1').catch((e: unknown) => e))).toBe(true);
    const second = await openDatabase({ dataDir, role: 'server', log: () => undefined });
    expect(second).toMatchObject({ ok: false, reason: { code: 'already-running' } });
    await db.close();
  });

  test('an error of the query is not mistaken for a database that is gone', async () => {
    const db = await open();
    const error = await db.pool.query('select nonsense').catch((e: unknown) => e);
    expect(error).toBeInstanceOf(Error);
    expect(isDatabaseGone(error)).toBe(false);
    expect(isDatabaseGone(Object.assign(new Error('x'), { code: 'ENOENT' }))).toBe(false);
    await db.close();
  });
});

describe('refusals', () => {
  beforeEach(seed);

  test('data of another version', async () => {
    await (await open()).close();
    await writeFile(join(dataDir, 'postgres', 'PG_VERSION'), '17\n');
    const opened = await openDatabase({ dataDir, role: 'server', log: () => undefined });
    expect(opened).toMatchObject({
      ok: false,
      reason: { code: 'database-version', data: '17', program: '18' },
    });
  });

  test('a server that will not start, with what its log says', async () => {
    const opened = await openDatabase({
      dataDir,
      role: 'server',
      log: () => undefined,
      settings: { shared_buffers: 'nonsense' },
    });
    expect(opened).toMatchObject({ ok: false, reason: { code: 'database-not-started' } });
    const log = await readFile(join(dataDir, 'postgres.log'), 'utf8');
    expect(log).toContain(opened.ok ? '?' : String(opened.reason['detail']));
    expect(String(opened.ok || opened.reason['detail'])).toContain('shared_buffers');
  });

  test('a database that newer software has migrated', async () => {
    const db = await open();
    await db.pool.query(`insert into kysely_migration values ('9999-future', '2099-01-01')`);
    await db.close();
    const opened = await openDatabase({ dataDir, role: 'server', log: () => undefined });
    expect(opened).toMatchObject({ ok: false, reason: { code: 'database-newer' } });
    expect(await runs()).toBe(false);
  });

  const urls = [
    ['postgres://ann:s3cret%21@127.0.0.1:1/x', 'database-unreachable', '127.0.0.1:1/x'],
    ['postgres://ann:s3cret%21@name.invalid/x', 'database-unreachable', 'name.invalid/x'],
    ['mysql://ann:s3cret@127.0.0.1/x', 'database-url', undefined],
    ['nonsense s3cret', 'database-url', undefined],
  ] as const;
  test.each(urls)('%s, without its password', async (databaseUrl, code, server) => {
    const options = { dataDir, databaseUrl, role: 'server', log: () => undefined } as const;
    const opened = await openDatabase(options);
    expect(opened).toMatchObject({ ok: false, reason: { code } });
    expect(opened.ok || opened.reason['server']).toBe(server);
    expect(JSON.stringify(opened)).not.toContain('s3cret');
  });
});

test('a server given by its URL: several data directories, but each only once', async () => {
  await seed();
  const db = await open();
  const url = `postgresql:///rapporteur?host=${encodeURIComponent(join(dataDir, 'postgres'))}&user=rapporteur`;
  const node = (name: string) =>
    openDatabase({
      dataDir: join(place, name),
      databaseUrl: url,
      role: 'server',
      log: () => undefined,
    });
  const [one, two] = [await node('one'), await node('two')];
  expect([one.ok, two.ok]).toEqual([true, true]);
  expect(await node('one')).toMatchObject({
    ok: false,
    reason: { code: 'already-running', pid: process.pid },
  });
  for (const each of [one, two]) if (each.ok) await each.value.close();
  expect(await tables(db)).toBe(0);
  await db.close();
});
