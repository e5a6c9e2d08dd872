/** Where a group's record ends: the number and the hash of its last entry. One row per group. */
export interface HeadTable {
  group_id: string;
  seq: number;
  hash: string;
}

/** The record itself. Rows are inserted; the only later change is a withdrawn payload set to null. */
export interface EntryTable {
  group_id: string;
  /** 1 for the first entry of a group, then without gaps. */
  seq: number;
  /** To the millisecond: the hash is over this time exactly. */
  at: Date;
  actor: string;
  on_behalf: string | null;
  verb: string;
  subject: string;
  /** The version of the payload's shape, counted per verb from 1. */
  version: number;
  /** Canonical JSON, byte for byte what `payload_hash` is the SHA-256 of. Null: withdrawn. */
  payload: string | null;
  /** Hashes are SHA-256 in lower-case hexadecimal. */
  payload_hash: string;
  previous_hash: string;
  hash: string;
}
