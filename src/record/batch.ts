import { done, refused, type Reason, type Result } from '#core/result.ts';
import type { Begun } from '#db/begin.ts';
import { isDatabaseGone } from '#db/gone.ts';
import type { Author, Draft, Entry, Transaction } from './entry.ts';
import { type Head, prepare, type Prepared } from './seal.ts';
import { lockHead, writeEntries, type Writing } from './write.ts';

/** What came of an append: the number of the group's last entry, and the new entries. */
export interface Appended {
  readonly seq: number;
  readonly entries: readonly Entry[];
}

/** What came of a change: also the value that its decision gave. */
export interface Changed<T> extends Appended {
  readonly value: T;
}

export type Decision<T> =
  | {
      readonly ok: true;
      readonly entries: readonly Draft[];
      readonly value: T;
      /** Who acts, where only the tables can tell; else whoever asked for the change. */
      readonly author?: Author;
    }
  | { readonly ok: false; readonly reason: Reason };

/** Looks at the tables and decides; what it reads stays so until its entries are written. */
export type Decide<T> = (tx: Transaction, head: { readonly seq: number }) => Promise<Decision<T>>;

/** Takes the place of projecting the new entries; for a change that reaches into the past. */
export type Project = (tx: Transaction, entries: readonly Entry[]) => Promise<void>;

/** The fast path: nothing to decide, so that many can be written in one statement. */
export interface Plain {
  readonly kind: 'plain';
  readonly prepared: readonly Prepared[];
  readonly expectedSeq: number | undefined;
}

export interface Deciding {
  readonly kind: 'deciding';
  readonly author: Author;
  readonly decide: Decide<unknown>;
  readonly project: Project | undefined;
}

export type Request = Plain | Deciding;

/** What is to be told to whom asked, once the transaction has committed. */
export type Outcome = Result<Changed<unknown>> | { readonly ok: false; readonly thrown: unknown };

/** Outcomes in the order of the requests, and where the record then ends. */
export interface Written {
  readonly head: Head;
  readonly outcomes: readonly Outcome[];
}

/**
 * Writes requests of one group in order. One that is refused or fails takes back what it did and
 * no more: where there are several runs, each is in a savepoint.
 */
export async function writeBatch(
  begun: Begun,
  writing: Writing,
  groupId: string,
  batch: readonly Request[],
): Promise<Written> {
  let head = await lockHead(begun.tx, groupId);
  const runs = runsOf(batch);
  if (runs.length === 1) return writeRun(begun, writing, groupId, head, batch);
  const outcomes: Outcome[] = [];
  for (const run of runs) {
    const written = await writeGuarded(begun, writing, groupId, head, run);
    outcomes.push(...written.outcomes);
    head = written.head;
  }
  return { head, outcomes };
}

/**
 * Writes plain requests after a head that is remembered and not locked; undefined, with the
 * transaction to be rolled back, when it may have moved since.
 */
export async function writeRemembered(
  begun: Begun,
  writing: Writing,
  groupId: string,
  head: Head,
  batch: readonly Plain[],
): Promise<Written | undefined> {
  const { all, outcomesOf, conflicts } = layOut(head, batch);
  if (conflicts) return undefined;
  const entries = await writeEntries(begun, writing, groupId, head, all);
  return entries && { head: entries.at(-1) ?? head, outcomes: outcomesOf(entries) };
}

async function writeGuarded(
  begun: Begun,
  writing: Writing,
  groupId: string,
  head: Head,
  run: readonly Request[],
): Promise<Written> {
  await begun.client.query('savepoint run');
  try {
    const written = await writeRun(begun, writing, groupId, head, run);
    const kept = written.outcomes.some(({ ok }) => ok);
    await begun.client.query(`${kept ? 'release' : 'rollback to'} savepoint run`);
    return written;
  } catch (thrown) {
    if (isDatabaseGone(thrown)) throw thrown;
    await begun.client.query('rollback to savepoint run');
    if (run.length === 1) return { head, outcomes: [{ ok: false, thrown }] };
  }
  // Someone among neighbours is at fault: each on its own, then.
  const outcomes: Outcome[] = [];
  let last = head;
  for (const request of run) {
    const written = await writeGuarded(begun, writing, groupId, last, [request]);
    outcomes.push(...written.outcomes);
    last = written.head;
  }
  return { head: last, outcomes };
}

function writeRun(
  begun: Begun,
  writing: Writing,
  groupId: string,
  head: Head,
  run: readonly Request[],
): Promise<Written> {
  const [first] = run;
  return first?.kind === 'deciding'
    ? writeDecided(begun, writing, groupId, head, first)
    : writePlain(begun, writing, groupId, head, run.filter(isPlain));
}

async function writePlain(
  begun: Begun,
  writing: Writing,
  groupId: string,
  head: Head,
  run: readonly Plain[],
): Promise<Written> {
  const { all, outcomesOf } = layOut(head, run);
  const entries = await writeLocked(begun, writing, groupId, head, all);
  return { head: entries.at(-1) ?? head, outcomes: outcomesOf(entries) };
}

async function writeDecided(
  begun: Begun,
  writing: Writing,
  groupId: string,
  head: Head,
  { author, decide, project }: Deciding,
): Promise<Written> {
  const decision = await decide(begun.tx, { seq: head.seq });
  if (!decision.ok) return { head, outcomes: [decision] };
  const prepared = prepare(decision.author ?? author, decision.entries);
  if (!prepared.ok) return { head, outcomes: [prepared] };
  const how = project ? { ...writing, projector: { tables: [], apply: project } } : writing;
  const entries = await writeLocked(begun, how, groupId, head, prepared.value);
  const last = entries.at(-1) ?? head;
  const value = { value: decision.value, seq: last.seq, entries };
  return { head: last, outcomes: [done(value)] };
}

/** Numbers the drafts of a run, leaving out those that expected another number. */
function layOut(head: Head, run: readonly Plain[]) {
  const all: Prepared[] = [];
  let conflicts = false;
  const places = run.map(({ prepared, expectedSeq }) => {
    const from = all.length;
    const seq = head.seq + from;
    if (expectedSeq !== undefined && expectedSeq !== seq) {
      conflicts = true;
      return refused('version-conflict', { expected: expectedSeq, head: seq });
    }
    all.push(...prepared);
    return { ok: true as const, from, to: all.length };
  });
  const outcomesOf = (entries: readonly Entry[]): Outcome[] =>
    places.map((place) => {
      if (!place.ok) return place;
      const own = entries.slice(place.from, place.to);
      return done({ value: undefined, seq: head.seq + place.to, entries: own });
    });
  return { all, conflicts, outcomesOf };
}

async function writeLocked(
  begun: Begun,
  writing: Writing,
  groupId: string,
  head: Head,
  prepared: readonly Prepared[],
): Promise<readonly Entry[]> {
  const entries = await writeEntries(begun, writing, groupId, head, prepared);
  if (!entries) throw new Error(`The head of ${groupId} moved while it was locked.`);
  return entries;
}

/** Neighbours that decide nothing go together; whoever decides goes alone. */
function runsOf(batch: readonly Request[]): Request[][] {
  const runs: Request[][] = [];
  for (const request of batch) {
    const last = runs.at(-1);
    if (last?.[0]?.kind === 'plain' && request.kind === 'plain') last.push(request);
    else runs.push([request]);
  }
  return runs;
}

export function isPlain(request: Request): request is Plain {
  return request.kind === 'plain';
}
