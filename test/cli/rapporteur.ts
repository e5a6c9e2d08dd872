import { fileURLToPath } from 'node:url';
import { runProgram } from '#cli/program.ts';

export interface Answered {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Runs a command in this process, which spares a start of Node for each. */
export async function rapporteur(...args: readonly string[]): Promise<Answered> {
  let out = '';
  let err = '';
  const code = await runProgram(root, args, {
    answer: (line) => (out += `${line}\n`),
    write: (text) => (out += text),
    say: (line) => (err += `${line}\n`),
    progress: () => undefined,
  });
  return { code, out, err };
}
