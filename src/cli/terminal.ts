/**
 * Where a command writes: answers to standard output, and nothing else there, so that JSON stays
 * clean; everything said to a person to standard error.
 */
export interface Terminal {
  answer(line: string): void;
  /** An answer that is a text of its own: nothing is put behind it. */
  write(text: string): void;
  say(line: string): void;
  /** Rewrites the last line where a person is watching; says nothing where nobody is. */
  progress(line: string): void;
}

export function openTerminal(): Terminal {
  const watched = process.stderr.isTTY;
  let shown = false;
  // Who reads only the beginning of an answer, as `head` does, has had what they wanted.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
    process.exit();
  });
  const clear = (): void => {
    if (shown) process.stderr.write('\r\u001b[K');
    shown = false;
  };
  return {
    answer: (line) => void process.stdout.write(`${line}\n`),
    write: (text) => void process.stdout.write(text),
    say(line) {
      clear();
      process.stderr.write(`${line}\n`);
    },
    progress(line) {
      if (!watched) return;
      clear();
      process.stderr.write(line.slice(0, (process.stderr.columns ?? 80) - 1));
      shown = true;
    },
  };
}
