import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runProgram } from '#cli/program.ts';
import { readConfig } from '#server/config.ts';
import {
  eventually,
  firstAccount,
  run,
  type RunningServer,
  runCommand,
  startServer,
} from '#test/running-server.ts';
import { speak } from '#ui/speech.ts';

describe('settings', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'rapporteur-settings-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each([
    [{ PORT: 'eighty' }, /PORT must be a number/],
    [{ PORT: '65536' }, /PORT must be a number/],
    [{ ORIGIN: 'groups.example.org' }, /ORIGIN must be an address/],
    [{ ORIGIN: 'https://groups.example.org/rapporteur' }, /ORIGIN must be .* without a path/],
    [{ ORIGIN: 'javascript:alert(1)' }, /ORIGIN must be an address/],
    [{ DATABASE_URL: 'mysql://localhost/x' }, /DATABASE_URL must be .* postgres/],
    [{ SMTP_URL: 'mail.example.org' }, /SMTP_URL must be .* smtp/],
  ])('%j are refused in words that name the setting', (environment, words) => {
    const read = readConfig(environment, '/somewhere', '/elsewhere');
    expect(read.ok ? '' : speak().reason(read.reason)).toMatch(words);
  });

  test('that are wrong end the server and the command line', async () => {
    const wrong = { DATA_DIR: folder, PORT: 'eighty' };
    const both = [run('bin/serve.ts', [], wrong), runCommand(folder, ['group', 'list'], wrong)];
    for (const { code, out, err } of await Promise.all(both.map(({ ended }) => ended))) {
      expect({ code, out, err }).toEqual({
        code: 1,
        out: '',
        err: 'PORT must be a number from 0 to 65535, not “eighty”.\n',
      });
    }
  });

  test('a password in DATABASE_URL is not repeated', async () => {
    const { code, out, err } = await run('bin/serve.ts', [], {
      DATA_DIR: folder,
      DATABASE_URL: 'postgres://rapporteur:s3cr3t-word@127.0.0.1:9/none',
    }).ended;
    expect(code).toBe(3);
    expect(err).not.toBe('');
    expect(out + err).not.toContain('s3cr3t-word');
    expect(err).not.toMatch(/\n\s+at /);
  });

  test('a taken port is said, and the database is given back', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    const refused = await run('bin/serve.ts', [], { DATA_DIR: folder, PORT: String(port) }).ended;
    other.close();
    expect(refused.code).toBe(3);
    expect(refused.err).toMatch(new RegExp(`Port ${port} is taken .* set PORT`));
    const listed = await runCommand(folder, ['group', 'list', '--json']).ended;
    expect(listed).toMatchObject({ code: 0, out: '{"groups":[]}\n' });
  });
});

describe('a command line', () => {
  const helps = [
    [],
    ['group'],
    ['group', 'found'],
    ['group', 'list'],
    ['import'],
    ['search'],
    ['rank'],
    ['record'],
    ['record', 'verify'],
    ['record', 'rebuild'],
    ['record', 'show'],
    ['sample'],
  ];

  async function given(...args: readonly string[]) {
    const answered: string[] = [];
    const code = await runProgram('/nonexistent', args, {
      answer: (line) => void answered.push(line),
      write: () => undefined,
      say: () => undefined,
      progress: () => undefined,
    });
    return { code, answered: answered.join('\n') };
  }

  test.each(helps)('explains %s %s', async (...command) => {
    const { code, answered } = await given(...command.filter(Boolean), '--help');
    expect(code).toBe(0);
    expect(answered).toMatch(/^Usage: rapporteur/);
  });

  test.each([
    ['nothing-such'],
    ['import'],
    ['import', 'somewhere'],
    ['search', 'river'],
    ['record', 'verify'],
    ['group', 'found', '--slug', 'x'],
    ['import', 'somewhere', '--group', 'x', '--nonsense'],
  ])('that is wrong ends with 2: %s %s %s', async (...args) => {
    expect(await given(...args.filter(Boolean))).toEqual({ code: 2, answered: '' });
  });
});

describe('a server', () => {
  let server: RunningServer;
  beforeAll(async () => {
    server = await startServer();
    await server.command('group', 'found', '--slug', 'reeds', '--name', 'Reeds');
  });
  afterAll(() => server.remove());

  test('keeps its data directory to itself', async () => {
    const second = await run('bin/serve.ts', [], { PORT: '0', DATA_DIR: server.dataDir }).ended;
    expect(second.code).toBe(3);
    expect(second.err).toContain(String(server.pid));
    expect((await server.ask('/g/reeds')).status).toBe(200);
  });

  test('lets commands work beside it', async () => {
    const verified = await server.command('record', 'verify', '--group', 'reeds', '--json');
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.out)).toMatchObject({ sound: true });
  });

  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
    'ends at once at %s, with streams open and connections kept',
    async (signal) => {
      const streams = await Promise.all(
        Array.from({ length: 20 }, async () => {
          const [stream] = await once(get(`${server.address}/g/reeds/live`), 'response');
          return stream as NodeJS.ReadableStream;
        }),
      );
      const sentAway = streams.map((stream) => once(stream.resume(), 'close'));
      await fetch(server.address).then((answer) => answer.text());
      const { code, ms } = await server.end(signal);
      await Promise.all(sentAway);
      expect({ code, soon: ms < 2_000 ? 'yes' : ms }).toEqual({ code: 0, soon: 'yes' });
      expect(server.output()).toContain('Closing');
      server = await server.again();
    },
  );

  test('has what it had after kill -9', async () => {
    const cookie = await firstAccount(server);
    await server.end('SIGKILL');
    server = await server.again();
    expect((await server.ask('/account', { headers: { cookie } })).status).toBe(200);
    expect(server.output()).not.toContain('first account');
    const verified = await server.command('record', 'verify', '--group', 'reeds');
    expect(verified).toMatchObject({ code: 0 });
  });

  test('starts its database again when that dies', async () => {
    const owner = join(server.dataDir, 'postgres', 'postmaster.pid');
    const pid = Number((await readFile(owner, 'utf8')).split('\n')[0]);
    process.kill(pid, 'SIGKILL');
    const seen = new Set<number>();
    await eventually('the database to come back', async () => {
      const { status } = await server.ask('/g/reeds/search?q=river');
      seen.add(status);
      return (
        (status === 200 && Number((await readFile(owner, 'utf8')).split('\n')[0]) !== pid) ||
        undefined
      );
    });
    expect([...seen].filter((status) => ![200, 503].includes(status))).toEqual([]);
    expect((await server.command('record', 'verify', '--group', 'reeds')).code).toBe(0);
  });
});
