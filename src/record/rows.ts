import type { Selectable } from 'kysely';
import type { JsonObject } from './canonical.ts';
import type { Entry } from './entry.ts';
import type { EntryTable } from './tables.ts';

/** A row as the entry it holds. */
export function entryOf(row: Selectable<EntryTable>): Entry {
  return {
    groupId: row.group_id,
    seq: row.seq,
    at: row.at.toISOString(),
    actor: row.actor,
    onBehalf: row.on_behalf,
    verb: row.verb,
    subject: row.subject,
    version: row.version,
    payload: row.payload === null ? null : (JSON.parse(row.payload) as JsonObject),
    payloadHash: row.payload_hash,
    previousHash: row.previous_hash,
    hash: row.hash,
  };
}
