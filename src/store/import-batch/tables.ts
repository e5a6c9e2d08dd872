import type { ColumnType, Generated } from 'kysely';
import type { Reason } from '#core/result.ts';

/** A file kept among the originals, waiting to become part of a document. */
export interface ImportFile {
  readonly role: 'original' | 'form';
  readonly sha256: string;
  readonly name: string;
  readonly bytes: number;
}

/** What became of one item: waiting, taken, or not taken and why. */
export type ImportState = 'waiting' | 'taken' | 'already-here' | 'near-duplicate' | 'refused';

/** Not of the record: work in progress. What came of it is in the record. */
export interface ImportBatchTable {
  batch_id: string;
  group_id: string;
  /** The account that asked, or `operator`. */
  actor: string;
  /** The folder or upload it came from, to find an interrupted batch again. */
  source: string;
  created_at: Generated<Date>;
  finished_at: Date | null;
  stopped: Generated<boolean>;
  /** Take documents that say nearly the same as one that is here. */
  take_near_duplicates: Generated<boolean>;
}

export interface ImportItemTable {
  batch_id: string;
  position: number;
  name: string;
  files: ColumnType<readonly ImportFile[], string, string>;
  metadata: ColumnType<Readonly<Record<string, string>>, string, string>;
  state: ImportState;
  document_id: string | null;
  reason: ColumnType<Reason | null, string | null, string | null>;
}
