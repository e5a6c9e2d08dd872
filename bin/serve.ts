/** Starts the server and says where it is. Ends in good order on SIGTERM, SIGINT and SIGHUP. */
import { fileURLToPath } from 'node:url';
import { builtPages } from '#server/pages.ts';
import { runServer } from '#server/run-server.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
process.exit(await runServer(root, process.env, builtPages));
