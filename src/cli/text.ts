import type { Command } from 'commander';
import type { Scene } from './in-house.ts';
import { addTextCheckCommand } from './text-check.ts';
import type { WithExitCode } from './with-exit-code.ts';

/** Commands on negotiated texts that need no group: they read files and answer. */
export function addTextCommands(program: Command, scene: Scene, deed: WithExitCode): void {
  const text = program.command('text').description('negotiated texts, from files');
  addTextCheckCommand(text, scene, deed);
}
