import type { Command } from 'commander';
import { renewalLink } from '#actions/renew-password.ts';
import { exitCodes } from './exit-codes.ts';
import { inHouse, orComplain, type Scene } from './in-house.ts';
import type { WithExitCode } from './with-exit-code.ts';

interface LinkOptions {
  readonly email: string;
  readonly json?: boolean;
}

export function addAccountCommands(program: Command, scene: Scene, deed: WithExitCode): void {
  const account = program.command('account').description('help people into their accounts');
  const { terminal } = scene;

  account
    .command('link')
    .description('make a one-time link by which someone sets a new password, within two hours')
    .requiredOption('--email <address>', 'the address they sign in with')
    .option('--json', 'answer {path, email}')
    .action(
      deed(async ({ email, json }: LinkOptions) =>
        inHouse(scene, async (house) =>
          orComplain(terminal, await renewalLink(house, email), (link) => {
            terminal.answer(json ? JSON.stringify(link) : link.path);
            return exitCodes.done;
          }),
        ),
      ),
    );
}
