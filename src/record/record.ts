import type { Result } from '#core/result.ts';
import type { Database } from '#db/open.ts';
import { createAnnouncer } from './announce.ts';
import { createAppender } from './append.ts';
import { asOf } from './as-of.ts';
import type { Appended, Changed, Decide } from './batch.ts';
import type { Author, Draft, Entry, Projector, Transaction, Upgrade } from './entry.ts';
import { follow, followAll } from './follow.ts';
import { type Range, readEntries, readHead } from './read.ts';
import { rebuild } from './replay.ts';
import type { Head } from './seal.ts';
import { verify, type Verification } from './verify.ts';
import { createWatch } from './watch.ts';
import { withdrawPayload } from './withdrawal.ts';

/** The records of all groups in one database. README.md in this folder tells what they are. */
export interface Record {
  /**
   * Enters what `decide` decides, looking at the tables as they are at that moment: the group is
   * locked, nobody comes between. What it refuses leaves no trace. It may be called again when its
   * transaction could not be committed, and must not itself call the record.
   */
  change<T>(groupId: string, author: Author, decide: Decide<T>): Promise<Result<Changed<T>>>;
  /**
   * Enters drafts, all or none. With `expectedSeq` only while that is the group's last number,
   * else refused as `version-conflict` with `expected` and `head`.
   */
  append(
    groupId: string,
    author: Author,
    drafts: readonly Draft[],
    options?: { readonly expectedSeq?: number | undefined },
  ): Promise<Result<Appended>>;
  /** Entries in order, payloads in today's shape. */
  read(groupId: string, range?: Range): Promise<readonly Entry[]>;
  /** The number and hash of the last entry; 0 and 64 zeros for a group without any. */
  head(groupId: string): Promise<Head>;
  /** Drops a group's projection and replays its record; returns how many entries there were. */
  rebuild(groupId: string): Promise<number>;
  /** Reads a group's projection as it stood after entry `seq`; see `as-of.ts`. */
  asOf<T>(groupId: string, seq: number, read: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Examines chain, payloads and projection; `known` are heads noted or published before. */
  verify(groupId: string, known?: readonly Head[]): Promise<Verification>;
  /** Takes the payload out of an entry and enters that it was done. */
  withdraw(groupId: string, author: Author, seq: number, reason: string): Promise<Result<Appended>>;
  /** A group's entries after number `after`, and then each as it comes, until `signal` aborts. */
  follow(groupId: string, after: number, signal: AbortSignal): AsyncIterable<Entry>;
  /** The same for all groups; `after` holds the last number seen of each. */
  followAll(after: ReadonlyMap<string, number>, signal: AbortSignal): AsyncIterable<Entry>;
  /** Resolves when all writing that was asked for is done and announced; for an orderly end. */
  idle(): Promise<void>;
}

export interface RecordOptions {
  readonly db: Database;
  readonly projector: Projector;
  readonly upgrade?: Upgrade | undefined;
  readonly now: () => Date;
}

/** One per process and database: the queues of its groups are what makes writing quick. */
export function createRecord(options: RecordOptions): Record {
  const { db: database, projector, upgrade = (entry) => entry, now } = options;
  const db = database.kysely;
  const watch = createWatch(database);
  const announcer = createAnnouncer(database);
  const appender = createAppender(database.pool, { projector, upgrade, now }, (groupId) => {
    watch.committed(groupId);
    announcer.announce(groupId);
  });
  const replaying = { projector, upgrade };
  const following = { db, watch, upgrade };
  return {
    change: (groupId, author, decide) => appender.change(groupId, author, decide),
    append: (groupId, author, drafts, more) => appender.append(groupId, author, drafts, more),
    read: async (groupId, range) => (await readEntries(db, groupId, range)).map(upgrade),
    head: (groupId) => readHead(db, groupId),
    rebuild: (groupId) => rebuild(db, replaying, groupId),
    asOf: (groupId, seq, read) => asOf(db, replaying, groupId, seq, read),
    verify: (groupId, known) => verify(db, replaying, groupId, known),
    withdraw: (groupId, author, seq, reason) =>
      withdrawPayload(appender, replaying, groupId, author, seq, reason),
    follow: (groupId, after, signal) => follow(following, groupId, after, signal),
    followAll: (after, signal) => followAll(following, after, signal),
    async idle() {
      await appender.idle();
      await announcer.idle();
    },
  };
}
