import type { Result } from '#core/result.ts';
import { refused } from '#core/result.ts';
import { convertHere } from './convert-here.ts';
import type { Converted, SourceFile } from './converted.ts';
import type { Kind } from './formats.ts';
import { maximumBytes } from './formats.ts';
import { sniff } from './sniff.ts';
import { WorkerPool } from './worker-pool.ts';

export type { Attachment, Converted, SourceFile } from './converted.ts';
export { maximumBytes } from './formats.ts';

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
  /** Ends idle and working threads; files under way are answered `conversion-failed`. */
  close(): Promise<void>;
}

/**
 * Converts files within limits of time and memory, off the event loop. Small plain files are read
 * at once; everything else goes to a worker thread, which is kept while files keep coming and
 * does not keep the process alive.
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
  return {
    async convert(file) {
      if (file.bytes.length > maximumBytes) return refused('too-large', { limit: maximumBytes });
      const sniffed = sniff(file.name, file.bytes);
      if (!sniffed.ok) return sniffed;
      const light = file.bytes.length <= (lightBytes[sniffed.value.kind] ?? 0);
      return light ? convertHere(file) : pool.run(file);
    },
    close: () => pool.close(),
  };
}

/**
 * Sizes up to which a kind is read in some milliseconds, less than handing it to a thread takes.
 * Deeply nested pages take time by the square of their depth, hence the lower size for them.
 */
const lightBytes: Readonly<Partial<Record<Kind, number>>> = {
  txt: 256 * 1024,
  md: 64 * 1024,
  html: 64 * 1024,
  vtt: 256 * 1024,
  srt: 256 * 1024,
};

let shared: Converter | undefined;

/** `createConverter().convert` with the usual limits, one pool for the process. */
export function convert(file: SourceFile): Promise<Result<Converted>> {
  return (shared ??= createConverter()).convert(file);
}
