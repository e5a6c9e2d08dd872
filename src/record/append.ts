import { sql, type Kysely } from 'kysely';
import { isDatabaseGone } from '#db/gone.ts';
import type { Schema } from '#db/schema.ts';
import { done, refused, type Reason, type Result } from '#core/result.ts';
import type { Author, Draft, Entry, Transaction } from './entry.ts';
import { GroupQueues } from './queue.ts';
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
  | { readonly ok: true; readonly entries: readonly Draft[]; readonly value: T }
  | { readonly ok: false; readonly reason: Reason };

/** Looks at the tables and decides; what it reads stays so until its entries are written. */
export type Decide<T> = (tx: Transaction, head: { readonly seq: number }) => Promise<Decision<T>>;

/** Takes the place of projecting the new entries; for a change that reaches into the past. */
type Project = (tx: Transaction, entries: readonly Entry[]) => Promise<void>;

type Outcome = Result<Changed<unknown>>;

interface Item {
  readonly weight: number;
  /** The fast path: nothing to decide, so that many can be written in one statement. */
  readonly plain?: { readonly prepared: readonly Prepared[]; readonly expectedSeq?: number };
  readonly author: Author;
  readonly decide?: Decide<unknown>;
  readonly project?: Project | undefined;
  settle(outcome: Outcome): void;
  fail(error: unknown): void;
}

/** An outcome that holds only once the transaction has committed. */
interface Provisional {
  readonly head: Head;
  readonly outcomes: readonly Outcome[];
}

/** Writes to the records of all groups from this process. */
export interface Appender {
  append(
    groupId: string,
    author: Author,
    drafts: readonly Draft[],
    options?: { readonly expectedSeq?: number | undefined },
  ): Promise<Result<Appended>>;
  change<T>(
    groupId: string,
    author: Author,
    decide: Decide<T>,
    project?: Project,
  ): Promise<Result<Changed<T>>>;
  /** Resolves when all that was asked for is written or refused. */
  idle(): Promise<void>;
}

