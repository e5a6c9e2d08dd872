/** The command line: everything scriptable, on the data directory of a server or without one. */
import { fileURLToPath } from 'node:url';
import { openTerminal } from '#cli/terminal.ts';
import { runProgram } from '#cli/program.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
process.exitCode = await runProgram(root, process.argv.slice(2), openTerminal());
