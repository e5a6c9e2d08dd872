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

type Seat = 'secretariat' | 'member';

interface Picture {
  readonly name: string;
  readonly path: string;
  readonly width: 1280 | 360;
  readonly height?: number;
  readonly dark?: boolean;
  readonly signedIn?: Seat;
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

const text = `${group}/t/1`;
/** Below the names of the site and the group: where what a picture is about begins. */
const scrollTo = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((element) => element.scrollIntoView());
const begin = (page: Page) => scrollTo(page, '.text-nav');
const provision = (page: Page, number: number) =>
  page.getByRole('link', { name: `Provision ${number}`, exact: true }).first();
/** Goes on from the text to a provision of it. */
const openProvision = async (page: Page, number: number): Promise<void> => {
  await provision(page, number).click();
  await page.waitForURL(/\/p\//);
  await begin(page);
};
/** Shows what would come of one more proposal. */
const preview = async (page: Page): Promise<void> => {
  const words = page.locator('textarea.words');
  const own = await words.inputValue();
  await words.fill(own.replace('at once', 'within one hour'));
  await page.locator('#explanation').fill('An hour is what our line allows.');
  await page.getByRole('button', { name: 'Preview', exact: true }).click();
  await page.locator('#previewed').waitFor();
  await begin(page);
};
const propose = async (page: Page): Promise<void> => {
  await openProvision(page, 8);
  await page.getByRole('link', { name: 'Propose other words' }).click();
  await page.waitForURL(/propose/);
  await preview(page);
};
/** Compiles what three parties make of the text, as far as the preview. */
const compile = async (page: Page): Promise<void> => {
  const answer = await page.request.get(
    `${new URL(page.url()).origin}${group}/t/3/export?as=clean`,
  );
  const words = await answer.text();
  const versions = [
    [
      'Open Gauge League',
      ['within five years', 'within two years'],
      ['without charge', 'without charge or registration'],
    ],
    [
      'Government of Sabkharia',
      ['within five years', 'within two years'],
      ['the Gauge Fund', 'a fund of its own'],
    ],
    [
      'Basin Bank of the Longwater',
      ['within five years', 'within ten years, as far as there are means,'],
    ],
  ] as const;
  const files = versions.map(([party, ...edits]) => ({
    name: `${party}.txt`,
    mimeType: 'text/plain',
    buffer: Buffer.from(edits.reduce((so, [from, to]) => so.replace(from, to), words)),
  }));
  await page.locator('input[type=file]').setInputFiles(files);
  await page.getByRole('button', { name: 'Read the files' }).click();
  await page.getByRole('button', { name: 'See what comes of them' }).click();
  await page.locator('#preview').waitFor();
  await begin(page);
};
const openPen = async (page: Page): Promise<void> => {
  await page.locator('#p').selectOption({ index: 9 });
  await page.locator('form:has(#p) button').click();
  await page.waitForURL(/[?&]p=/);
  await begin(page);
};
/** Holds the screen of the room at a provision. */
const openScreen = async (page: Page): Promise<void> => {
  const address = (await provision(page, 13).getAttribute('href')) ?? '';
  const id = decodeURIComponent(address.split('/p/')[1] ?? '').replace(/#.*$/, '');
  const pen = new URL(`${text}/pen?screen=1&p=${encodeURIComponent(id)}`, page.url());
  await page.goto(pen.href, { waitUntil: 'load' });
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
  { name: 'import', path: `${group}/library/import`, width: 1280, signedIn: 'secretariat' },
  { name: 'settings', path: `${group}/settings`, width: 1280, signedIn: 'secretariat' },
  { name: 'texts', path: `${group}/texts`, width: 1280, height: 800 },
  { name: 'text', path: text, width: 1280, height: 1250, prepare: begin },
  { name: 'text-dark', path: text, width: 1280, height: 1000, dark: true, prepare: begin },
  {
    name: 'text-narrow',
    path: text,
    width: 360,
    height: 740,
    prepare: (page) => provision(page, 8).evaluate((element) => element.scrollIntoView()),
  },
  {
    name: 'text-side',
    path: `${text}?view=side&left=${encodeURIComponent('party:Government of Upper Meander')}&right=now`,
    width: 1280,
    height: 1100,
    prepare: (page) => scrollTo(page, '.views'),
  },
  {
    name: 'text-lines',
    path: `${text}?view=lines`,
    width: 1280,
    prepare: (page) => scrollTo(page, '.views'),
  },
  { name: 'text-changes', path: `${text}?view=changes`, width: 1280, prepare: begin },
  { name: 'text-arabic', path: `${group}/t/4`, width: 1280, height: 700, prepare: begin },
  {
    name: 'provision',
    path: text,
    width: 1280,
    signedIn: 'member',
    prepare: (page) => openProvision(page, 8),
  },
  { name: 'propose', path: text, width: 1280, signedIn: 'member', prepare: propose },
  {
    name: 'compile',
    path: `${group}/t/3/compile`,
    width: 1280,
    signedIn: 'secretariat',
    prepare: compile,
  },
  {
    name: 'pen',
    path: `${text}/pen`,
    width: 1280,
    height: 1200,
    signedIn: 'secretariat',
    prepare: openPen,
  },
  { name: 'pen-screen', path: text, width: 1280, height: 720, prepare: openScreen },
  { name: 'progress', path: `${text}/progress`, width: 1280, prepare: begin },
  { name: 'history', path: `${text}/history`, width: 1280, prepare: begin },
  { name: 'members-import', path: `${group}/members/import`, width: 1280, signedIn: 'secretariat' },
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
async function foundEverything(
  with_: Browser,
  { address, setup }: Running,
): Promise<Readonly<Record<Seat, Cookies>>> {
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
  const secretariat = await context.cookies();
  const member = await takeSeat(with_, page, 'Fabian Reedbed');
  await context.close();
  return { secretariat, member };
}

/** Has the secretariat invite a member of the sample, who then takes the seat. */
async function takeSeat(with_: Browser, secretariat: Page, name: string): Promise<Cookies> {
  await secretariat.goto(new URL(`${group}/members/manage`, secretariat.url()).href);
  await secretariat.getByRole('link', { name }).first().click();
  await secretariat.fill('input[name=inviteEmail]', 'fabian@example.org');
  await Promise.all([
    secretariat.waitForEvent('load'),
    secretariat.locator('form:has(input[name=inviteEmail]) button').first().click(),
  ]);
  const path = /\/invitation\?token=[^"&<]+/.exec(await secretariat.content())?.[0] ?? '/';
  const context = await with_.newContext();
  const page = await context.newPage();
  await page.goto(new URL(path, secretariat.url()).href);
  await page.fill('input[name=password]', 'a long walk upstream');
  await page.locator('form:has(input[name=password]) button').first().click();
  await page.waitForURL(/\/g\/sample/);
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

async function take(
  with_: Browser,
  address: string,
  { name, path, width, height = 900, dark, signedIn, prepare }: Picture,
  cookies: Readonly<Record<Seat, Cookies>>,
): Promise<boolean> {
  const context = await with_.newContext({
    viewport: { width, height },
    colorScheme: dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  if (signedIn) await context.addCookies(cookies[signedIn]);
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
