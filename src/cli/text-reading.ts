import type { Command } from 'commander';
import { reading } from '#core/text/reading.ts';
import { exitCodes } from './exit-codes.ts';
import { complain, orComplain, type Scene } from './in-house.ts';
import { compiledFile } from './text-files.ts';
import type { WithExitCode } from './with-exit-code.ts';

interface ReadingOptions {
  readonly party?: string;
  readonly json?: boolean;
}

export function addTextReadingCommand(
  text: Command,
  { terminal }: Scene,
  deed: WithExitCode,
): void {
  text
    .command('reading')
    .description("print one party's version out of a compiled text, byte for byte")
    .argument(
      '<compiled>',
      'what `text compile --json` answered, or its notation; - for standard input',
    )
    .option('--party <name>', 'whose version; without it, the text without any proposal')
    .option('--json', 'answer {party, text}')
    .action(
      deed(async (file: string, { party, json }: ReadingOptions) =>
        orComplain(terminal, await compiledFile(file), (compiled) => {
          if (party !== undefined && !compiled.parties.includes(party)) {
            const parties = compiled.parties.join(', ');
            return complain(terminal, { code: 'no-such-party', party, parties });
          }
          const words = reading(compiled, party);
          if (json) terminal.answer(JSON.stringify({ party: party ?? null, text: words }));
          else terminal.write(words);
          return exitCodes.done;
        }),
      ),
    );
}
