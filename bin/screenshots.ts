/**
 * Makes the pictures of docs/screenshots from the built pages: a server on a new data directory with
 * the sample working group, seen in Chromium, wide and as narrow as a phone, light and dark.
 * `node bin/screenshots.ts front reader` makes only those. Build first: node bin/ready.mjs --build
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';
import { shrinkPng } from './shrink-png.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const folder = join(root, 'docs/screenshots');
const chosen = process.argv.slice(2);
/** A picture in a page that is read on a slow line. */
const mostBytes = 150 * 1024;

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly width: 1280 | 360;
  readonly height?: number;
  readonly dark?: boolean;
  readonly signedIn?: boolean;
  /** What the page must have before it is worth a picture. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

const group = '/g/sample';
const found = `${group}/search?q=${encodeURIComponent('quality of a reading')}`;
const paper = `${group}/d/C2`;
/** Opens the citation of the passage that the address names. */
const openCitation = (page: Page) => page.locator('#p16 details.cite > summary').click();
/** Opens the first passage whose words a correction has changed. */
const openEarlier = async (page: Page): Promise<void> => {
  const earlier = page.locator('details.earlier > summary').first();
  await earlier.click();
  await earlier.evaluate((element) => element.scrollIntoView({ block: 'center' }));
};

const pictures: readonly Picture[] = [
  { name: 'home', path: '/', width: 1280, height: 620 },
  { name: 'front', path: group, width: 1280 },
  { name: 'front-dark', path: group, width: 1280, dark: true },
  { name: 'front-narrow', path: group, width: 360, height: 740 },
  { name: 'library', path: `${group}/library`, width: 1280 },
  { name: 'library-narrow', path: `${group}/library`, width: 360, height: 740 },
  { name: 'reader', path: paper, width: 1280 },
  { name: 'reader-dark', path: paper, width: 1280, dark: true },
  { name: 'reader-narrow', path: paper, width: 360, height: 740 },
  { name: 'cite', path: `${paper}#p16`, width: 1280, height: 620, prepare: openCitation },
  { name: 'corrected', path: `${group}/d/R1`, width: 1280, height: 620, prepare: openEarlier },
  { name: 'arabic', path: `${group}/d/C9`, width: 1280 },
  { name: 'search', path: found, width: 1280 },
  { name: 'search-narrow', path: found, width: 360, height: 740 },
  { name: 'members', path: `${group}/members`, width: 1280 },
  { name: 'activity', path: `${group}/activity`, width: 1280 },
  { name: 'entry', path: `${group}/activity/1`, width: 1280 },
  { name: 'sign-in', path: '/sign-in', width: 360, height: 740 },
  { name: 'import', path: `${group}/library/import`, width: 1280, signedIn: true },
  { name: 'settings', path: `${group}/settings`, width: 1280, signedIn: true },
  { name: 'members-import', path: `${group}/members/import`, width: 1280, signedIn: true },
];

interface Running {
  readonly address: string;
  /** The one-time link for the first account. */
  readonly setup: string;
  readonly process: ChildProcess;
}

const dataDir = await mkdtemp(join(tmpdir(), 'rapporteur-screenshots-'));
const environment = { ...process.env, DATA_DIR: dataDir, PORT: '0', HOST: '127.0.0.1', ORIGIN: '' };
let server: Running | undefined;
let browser: Browser | undefined;
let failed = false;
try {
  mkdirSync(folder, { recursive: true });
  server = await startServer();
  browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--force-color-profile=srgb', '--hide-scrollbars'],
  });
  const cookies = await foundEverything(browser, server);
  for (const picture of pictures) {
    if (chosen.length > 0 && !chosen.includes(picture.name)) continue;
    failed = !(await take(browser, server.address, picture, cookies)) || failed;
  }
} finally {
  await browser?.close();
  await stop(server?.process);
  rmSync(dataDir, { recursive: true, force: true });
}
process.exit(failed ? 1 : 0);

type Cookies = Parameters<Awaited<ReturnType<Browser['newContext']>>['addCookies']>[0];

function startServer(): Promise<Running> {
  const started = spawn(process.execPath, [join(root, 'bin/serve.ts')], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return new Promise((resolve, reject) => {
    let said = '';
    started.once('exit', () => reject(new Error(`The server ended: ${said}`)));
    started.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const address = /open at (\S+)/.exec(said)?.[1];
      const setup = /(\S+\/setup\?\S+)/.exec(said)?.[1];
      if (address && setup) resolve({ address, setup, process: started });
    });
  });
}

/** Sets up the first account by its link and has it make the sample, as a newcomer would. */
async function foundEverything(with_: Browser, { address, setup }: Running): Promise<Cookies> {
  const context = await with_.newContext();
  const page = await context.newPage();
  await page.goto(setup);
  await page.fill('input[name=name]', 'Robin Ferrywright');
  await page.fill('input[name=email]', 'robin@example.org');
  await page.fill('input[name=password]', 'a ferry and a long rope');
  await page.click('main button[type=submit], main button:not([type])');
  await page.goto(address);
  await page.click('form[action="?/sample"] button');
  await page.waitForURL(/\/g\/sample$/, { timeout: 120_000 });
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

async function take(
  with_: Browser,
  address: string,
  { name, path, width, height = 900, dark, signedIn, prepare }: Picture,
  cookies: Cookies,
): Promise<boolean> {
  const context = await with_.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  if (signedIn) await context.addCookies(cookies);
  const page = await context.newPage();
  // The streams of live pages never fall silent, so what is waited for is the page itself.
  const answer = await page.goto(address + path, { waitUntil: 'load' });
  await prepare?.(page);
  const picture = answer?.ok() ? shrinkPng(await page.screenshot()) : undefined;
  await context.close();
  if (!picture) {
    console.error(`${name}: ${path} answered ${answer?.status() ?? 'nothing'}, no picture made`);
    return false;
  }
  writeFileSync(join(folder, `${name}.png`), picture);
  console.log(`${name}.png ${Math.round(picture.length / 1024)} KB`);
  if (picture.length <= mostBytes) return true;
  console.error(`${name}: more than ${mostBytes / 1024} KB`);
  return false;
}

/** Pictures want the fonts of a system, so the Chromium that npm carries will not do. */
function findChromium(): string {
  const named = process.env['CHROMIUM_PATH'];
  const usual = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const path = [...(named ? [named] : []), ...usual.map((name) => `/usr/bin/${name}`)].find(
    (each) => existsSync(each),
  );
  if (path) return path;
  throw new Error('No Chromium found. Set CHROMIUM_PATH to one that sees the fonts of the system.');
}

/** Lets the server end in good order: its database must be stopped before the folder goes. */
function stop(running: ChildProcess | undefined): Promise<void> {
  if (!running || running.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    running.once('exit', () => resolve());
    running.kill('SIGTERM');
  });
}
