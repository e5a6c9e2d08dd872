import AxeBuilder from '@axe-core/playwright';
import { type Browser, chromium, type Locator, type Page } from 'playwright-core';
import { expect, inject, test } from 'vitest';

/** A journey through a browser; skipped where there is none, which is said once at the start. */
export const journey = test.skipIf(inject('browser') === null);

/** Each journey is made by those with a wide screen and script, and those with neither. */
export const ways = [
  { way: 'with script, 1280 pixels wide', script: true, width: 1280 },
  { way: 'without script, 360 pixels wide', script: false, width: 360 },
] as const;

export interface Way {
  readonly script: boolean;
  readonly width: number;
  readonly dark?: boolean;
}

export async function openBrowser(): Promise<Browser | undefined> {
  const found = inject('browser');
  if (!found) return undefined;
  const { LD_LIBRARY_PATH: _libraries, ...environment } = process.env;
  return chromium.launch({
    executablePath: found.executable,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
    env: {
      ...(found.libraries ? environment : process.env),
      ...(found.libraries ? { LD_LIBRARY_PATH: found.libraries } : {}),
    } as Record<string, string>,
  });
}

/** What axe has seen in this file: pages by their path and what they say. */
const examined = new Set<string>();

/**
 * Someone with a browser of their own. Every page they come to is looked over: no fault that axe
 * knows, no scrolling sideways, nothing in the console, nothing the content policy had to stop.
 */
export interface Person {
  readonly page: Page;
  opens(path: string, expected?: { readonly status: number }): Promise<void>;
  /** Follows a link or presses a button that leads to a page. */
  follows(link: string | RegExp): Promise<void>;
  presses(button: string | RegExp): Promise<void>;
  fills(fields: Readonly<Record<string, string>>): Promise<void>;
  chooses(field: string, choice: string): Promise<void>;
  sees(...words: readonly (string | RegExp)[]): Promise<void>;
  seesNot(...words: readonly string[]): Promise<void>;
  field(label: string): Locator;
  /** Looks the page over as it is now. */
  looksOver(): Promise<void>;
  leaves(): Promise<void>;
}

export async function person(
  browser: Browser | undefined,
  address: string,
  way: Way,
): Promise<Person> {
  if (!browser) throw new Error('There is no browser.');
  const context = await browser.newContext({
    baseURL: address,
    javaScriptEnabled: way.script,
    viewport: { width: way.width, height: 800 },
    colorScheme: way.dark ? 'dark' : 'light',
    timezoneId: 'Europe/Lisbon',
  });
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(`The page threw: ${error.message}`));
  page.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type())) return;
    // A browser notes the status of the page itself, too, which is looked at elsewhere.
    const ofPage = message.location().url === page.url();
    if (ofPage && message.text().startsWith('Failed to load resource')) return;
    wrong.push(`The console says: ${message.text()} (${message.location().url})`);
  });
  page.on('requestfailed', (request) => {
    const why = request.failure()?.errorText ?? '';
    // Whoever goes on to the next page leaves things unloaded.
    if (why === 'net::ERR_ABORTED' || request.isNavigationRequest()) return;
    wrong.push(`It could not load ${request.url()}: ${why}`);
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(address) && !request.url().startsWith('data:')) {
      wrong.push(`It asked a stranger: ${request.url()}`);
    }
  });

  const looksOver = async (): Promise<void> => {
    expect(wrong.splice(0), page.url()).toEqual([]);
    const [widest, width] = await page.evaluate(() => [
      document.documentElement.scrollWidth,
      document.documentElement.clientWidth,
    ]);
    expect(widest, `${page.url()} is to be scrolled sideways`).toBeLessThanOrEqual(width ?? 0);
    if (!way.script) return;
    const shown = await page.evaluate(
      () => `${location.pathname} ${document.querySelectorAll('.notice, .error, .empty').length}`,
    );
    if (examined.has(`${address} ${shown} ${way.dark}`)) return;
    examined.add(`${address} ${shown} ${way.dark}`);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    const faults = violations.map(({ id, help, nodes }) => [id, help, nodes[0]?.html]);
    expect(faults, page.url()).toEqual([]);
  };

  const arrives = async (deed: () => Promise<unknown>): Promise<void> => {
    await Promise.all([page.waitForEvent('load'), deed()]);
    await looksOver();
  };

  const field = (label: string): Locator => page.getByLabel(label, { exact: true });

  return {
    page,
    field,
    looksOver,
    async opens(path, { status } = { status: 200 }) {
      // A new fragment alone would be a step within the page, not a visit.
      if (path.includes('#')) await page.goto('about:blank');
      const answer = await page.goto(path);
      expect(answer?.status(), path).toBe(status);
      await looksOver();
    },
    follows: (link) =>
      arrives(() => page.getByRole('link', { name: link, exact: true }).first().click()),
    presses: (button) =>
      arrives(() => page.getByRole('button', { name: button, exact: true }).click()),
    async fills(fields) {
      for (const [label, value] of Object.entries(fields)) await field(label).fill(value);
    },
    async chooses(label, choice) {
      await field(label).selectOption({ label: choice });
    },
    async sees(...words) {
      for (const each of words) {
        await page.getByText(each).filter({ visible: true }).first().waitFor();
      }
    },
    async seesNot(...words) {
      for (const each of words) {
        expect(await page.getByText(each).filter({ visible: true }).count(), each).toBe(0);
      }
    },
    async leaves() {
      await context.close();
      expect(wrong).toEqual([]);
    },
  };
}
