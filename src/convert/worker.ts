import { parentPort } from 'node:worker_threads';
import { convertHere } from './convert-here.ts';
import { readRevisions } from './docx-revisions/read-revisions.ts';
import type { Leave, Task } from './worker-pool.ts';

/** The other side of `convert`: one file at a time, each answered with its result. */
parentPort?.on('message', (task: Task | Leave) => {
  if (!task) {
    parentPort?.close();
    return;
  }
  const { deed, ...file } = task;
  // A rejection ends the thread, which the converter reports as a conversion that failed.
  if (deed === 'revisions') parentPort?.postMessage(readRevisions(file.bytes));
  else void convertHere(file).then((result) => parentPort?.postMessage(result));
});
