import type { Kysely } from 'kysely';
import type { Reason } from '#core/result.ts';
import type { Schema } from '#db/schema.ts';
import type { ImportState } from './tables.ts';

export interface ImportBatch {
  readonly batchId: string;
  readonly createdAt: Date;
  readonly state: 'under-way' | 'stopped' | 'finished';
  readonly counts: Readonly<Record<ImportState, number>>;
  readonly total: number;
}

export interface ImportReport extends ImportBatch {
  readonly items: readonly ImportItem[];
}

export interface ImportItem {
  readonly name: string;
  readonly state: ImportState;
  /** The document it became, or that was here already. */
  readonly symbol: string | null;
  readonly reason: Reason | null;
}

/** The latest imports of a group, newest first. */
export async function latestImports(
  db: Kysely<Schema>,
  groupId: string,
): Promise<readonly ImportBatch[]> {
  const rows = await db
    .selectFrom('import_batch')
    .selectAll()
    .where('group_id', '=', groupId)
    .orderBy('created_at', 'desc')
    .limit(10)
    .execute();
  return Promise.all(rows.map((row) => summarised(db, row)));
}

/** One import with every file, or undefined if the group has none such. */
export async function importReport(
  db: Kysely<Schema>,
  groupId: string,
  batchId: string,
): Promise<ImportReport | undefined> {
  const row = await db
    .selectFrom('import_batch')
    .selectAll()
    .where('group_id', '=', groupId)
    .where('batch_id', '=', batchId)
    .executeTakeFirst();
  if (!row) return undefined;
  const items = await db
    .selectFrom('import_item')
    .leftJoin('document', (join) =>
      join
        .onRef('document.document_id', '=', 'import_item.document_id')
        .on('group_id', '=', groupId),
    )
    .select(['import_item.name', 'state', 'reason', 'document.symbol'])
    .where('batch_id', '=', batchId)
    .orderBy('position')
    .execute();
  return {
    ...(await summarised(db, row)),
    items: items.map((item) => ({
      ...item,
      symbol: item.symbol ?? item.reason?.['symbol']?.toString() ?? null,
    })),
  };
}

interface BatchRow {
  readonly batch_id: string;
  readonly created_at: Date;
  readonly finished_at: Date | null;
  readonly stopped: boolean;
}

async function summarised(db: Kysely<Schema>, row: BatchRow): Promise<ImportBatch> {
  const rows = await db
    .selectFrom('import_item')
    .select((eb) => ['state', eb.fn.countAll<number>().as('count')])
    .where('batch_id', '=', row.batch_id)
    .groupBy('state')
    .execute();
  const counts = { waiting: 0, taken: 0, 'already-here': 0, 'near-duplicate': 0, refused: 0 };
  for (const { state, count } of rows) counts[state] = count;
  return {
    batchId: row.batch_id,
    createdAt: row.created_at,
    state: row.finished_at ? 'finished' : row.stopped ? 'stopped' : 'under-way',
    counts,
    total: Object.values(counts).reduce((sum, count) => sum + count, 0),
  };
}
