import type { Kysely, Selectable } from 'kysely';
import type { Schema } from '#db/schema.ts';
import { hashOf, noHash, type Sealed, sha256 } from './hash.ts';
import type { Head } from './seal.ts';
import type { EntryTable } from './tables.ts';
import { withdrawalVerb } from './withdrawal.ts';

/** What can be wrong with an entry, or with the record as a whole. */
export interface ChainProblem {
  readonly seq: number;
  /**
   * `payload-altered`: its bytes do not have the hash it was entered with. `entry-altered`: one of
   * its fields is not what was sealed. `link-broken`: it does not follow the entry before it, so
   * entries were exchanged or put in. `missing`: no entry has this number. `head-mismatch`: the
   * head names another last entry. `withdrawal-unrecorded`: its payload is gone and no entry says
   * why. `known-mismatch`: it is not the entry that was published under this number.
   */
  readonly kind:
    | 'payload-altered'
    | 'entry-altered'
    | 'link-broken'
    | 'missing'
    | 'head-mismatch'
    | 'withdrawal-unrecorded'
    | 'known-mismatch';
}

export interface ChainFindings {
  readonly entries: number;
  readonly withdrawn: readonly number[];
  readonly problems: readonly ChainProblem[];
}

/** Missing entries are named one by one up to this many. */
const mostMissing = 1_000;
const batchSize = 1_000;

/** Walks a group's chain from its first entry to its head. */
export async function checkChain(
  db: Kysely<Schema>,
  groupId: string,
  head: Head,
  known: readonly Head[],
): Promise<ChainFindings> {
  const problems: ChainProblem[] = [];
  const withdrawn: number[] = [];
  const explained = new Set<number>();
  const published = new Map(known.map(({ seq, hash }) => [seq, hash]));
  let entries = 0;
  let last: Head = { seq: 0, hash: noHash };
  const missing = (upTo: number): void => {
    const end = Math.min(upTo, last.seq + 1 + mostMissing);
    for (let seq = last.seq + 1; seq < end; seq++) problems.push({ seq, kind: 'missing' });
  };
  for (;;) {
    const rows = await readRows(db, groupId, last.seq);
    for (const row of rows) {
      entries++;
      missing(row.seq);
      const gap = row.seq !== last.seq + 1;
      for (const kind of faultsOf(row, gap ? undefined : last.hash)) {
        problems.push({ seq: row.seq, kind });
      }
      if (row.payload === null) withdrawn.push(row.seq);
      if (row.verb === withdrawalVerb) explained.add(Number(row.subject));
      const hash = published.get(row.seq);
      if (hash !== undefined && hash !== row.hash) {
        problems.push({ seq: row.seq, kind: 'known-mismatch' });
      }
      last = { seq: row.seq, hash: row.hash };
    }
    if (rows.length < batchSize) break;
  }
  missing(head.seq + 1);
  if (last.seq > head.seq || (last.seq === head.seq && last.hash !== head.hash)) {
    problems.push({ seq: head.seq, kind: 'head-mismatch' });
  }
  for (const { seq } of known) {
    if (seq > Math.max(last.seq, head.seq)) problems.push({ seq, kind: 'missing' });
  }
  for (const seq of withdrawn) {
    if (!explained.has(seq)) problems.push({ seq, kind: 'withdrawal-unrecorded' });
  }
  problems.sort((a, b) => a.seq - b.seq);
  return { entries, withdrawn, problems };
}

/** `previous`: the hash of the entry before, if that entry is there. */
function faultsOf(
  row: Selectable<EntryTable>,
  previous: string | undefined,
): ChainProblem['kind'][] {
  const faults: ChainProblem['kind'][] = [];
  if (row.payload !== null && sha256(row.payload) !== row.payload_hash) {
    faults.push('payload-altered');
  }
  if (hashOf(sealedOf(row)) !== row.hash) faults.push('entry-altered');
  if (previous !== undefined && row.previous_hash !== previous) faults.push('link-broken');
  return faults;
}

function sealedOf(row: Selectable<EntryTable>): Sealed {
  return {
    groupId: row.group_id,
    seq: row.seq,
    at: row.at.toISOString(),
    actor: row.actor,
    onBehalf: row.on_behalf,
    verb: row.verb,
    subject: row.subject,
    version: row.version,
    payloadHash: row.payload_hash,
    previousHash: row.previous_hash,
  };
}

/** Rows, not entries: a payload that is no JSON any more must be found, not stumbled over. */
function readRows(
  db: Kysely<Schema>,
  groupId: string,
  after: number,
): Promise<Selectable<EntryTable>[]> {
  return db
    .selectFrom('entry')
    .selectAll()
    .where('group_id', '=', groupId)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(batchSize)
    .execute();
}
