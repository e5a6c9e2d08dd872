import type { ExitCode } from './exit-codes.ts';

/** Wraps what a command does; what it answers becomes the exit code of the program. */
export type WithExitCode = <Arguments extends unknown[]>(
  deed: (...args: Arguments) => Promise<ExitCode>,
) => (...args: Arguments) => Promise<void>;
