/** As bin/serve.ts, with the pages from source, made anew as files change. */
import { fileURLToPath } from 'node:url';
import { pagesFromSource } from '#server/pages.ts';
import { runServer } from '#server/run-server.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
process.exit(await runServer(root, process.env, pagesFromSource));
