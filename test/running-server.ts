import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const patience = 45_000;

/** Settings of whoever runs the tests, which must not reach what is tested. */
const settings = ['PORT', 'HOST', 'ORIGIN', 'DATA_DIR', 'DATABASE_URL', 'SMTP_URL'];

export type Environment = Readonly<Record<string, string>>;

export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly text: string;
}

export interface Asking {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** The real server in a process of its own, on a data directory of its own. */
export interface RunningServer {
  readonly address: string;
  readonly port: number;
  readonly dataDir: string;
  readonly pid: number;
  /** The one-time link for the first account, once it is printed. */
  setupLink(): Promise<string>;
  /** Everything it has printed. */
  output(): string;
  /** Sends the path as it is written, unlike fetch, which tidies it. */
  ask(path: string, asking?: Asking): Promise<Answer>;
  /** Ends it with a signal and waits until it is gone. */
  end(signal?: NodeJS.Signals): Promise<{ readonly code: number | null; readonly ms: number }>;
  /** Starts it again on the same data directory and port. */
  again(environment?: Environment): Promise<RunningServer>;
  /** Runs the command line on the same data directory. */
  command(...args: readonly string[]): Promise<Ended>;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

/** A command of the project as another process, to be awaited or killed. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  output(): string;
}

export async function startServer(
  environment: Environment = {},
  dataDir?: string,
): Promise<RunningServer> {
  if (!existsSync(join(root, 'build', 'handler.js'))) {
    throw new Error('The pages are not built: run the tests by npm test, which builds them.');
  }
  const folder = dataDir ?? (await mkdtemp(join(tmpdir(), 'rapporteur-served-')));
  const running = run('bin/serve.ts', [], { PORT: '0', ...environment, DATA_DIR: folder });
  const opened = await said(running, /is open at (http\S+)/);
  const address = opened[1] ?? '';
  const { port } = new URL(address);
  const listening = environment['ORIGIN'] ? Number(environment['PORT']) : Number(port);
  return {
    address,
    port: listening,
    dataDir: folder,
    pid: running.child.pid ?? 0,
    setupLink: async () => (await said(running, /first account.*?(http\S+)/))[1] ?? '',
    output: running.output,
    ask: (path, asking = {}) => ask(listening, path, asking),
    async end(signal = 'SIGTERM') {
      const begun = performance.now();
      if (running.child.exitCode === null) running.child.kill(signal);
      const { code } = await running.ended;
      return { code, ms: performance.now() - begun };
    },
    again: (changed = {}) =>
      startServer({ ...environment, PORT: String(listening), ...changed }, folder),
    command: (...args) => runCommand(folder, args).ended,
    async remove() {
      if (running.child.exitCode === null && running.child.signalCode === null) {
        running.child.kill('SIGTERM');
      }
      await running.ended;
      await rm(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 200 });
    },
  };
}

/** The command line on a data directory. */
export function runCommand(
  dataDir: string,
  args: readonly string[],
  environment: Environment = {},
): Running {
  return run('bin/rapporteur.ts', args, { ...environment, DATA_DIR: dataDir });
}

/** Any program of the project, with no settings but those given. */
export function run(program: string, args: readonly string[], environment: Environment): Running {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !settings.includes(name) && !name.startsWith('npm_') && !name.startsWith('VITEST'),
  );
  const child = spawn(process.execPath, [join(root, program), ...args], {
    env: { ...Object.fromEntries(inherited), NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  const ended = once(child, 'close').then(([code]: unknown[]) => ({
    code: code as number | null,
    out,
    err,
  }));
  return { child, ended, output: () => out + err };
}

/** Waits until the output has what is looked for. */
export async function said(running: Running, wanted: RegExp): Promise<RegExpExecArray> {
  return eventually(`a line like ${wanted}`, () => {
    const found = wanted.exec(running.output());
    if (found) return found;
    if (running.child.exitCode === null && running.child.signalCode === null) return undefined;
    throw new Error(`It ended before it said ${wanted}:\n${running.output()}`);
  });
}

/** Looks again and again until there is an answer. */
export async function eventually<T>(
  what: string,
  look: () => T | undefined | Promise<T | undefined>,
  milliseconds = patience,
): Promise<T> {
  const until = performance.now() + milliseconds;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > until) throw new Error(`Waited in vain for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** One request on a connection of its own. */
export function ask(port: number, path: string, asking: Asking): Promise<Answer> {
  const { method = 'GET', headers = {}, body } = asking;
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method,
        agent: false,
        headers: {
          ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('error', reject);
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            text: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A form as a browser sends it from a page of the same origin. */
export function posted(address: string, fields: Readonly<Record<string, string>>): Asking {
  return {
    method: 'POST',
    headers: {
      accept: 'text/html',
      'content-type': 'application/x-www-form-urlencoded',
      origin: address,
    },
    body: new URLSearchParams(fields).toString(),
  };
}

export interface Part {
  readonly field?: string;
  readonly name: string;
  readonly bytes: string | Uint8Array;
  readonly type?: string;
}

/** A form with files, as a browser sends it; names go out as they are given. */
export function uploaded(address: string, parts: readonly Part[]): Asking {
  const boundary = '----rapporteur-test-boundary';
  const pieces = parts.flatMap(({ field = 'files', name, bytes, type = 'text/plain' }) => [
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${field}"; filename="${name}"\r\n` +
        `Content-Type: ${type}\r\n\r\n`,
    ),
    Buffer.from(bytes),
    Buffer.from('\r\n'),
  ]);
  return {
    method: 'POST',
    headers: {
      accept: 'text/html',
      'content-type': `multipart/form-data; boundary=${boundary}`,
      origin: address,
    },
    body: Buffer.concat([...pieces, Buffer.from(`--${boundary}--\r\n`)]),
  };
}

/** Signs in by the form; answers with the cookie that then goes with every request. */
export async function signedIn(
  server: RunningServer,
  email: string,
  password: string,
): Promise<string> {
  const answer = await server.ask(
    '/sign-in?/password',
    posted(server.address, { email, password }),
  );
  const cookie = cookieOf(answer);
  if (!cookie) throw new Error(`Signing in answered ${answer.status} and set no cookie.`);
  return cookie;
}

/** The cookies that an answer sets, as they are sent back. */
export function cookieOf({ headers }: Answer): string | undefined {
  const set = headers['set-cookie'];
  if (!Array.isArray(set) || set.length === 0) return undefined;
  return set.map((line) => line.split(';', 1)[0]).join('; ');
}

export const founder = {
  name: 'Sek Retary',
  email: 'sek@example.org',
  password: 'many small rivers meet',
} as const;

/** Sets up the first account by the printed link; answers with the cookie of its session. */
export async function firstAccount(server: RunningServer): Promise<string> {
  const { pathname, search } = new URL(await server.setupLink());
  const answer = await server.ask(pathname + search, posted(server.address, { ...founder }));
  const cookie = cookieOf(answer);
  if (!cookie)
    throw new Error(`Setting up answered ${answer.status}: ${answer.text.slice(0, 300)}`);
  return cookie;
}
