import type { Reason } from '#core/result.ts';

/** What every command answers with: 0 done, 1 the input is at fault, 2 usage, 3 the server. */
export const exitCodes = { done: 0, input: 1, usage: 2, server: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Refusals that are no fault of what was handed in. */
const serverReasons = /^(already-running|database-|postgres|cannot-|disk-full|data-dir|port-taken)/;

export function exitCodeFor(reason: Reason): ExitCode {
  return serverReasons.test(reason.code) ? exitCodes.server : exitCodes.input;
}
