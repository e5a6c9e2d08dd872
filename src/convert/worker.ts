import { parentPort } from 'node:worker_threads';
import { convertHere } from './convert-here.ts';
import type { SourceFile } from './converted.ts';

/** The other side of `convert`: one file at a time, each answered with its result. */
parentPort?.on('message', (file: SourceFile) => {
  // A rejection ends the thread, which the converter reports as a conversion that failed.
  void convertHere(file).then((result) => parentPort?.postMessage(result));
});
