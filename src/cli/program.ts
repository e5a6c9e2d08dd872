import { Command, CommanderError } from 'commander';
import type { Reason } from '#core/result.ts';
import { isDatabaseGone } from '#db/gone.ts';
import { isDiskFull } from '#server/disk-full.ts';
import { addCorrectCommand } from './correct.ts';
import { addAccountCommands } from './account.ts';
import type { WithExitCode } from './with-exit-code.ts';
import { addDocxCommands } from './docx.ts';
import { addGroupCommands } from './group.ts';
import { addImportCommand } from './import-folder.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { complain } from './in-house.ts';
import { addIssuesCommands } from './issues.ts';
import { addMembersCommands } from './members.ts';
import { addRankCommand } from './rank-command.ts';
import { addRecordCommands } from './record.ts';
import { addSampleCommand } from './sample.ts';
import { addSearchCommand } from './search.ts';
import type { Terminal } from './terminal.ts';
import { addTextCommands } from './text.ts';
import { addViewsCommand } from './views.ts';

/** Runs one command line; answers with its exit code and lets nothing be thrown. */
export async function runProgram(
  projectDir: string,
  args: readonly string[],
  terminal: Terminal,
): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.done;
  const deed: WithExitCode =
    (run) =>
    async (...given) => {
      exitCode = await run(...given);
    };
  const program = new Command('rapporteur')
    .description('The working place of a multistakeholder working group, from the command line.')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => terminal.answer(text.trimEnd()),
      writeErr: (text) => terminal.say(text.trimEnd()),
    })
    .addHelpText('after', closingHelp);
  const scene = { projectDir, terminal };
  addGroupCommands(program, scene, deed);
  addAccountCommands(program, scene, deed);
  addMembersCommands(program, scene, deed);
  addImportCommand(program, scene, deed);
  addCorrectCommand(program, scene, deed);
  addSearchCommand(program, scene, deed);
  addRankCommand(program, scene, deed);
  addIssuesCommands(program, scene, deed);
  addDocxCommands(program, scene, deed);
  addRecordCommands(program, scene, deed);
  addSampleCommand(program, scene, deed);
  addTextCommands(program, scene, deed);
  addViewsCommand(program, scene, deed);
  try {
    await program.parseAsync([...args], { from: 'user' });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
    }
    const fault = faultOf(error);
    if (fault) return complain(terminal, fault, exitCodes.server);
    terminal.say(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return exitCodes.server;
  }
}

/** What can befall a command that is nobody's mistake, and is said in words. */
function faultOf(error: unknown): Reason | undefined {
  if (isDiskFull(error)) return { code: 'disk-full' };
  return isDatabaseGone(error) ? { code: 'database-gone' } : undefined;
}

const closingHelp = `
Works on the data directory of DATA_DIR (data in the project unless set), or on the
server of DATABASE_URL, whether Rapporteur is running or not.
Answers go to standard output, everything else to standard error.
Exit codes: 0 done, 1 the input is at fault, 2 usage, 3 the server is at fault.`;
