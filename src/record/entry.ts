import type { Transaction as KyselyTransaction } from 'kysely';
import type { Schema } from '#db/schema.ts';
import type { Json, JsonObject } from './canonical.ts';

export type { Json, JsonObject };

/** The transaction in which a group's record and its projection change together. */
export type Transaction = KyselyTransaction<Schema>;

/** What is to be entered: the record adds group, number, time, author and hashes. */
export interface Draft {
  /** What was done, as `noun.deed-done`: `member.invited`. */
  readonly verb: string;
  /** What it was done to: an id that means something to the verb's noun. */
  readonly subject: string;
  readonly payload: JsonObject;
  /** The version of the payload's shape; 1 when left out. */
  readonly version?: number;
}

/** Who acts: `member:<id>`, `operator` or `system`; and for whom, if not for themselves. */
export interface Author {
  readonly actor: string;
  readonly onBehalf?: string | undefined;
}

/** One entry of a group's record. It never changes, save that its payload can be withdrawn. */
export interface Entry {
  readonly groupId: string;
  /** 1, 2, 3 … in the order of the group's history, which is the order of commits. */
  readonly seq: number;
  /** ISO 8601 in UTC with milliseconds. */
  readonly at: string;
  readonly actor: string;
  readonly onBehalf: string | null;
  readonly verb: string;
  readonly subject: string;
  readonly version: number;
  /** Null: withdrawn. The hash of what it was stays. */
  readonly payload: JsonObject | null;
  readonly payloadHash: string;
  /** The hash of the entry before, or 64 zeros. */
  readonly previousHash: string;
  readonly hash: string;
}

/** Turns entries into rows of ordinary tables, from which all pages are read. */
export interface Projector {
  /** Every table it writes. Each has a column `group_id` and a primary key. */
  readonly tables: readonly string[];
  /** Applies entries of one group, in order, possibly many. The same entries make the same rows. */
  apply(tx: Transaction, entries: readonly Entry[]): Promise<void>;
}

/** Brings the payload of an older version to the shape that today's code reads. */
export type Upgrade = (entry: Entry) => Entry;
