/** Starts the server and says where it is. Ends in good order on SIGTERM, SIGINT and SIGHUP. */
import { fileURLToPath } from 'node:url';
import { runServer } from '#server/run-server.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
process.exitCode = await runServer(root, process.env);
