import type { Result } from '#core/result.ts';
import type { Converted, SourceFile } from './converted.ts';
import { maximumBytes, tooLarge } from './formats.ts';
import type { RevisedDocument } from './docx-revisions/revised-document.ts';
import { type Deeds, WorkerPool } from './worker-pool.ts';

export type { Attachment, Converted, SourceFile } from './converted.ts';
export { maximumBytes, tooLarge } from './formats.ts';

export interface ConverterOptions {
  /** Where `worker.ts` lies, for a caller that is bundled and does not lie beside it. */
  readonly workerUrl?: URL;
  /** Milliseconds that one file may take. */
  readonly timeLimit?: number;
  /** Megabytes of heap that one file may take. */
  readonly memoryLimit?: number;
  /** Files converted at the same time. */
  readonly workers?: number;
}

export interface Converter {
  convert(file: SourceFile): Promise<Result<Converted>>;
  /** A Word file with its tracked changes as data: `readRevisions`, within the same limits. */
  readRevisions(file: SourceFile): Promise<Result<RevisedDocument>>;
  /** Ends idle and working threads; files under way are answered `conversion-failed`. */
  close(): Promise<void>;
}

/**
 * Converts files within limits of time and memory, each in a worker thread, so that no file can
 * hold up the event loop. Threads are kept while files keep coming (a file then costs a
 * millisecond more than its reading) and do not keep the process alive.
 *
 * Runs in the server process and the command line, both of which run `src` directly; never in the
 * bundle of the pages, which reaches it through the house. Reasons of its own:
 * `conversion-too-slow`, `conversion-out-of-memory`, `conversion-failed`.
 */
export function createConverter(options: ConverterOptions = {}): Converter {
  const pool = new WorkerPool({
    workerUrl: options.workerUrl ?? new URL('./worker.ts', import.meta.url),
    timeLimit: options.timeLimit ?? 60_000,
    memoryLimit: options.memoryLimit ?? 512,
    workers: options.workers ?? 2,
  });
  const run = async <Deed extends keyof Deeds>(
    deed: Deed,
    file: SourceFile,
  ): Promise<Result<Deeds[Deed]>> => {
    const large = file.bytes.length > maximumBytes;
    return large ? { ok: false, reason: tooLarge } : pool.run(deed, file);
  };
  return {
    convert: (file) => run('convert', file),
    readRevisions: (file) => run('revisions', file),
    close: () => pool.close(),
  };
}
