import type { Command } from 'commander';
import type { Scene } from './in-house.ts';
import { addTextCheckCommand } from './text-check.ts';
import { addTextCompileCommand } from './text-compile.ts';
import { addTextDiffCommand } from './text-diff.ts';
import { addTextReadingCommand } from './text-reading.ts';
import { addTextStatsCommand } from './text-stats.ts';
import type { WithExitCode } from './with-exit-code.ts';

/** Commands on negotiated texts that need no group: they read files and answer. */
export function addTextCommands(program: Command, scene: Scene, deed: WithExitCode): void {
  const text = program.command('text').description('negotiated texts, from files');
  addTextCheckCommand(text, scene, deed);
  addTextCompileCommand(text, scene, deed);
  addTextReadingCommand(text, scene, deed);
  addTextDiffCommand(text, scene, deed);
  addTextStatsCommand(text, scene, deed);
}
