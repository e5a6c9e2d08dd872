import type { Reason } from '#core/result.ts';
import { firstAccountLink } from '#identity/first-account.ts';
import { createHub } from '#live/hub.ts';
import { liveAnswerer } from '#live/live-answerer.ts';
import { speak } from '#ui/speech.ts';
import { openHouseToPages } from './current-house.ts';
import { readConfig } from './config.ts';
import { openHouse } from './open-house.ts';
import type { Pages } from './pages.ts';
import { startImports } from './start-imports.ts';
import { preparePageEnvironment, serve } from './web-server.ts';

/** Exit codes shared with the command line: see its help. */
const inputAtFault = 1;
const serverAtFault = 3;

/** A file of which nothing has arrived for a day will never be whole: milliseconds. */
const abandonedAfter = 24 * 60 * 60 * 1000;

/** Serves until a signal says to stop; answers with the exit code. */
export async function runServer(
  root: string,
  environment: NodeJS.ProcessEnv,
  openPages: (root: string) => Promise<Pages>,
): Promise<number> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const complain = (reason: Reason, code: number): number => {
    process.stderr.write(`${speak().reason(reason)}\n`);
    return code;
  };
  const config = readConfig(environment, root, process.cwd());
  if (!config.ok) return complain(config.reason, inputAtFault);

  const opened = await openHouse(config.value, 'server', say);
  if (!opened.ok) return complain(opened.reason, serverAtFault);
  const house = opened.value;
  openHouseToPages(house);
  await house.originals.sweep(abandonedAfter);
  preparePageEnvironment();
  const pages = await openPages(root);
  const hub = createHub(house);
  const imports = startImports(house);
  const server = await serve(config.value, pages.handler, [liveAnswerer(house, hub)]);
  if (!server.ok) {
    await Promise.all([hub.close(), imports.close(), pages.close()]);
    await house.close();
    return complain(server.reason, serverAtFault);
  }

  say(`Rapporteur is open at ${server.value.address}`);
  const link = await firstAccountLink(house);
  if (link) say(`Set up the first account, within a day: ${server.value.address}${link}`);

  await toldToStop(environment);
  say('Closing…');
  await hub.close();
  await server.value.close();
  await imports.close();
  await pages.close();
  await house.close();
  return 0;
}

/** Resolves at a signal, or when npm, which started us, is gone without one. */
function toldToStop(environment: NodeJS.ProcessEnv): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      process.on(signal, () => resolve());
    }
    if (environment['npm_lifecycle_event'] === undefined) return;
    const parent = process.ppid;
    setInterval(() => process.ppid === parent || resolve(), 500).unref();
  });
}