/** `committed` is told each group that has new entries, after they are there to be read. */
export function createAppender(
  db: Kysely<Schema>,
  writing: Writing,
  committed: (groupId: string) => void,
): Appender {
  const queues = new GroupQueues<Item>((groupId, batch) => run(groupId, batch));

  async function run(groupId: string, batch: readonly Item[]): Promise<void> {
    let outcomes: readonly Outcome[];
    try {
      outcomes = await commit(groupId, batch);
    } catch (error) {
      // Whoever is at fault, the others are not: each is tried on its own, save where nothing can be.
      if (batch.length === 1 || isDatabaseGone(error)) batch.forEach((item) => item.fail(error));
      else for (const item of batch) await run(groupId, [item]);
      return;
    }
    if (outcomes.some((outcome) => outcome.ok && outcome.value.entries.length > 0)) {
      committed(groupId);
    }
    batch.forEach((item, index) => item.settle(outcomes[index] as Outcome));
  }

  /** What is refused leaves no trace, not even in tables that the record does not know. */
  async function commit(groupId: string, batch: readonly Item[]): Promise<readonly Outcome[]> {
    const tx = await db.startTransaction().execute();
    try {
      const outcomes = await writeBatch(tx, groupId, batch);
      await (outcomes.some(({ ok }) => ok) ? tx.commit() : tx.rollback()).execute();
      return outcomes;
    } catch (error) {
      // The first error is the one to tell; a connection too broken to roll back is dropped.
      if (!tx.isCommitted && !tx.isRolledBack) {
        await tx
          .rollback()
          .execute()
          .catch(() => undefined);
      }
      throw error;
    }
  }

  async function writeBatch(
    tx: Transaction,
    groupId: string,
    batch: readonly Item[],
  ): Promise<readonly Outcome[]> {
    let head = await lockHead(tx, groupId);
    const runs = runsOf(batch);
    if (runs.length === 1) return (await writeRun(tx, groupId, head, batch)).outcomes;
    const outcomes: Outcome[] = [];
    for (const items of runs) {
      const written = await writeGuarded(tx, groupId, head, items);
      outcomes.push(...written.outcomes);
      head = written.head;
    }
    return outcomes;
  }

  /** In a savepoint, so that a refusal or an error takes back only what these items did. */
  async function writeGuarded(
    tx: Transaction,
    groupId: string,
    head: Head,
    items: readonly Item[],
  ): Promise<Provisional> {
    await sql`savepoint change`.execute(tx);
    try {
      const written = await writeRun(tx, groupId, head, items);
      const refusedAlone = items.length === 1 && written.outcomes[0]?.ok === false;
      await sql.raw(`${refusedAlone ? 'rollback to' : 'release'} savepoint change`).execute(tx);
      return written;
    } catch (error) {
      if (isDatabaseGone(error)) throw error;
      await sql`rollback to savepoint change`.execute(tx);
      if (items.length === 1) {
        items[0]?.fail(error);
        return { head, outcomes: [refused('failed')] };
      }
      const outcomes: Outcome[] = [];
      let last = head;
      for (const item of items) {
        const written = await writeGuarded(tx, groupId, last, [item]);
        outcomes.push(...written.outcomes);
        last = written.head;
      }
      return { head: last, outcomes };
    }
  }

  function writeRun(
    tx: Transaction,
    groupId: string,
    head: Head,
    items: readonly Item[],
  ): Promise<Provisional> {
    const [first] = items;
    return first?.decide
      ? writeDecided(tx, groupId, head, first, first.decide)
      : writePlain(tx, groupId, head, items);
  }

  async function writePlain(
    tx: Transaction,
    groupId: string,
    head: Head,
    items: readonly Item[],
  ): Promise<Provisional> {
    const all: Prepared[] = [];
    const ends = items.map(({ plain }) => {
      const seq = head.seq + all.length;
      const expected = plain?.expectedSeq;
      if (expected !== undefined && expected !== seq) return { conflict: { expected, head: seq } };
      all.push(...(plain?.prepared ?? []));
      return { from: seq - head.seq, to: all.length };
    });
    const entries = await writeEntries(tx, writing, groupId, head, all);
    const outcomes = ends.map((end): Outcome => {
      if (end.conflict) return refused('version-conflict', end.conflict);
      const own = entries.slice(end.from, end.to);
      return done({ value: undefined, seq: head.seq + end.to, entries: own });
    });
    return { head: entries.at(-1) ?? head, outcomes };
  }

  async function writeDecided(
    tx: Transaction,
    groupId: string,
    head: Head,
    item: Item,
    decide: Decide<unknown>,
  ): Promise<Provisional> {
    const decision = await decide(tx, { seq: head.seq });
    const prepared = decision.ok ? prepare(item.author, decision.entries) : decision;
    if (!decision.ok || !prepared.ok) {
      const reason = decision.ok ? (prepared as { reason: Reason }).reason : decision.reason;
      return { head, outcomes: [{ ok: false, reason }] };
    }
    const how = item.project
      ? { ...writing, projector: { tables: [], apply: item.project } }
      : writing;
    const entries = await writeEntries(tx, how, groupId, head, prepared.value);
    const last = entries.at(-1) ?? head;
    return {
      head: last,
      outcomes: [done({ value: decision.value, seq: last.seq, entries })],
    };
  }

  function enqueue(groupId: string, item: Omit<Item, 'settle' | 'fail'>): Promise<Outcome> {
    return new Promise((settle, fail) => queues.add(groupId, { ...item, settle, fail }));
  }

  return {
    async append(groupId, author, drafts, { expectedSeq } = {}) {
      const prepared = prepare(author, drafts);
      if (!prepared.ok) return prepared;
      const plain = {
        prepared: prepared.value,
        ...(expectedSeq !== undefined && { expectedSeq }),
      };
      return enqueue(groupId, { weight: drafts.length, author, plain });
    },
    async change<T>(groupId: string, author: Author, decide: Decide<T>, project?: Project) {
      const outcome = await enqueue(groupId, { weight: 1, author, decide, project });
      return outcome as Result<Changed<T>>;
    },
    idle: () => queues.idle(),
  };
}

/** Neighbours that decide nothing go together; whoever decides goes alone. */
function runsOf(batch: readonly Item[]): Item[][] {
  const runs: Item[][] = [];
  for (const item of batch) {
    const last = runs.at(-1);
    if (last && item.plain && last[0]?.plain) last.push(item);
    else runs.push([item]);
  }
  return runs;
}
