import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, renameSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { done, refused, type Result } from '#core/result.ts';
import { answers } from './answers.ts';
import type { Cluster } from './cluster.ts';
import { runAs, spawnAs } from './identity.ts';
import { removeStalePidFile } from './postmaster.ts';
import { settings } from './settings.ts';

/** How long a server may take that neither answers nor ends, in milliseconds. */
const patience = 30_000;
const logLimit = 8 * 1024 * 1024;

/**
 * Sees to it that PostgreSQL runs on the cluster and answers, whoever started it: one that answers
 * is adopted, one that is stopping is waited for, and of two starts at once the second finds the
 * first's. `bound`: a server we start ends with this process, even if that is killed.
 */
export async function ensureRunning(cluster: Cluster, bound: boolean): Promise<Result<undefined>> {
  let deadline = Date.now() + patience;
  let refusals = 0;
  while (Date.now() < deadline) {
    const answer = await answers(cluster);
    if (answer === 'ready' || answer === 'full') return done();
    // Recovery after a crash takes as long as it takes, and says that it lives.
    if (answer === 'starting') deadline = Date.now() + patience;
    if (answer === undefined) {
      await removeStalePidFile(cluster.folder);
      const started = await start(cluster, bound);
      if (started) return done();
      if (++refusals > 40) break;
    }
    await sleep(50);
  }
  const detail = await lastComplaint(cluster.logFile);
  return refused('database-not-started', { log: cluster.logFile, detail });
}

/** Starts PostgreSQL and waits until it answers; false when it ended instead. */
async function start(cluster: Cluster, bound: boolean): Promise<boolean> {
  const log = openLog(cluster.logFile);
  const tie = bound ? await tieToParent(cluster) : [];
  let child: ChildProcess;
  try {
    child = spawnAs(cluster.identity, [...tie, ...commandLine(cluster)], {
      // Out of our process group, or Ctrl-C would reach it before we have closed anything.
      detached: true,
      // A file, never a pipe: it must be able to write when we are gone.
      stdio: ['ignore', log, log],
    });
  } finally {
    closeSync(log);
  }
  let ended = false;
  child.once('error', () => (ended = true));
  child.once('exit', () => (ended = true));
  child.unref();
  const begun = Date.now();
  while (!ended) {
    const answer = await answers(cluster);
    if (answer === 'ready' && !ended) return true;
    if (answer === undefined && Date.now() - begun > patience) return false;
    await sleep(15);
  }
  return false;
}

function commandLine(cluster: Cluster): string[] {
  const all = Object.entries({ ...settings, ...cluster.settings });
  const given = all.flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return [cluster.programs.postgres, '-D', cluster.folder, ...given];
}

/** The command before a command that lets it end when we do, where the system has one. */
async function tieToParent(cluster: Cluster): Promise<readonly string[]> {
  const tie = ['setpriv', '--pdeathsig', 'INT', '--'];
  return (await runAs(cluster.identity, [...tie, 'true'])) === undefined ? tie : [];
}

function openLog(path: string): number {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size > logLimit) renameSync(path, `${path}.1`);
  return openSync(path, 'a', 0o600);
}

async function lastComplaint(logFile: string): Promise<string> {
  const text = await readFile(logFile, 'utf8').catch(() => '');
  const lines = text.trim().split('\n');
  return lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? '';
}
