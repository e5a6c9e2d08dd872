import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

const carried = fileURLToPath(new URL('../node_modules/@sparticuz/chromium', import.meta.url));

/** Where a Chromium is, and where the libraries are that it cannot do without. */
export interface Browser {
  readonly executable: string;
  readonly libraries: string | undefined;
}

declare module 'vitest' {
  interface ProvidedContext {
    browser: Browser | null;
  }
}

/** Finds a Chromium once for all journeys. Nothing is installed for it, and nothing downloaded. */
export default async function start(project: TestProject): Promise<void> {
  const found = await findBrowser();
  if (!found && process.env['CI']) {
    throw new Error('The journeys need a Chromium, and there is none. Set CHROMIUM_PATH.');
  }
  if (!found) {
    console.warn('\n*** THE JOURNEYS ARE SKIPPED: no Chromium here. Set CHROMIUM_PATH. ***\n');
  }
  project.provide('browser', found ?? null);
}

async function findBrowser(): Promise<Browser | undefined> {
  const named = process.env['CHROMIUM_PATH'];
  if (named) {
    if (!isProgram(named)) throw new Error(`CHROMIUM_PATH names no program: ${named}`);
    return { executable: named, libraries: undefined };
  }
  const system = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
    .flatMap((name) =>
      (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name)),
    )
    .find(isProgram);
  return system ? { executable: system, libraries: undefined } : unpackCarried();
}

/** The one that npm carries, with its libraries where the system has them not. */
async function unpackCarried(): Promise<Browser | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  if (!existsSync(carried)) return undefined;
  const about = await readFile(join(carried, 'package.json'), 'utf8');
  const { version } = JSON.parse(about) as { version: string };
  const folder = join(tmpdir(), `rapporteur-chromium-${version}-${userInfo().uid}`);
  if (!existsSync(folder)) await unpackTo(folder);
  const executable = join(folder, 'chromium');
  for (const libraries of [undefined, join(folder, 'al2023', 'lib')]) {
    if (starts({ executable, libraries })) return { executable, libraries };
  }
  return undefined;
}

/** Whole or not at all: what is named so has been unpacked to its end. */
async function unpackTo(folder: string): Promise<void> {
  console.warn('Unpacking the Chromium that npm carries (once)…');
  const unpacking = await mkdtemp(`${folder}-`);
  const usual = process.env['TMPDIR'];
  // The package unpacks to wherever temporary files go, and names no other place.
  process.env['TMPDIR'] = unpacking;
  try {
    const { inflate } = (await import('@sparticuz/chromium')) as {
      inflate(archive: string): Promise<string>;
    };
    for (const name of ['chromium.br', 'swiftshader.tar.br', 'al2023.tar.br', 'fonts.tar.br']) {
      await inflate(join(carried, 'bin', name));
    }
  } finally {
    if (usual === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = usual;
  }
  // Another run may have been first.
  await rename(unpacking, folder).catch(() => rm(unpacking, { recursive: true }));
}

function starts({ executable, libraries }: Browser): boolean {
  const env = libraries ? { ...process.env, LD_LIBRARY_PATH: libraries } : process.env;
  return spawnSync(executable, ['--version', '--no-sandbox'], { env }).status === 0;
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
