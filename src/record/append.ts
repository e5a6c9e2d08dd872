import type pg from 'pg';
import type { Result } from '#core/result.ts';
import { type Begun, begin } from '#db/begin.ts';
import { isDatabaseGone } from '#db/gone.ts';
import {
  type Appended,
  type Changed,
  type Decide,
  isPlain,
  type Outcome,
  type Project,
  type Request,
  writeBatch,
  writeRemembered,
  type Written,
} from './batch.ts';
import type { Author, Draft } from './entry.ts';
import { GroupQueues } from './queue.ts';
import { type Head, prepare } from './seal.ts';
import type { Writing } from './write.ts';

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

interface Waiting {
  readonly weight: number;
  readonly request: Request;
  readonly tell: (outcome: Outcome) => void;
}

const mostHeadsKept = 10_000;

/** `committed` is told each group that has new entries, after they are there to be read. */
export function createAppender(
  pool: pg.Pool,
  writing: Writing,
  committed: (groupId: string) => void,
): Appender {
  /** Where this process left each group's head; another process may have moved it since. */
  const heads = new Map<string, Head>();
  const queues = new GroupQueues<Waiting>(run);

  async function run(groupId: string, batch: readonly Waiting[]): Promise<void> {
    let outcomes: readonly Outcome[];
    try {
      outcomes = await commit(
        groupId,
        batch.map(({ request }) => request),
      );
    } catch (thrown) {
      // Whoever is at fault, the others are not: each on its own, save where nothing can be done.
      if (batch.length > 1 && !isDatabaseGone(thrown)) {
        for (const waiting of batch) await run(groupId, [waiting]);
        return;
      }
      outcomes = batch.map(() => ({ ok: false, thrown }));
    }
    if (outcomes.some((outcome) => outcome.ok && outcome.value.entries.length > 0)) {
      committed(groupId);
    }
    batch.forEach(({ tell }, index) => tell(outcomes[index] as Outcome));
  }

  async function commit(groupId: string, batch: readonly Request[]): Promise<readonly Outcome[]> {
    const remembered = heads.get(groupId);
    heads.delete(groupId);
    const plain = batch.filter(isPlain);
    // We are mostly the only process that writes: where the head was left, it mostly still is.
    const quick =
      remembered && plain.length === batch.length
        ? await inTransaction((begun) =>
            writeRemembered(begun, writing, groupId, remembered, plain),
          )
        : undefined;
    const final =
      quick ?? (await inTransaction((begun) => writeBatch(begun, writing, groupId, batch)));
    if (final.head.seq > 0) remember(groupId, final.head);
    return final.outcomes;
  }

  /** What is refused leaves no trace, not even in tables that the record does not know. */
  async function inTransaction<W extends Written | undefined>(
    write: (begun: Begun) => Promise<W>,
  ): Promise<W> {
    const begun = await begin(pool);
    try {
      const written = await write(begun);
      if (written?.outcomes.some(({ ok }) => ok)) await begun.commit();
      else await begun.rollback();
      return written;
    } catch (error) {
      await begun.rollback();
      throw error;
    }
  }

  function remember(groupId: string, { seq, hash }: Head): void {
    if (heads.size >= mostHeadsKept) heads.clear();
    heads.set(groupId, { seq, hash });
  }

  function enqueue<T>(groupId: string, weight: number, request: Request) {
    return new Promise<Result<Changed<T>>>((resolve, reject) => {
      const tell = (outcome: Outcome): void => {
        if ('thrown' in outcome) reject(outcome.thrown as Error);
        else resolve(outcome as Result<Changed<T>>);
      };
      queues.add(groupId, { weight, request, tell });
    });
  }

  return {
    async append(groupId, author, drafts, { expectedSeq } = {}) {
      const prepared = prepare(author, drafts);
      if (!prepared.ok) return prepared;
      const request = { kind: 'plain', prepared: prepared.value, expectedSeq } as const;
      return enqueue(groupId, drafts.length, request);
    },
    change: (groupId, author, decide, project) =>
      enqueue(groupId, 1, { kind: 'deciding', author, decide, project }),
    idle: () => queues.idle(),
  };
}
