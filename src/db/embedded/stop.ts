import { setTimeout as sleep } from 'node:timers/promises';
import type { Cluster } from './cluster.ts';
import { isPostmaster, recordedPid } from './postmaster.ts';

/**
 * Stops PostgreSQL on the cluster, whoever started it, and waits until it has ended: open
 * transactions are rolled back, committed ones are on disk. Does nothing when none runs.
 */
export async function stopCluster(cluster: Cluster): Promise<void> {
  const pid = await recordedPid(cluster.folder);
  if (pid === undefined || !(await isPostmaster(pid, cluster.folder))) return;
  if (!signal(pid, 'SIGINT')) return;
  const begun = Date.now();
  while (await isPostmaster(pid, cluster.folder)) {
    await sleep(10);
    // What fast shutdown cannot end is ended hard; the next start recovers from the log.
    if (Date.now() - begun > 30_000) signal(pid, 'SIGQUIT');
    if (Date.now() - begun > 40_000) return;
  }
}

function signal(pid: number, name: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, name);
  } catch {
    return false;
  }
}
