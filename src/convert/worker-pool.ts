import { Worker } from 'node:worker_threads';
import type { Result } from '#core/result.ts';
import { refused } from '#core/result.ts';
import type { Converted, SourceFile } from './converted.ts';
import type { RevisedDocument } from './docx-revisions/revised-document.ts';

export interface PoolOptions {
  readonly workerUrl: URL;
  readonly timeLimit: number;
  readonly memoryLimit: number;
  readonly workers: number;
}

/** What a thread can be asked to do with a file, and what it answers. */
export interface Deeds {
  readonly convert: Converted;
  readonly revisions: RevisedDocument;
}

/** What a thread is sent. */
export type Task = SourceFile & { readonly deed: keyof Deeds };

type Answer = (result: Result<Deeds[keyof Deeds]>) => void;

interface Job {
  readonly task: Task;
  readonly answer: Answer;
}

/** What a thread is sent when it is needed no more. */
export type Leave = null;

/** Milliseconds after which a thread without work is ended. */
const idleTime = 10_000;
/** Milliseconds in which a thread at rest should have left. */
const longestLeave = 2_000;

/** Threads that read one file at a time each, started when needed and ended when idle. */
export class WorkerPool {
  readonly #options: PoolOptions;
  readonly #idle: Thread[] = [];
  readonly #busy = new Set<Thread>();
  readonly #waiting: Job[] = [];

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  run<Deed extends keyof Deeds>(deed: Deed, file: SourceFile): Promise<Result<Deeds[Deed]>> {
    return new Promise((resolve) => {
      // A thread answers each task with what its deed yields.
      const answer: Answer = (result) => resolve(result as Result<Deeds[Deed]>);
      this.#waiting.push({ task: { ...file, deed }, answer });
      this.#next();
    });
  }

  async close(): Promise<void> {
    for (const job of this.#waiting.splice(0)) job.answer(refused('conversion-failed'));
    const threads = [...this.#idle.splice(0), ...this.#busy];
    await Promise.all(threads.map((thread) => thread.end()));
  }

  #next(): void {
    if (this.#busy.size >= this.#options.workers) return;
    const job = this.#waiting.shift();
    if (!job) return;
    const thread = this.#take();
    this.#busy.add(thread);
    thread.run(job.task, (result) => {
      this.#busy.delete(thread);
      if (!thread.ended) this.#keep(thread);
      job.answer(result);
      this.#next();
    });
  }

  #take(): Thread {
    for (let kept = this.#idle.pop(); kept; kept = this.#idle.pop()) {
      if (!kept.ended) return kept;
    }
    return new Thread(this.#options);
  }

  #keep(thread: Thread): void {
    this.#idle.push(thread);
    thread.rest(() => {
      const at = this.#idle.indexOf(thread);
      if (at >= 0) this.#idle.splice(at, 1);
    });
  }
}

/** One thread, answering each file exactly once, by whatever end comes first. */
class Thread {
  ended = false;
  readonly #options: PoolOptions;
  readonly #worker: Worker;
  #answer: Answer | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: PoolOptions) {
    this.#options = options;
    const limits = { maxOldGenerationSizeMb: options.memoryLimit };
    this.#worker = new Worker(options.workerUrl, { resourceLimits: limits });
    this.#worker.on('message', (result: Parameters<Answer>[0]) => this.#finish(result));
    this.#worker.on('error', (error: NodeJS.ErrnoException) => {
      this.ended = true;
      this.#finish(
        error.code === 'ERR_WORKER_OUT_OF_MEMORY'
          ? refused('conversion-out-of-memory', { megabytes: options.memoryLimit })
          : refused('conversion-failed'),
      );
    });
    this.#worker.on('exit', () => {
      this.ended = true;
      this.#finish(refused('conversion-failed'));
    });
  }

  run({ deed, ...file }: Task, answer: Answer): void {
    clearTimeout(this.#timer);
    this.#answer = answer;
    this.#worker.ref();
    const { timeLimit } = this.#options;
    this.#timer = setTimeout(() => {
      void this.end();
      this.#finish(refused('conversion-too-slow', { seconds: Math.ceil(timeLimit / 1000) }));
    }, timeLimit);
    const bytes = new Uint8Array(file.bytes);
    this.#worker.postMessage({ deed, name: file.name, bytes } satisfies Task, [bytes.buffer]);
  }

  /** Waits for more without keeping the process alive; `forgotten` is called if none comes. */
  rest(forgotten: () => void): void {
    this.#worker.unref();
    this.#timer = setTimeout(() => {
      forgotten();
      void this.end();
    }, idleTime);
    this.#timer.unref();
  }

  async end(): Promise<void> {
    const atRest = this.#answer === undefined && !this.ended;
    this.ended = true;
    clearTimeout(this.#timer);
    // A thread at rest leaves by itself; only one that is lost in its work is torn down.
    if (atRest) await this.#leave();
    await this.#worker.terminate();
  }

  #leave(): Promise<unknown> {
    this.#worker.ref();
    this.#worker.postMessage(null satisfies Leave);
    const gone = new Promise((resolve) => this.#worker.once('exit', resolve));
    const patience = AbortSignal.timeout(longestLeave);
    return Promise.race([gone, new Promise((resolve) => (patience.onabort = resolve))]);
  }

  #finish(result: Parameters<Answer>[0]): void {
    const answer = this.#answer;
    this.#answer = undefined;
    clearTimeout(this.#timer);
    answer?.(result);
  }
}
