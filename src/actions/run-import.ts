import { sql } from 'kysely';
import { refused, type Reason } from '#core/result.ts';
import { isDatabaseGone } from '#db/gone.ts';
import type { ImportFile, ImportState } from '#store/import-batch/tables.ts';
import type { Actor } from './actor.ts';
import type { House } from './house.ts';
import { readDocument } from './read-document.ts';
import { registerDocument } from './register-document.ts';

/** What became of one item of a batch. */
export interface ItemOutcome {
  readonly name: string;
  readonly state: Exclude<ImportState, 'waiting'>;
  /** The symbol under which it is in the register, now or from before. */
  readonly symbol?: string | undefined;
  readonly reason?: Reason | undefined;
}

export interface RunOptions {
  readonly onItem?: (outcome: ItemOutcome) => void;
  readonly signal?: AbortSignal;
}

/**
 * Takes in what of a batch still waits, item by item, until done, stopped or aborted. An item is
 * taken in the same transaction that marks it so: cut off at any moment, the batch goes on where
 * it was, and nothing is taken twice. `busy`: another runs this batch.
 */
export async function runImport(
  house: House,
  actor: Actor,
  batchId: string,
  options: RunOptions = {},
): Promise<'finished' | 'stopped' | 'busy'> {
  const lock = await house.db.connect();
  try {
    const { rows } = await lock.query<{ free: boolean }>(
      "select pg_try_advisory_lock(hashtext('import'), hashtext($1)) as free",
      [batchId],
    );
    return rows[0]?.free ? await takeAll(house, actor, batchId, options) : 'busy';
  } finally {
    // The lock goes with its connection, also when this process dies.
    await lock.end();
  }
}

async function takeAll(
  house: House,
  actor: Actor,
  batchId: string,
  options: RunOptions,
): Promise<'finished' | 'stopped'> {
  const batch = await house.db.kysely
    .selectFrom('import_batch')
    .select(['group_id', 'take_near_duplicates'])
    .where('batch_id', '=', batchId)
    .executeTakeFirstOrThrow();
  while (!options.signal?.aborted) {
    const item = await nextItem(house, batchId);
    if (item === 'stopped') return 'stopped';
    if (!item) {
      await house.db.kysely
        .updateTable('import_batch')
        .set({ finished_at: house.now() })
        .where('batch_id', '=', batchId)
        .where('finished_at', 'is', null)
        .execute();
      return 'finished';
    }
    const outcome = await takeItem(house, actor, batchId, batch, item);
    options.onItem?.(outcome);
  }
  return 'stopped';
}

interface Batch {
  readonly group_id: string;
  readonly take_near_duplicates: boolean;
}

interface Item {
  readonly position: number;
  readonly name: string;
  readonly files: readonly ImportFile[];
  readonly metadata: Readonly<Record<string, string>>;
}

async function nextItem(house: House, batchId: string): Promise<Item | 'stopped' | undefined> {
  const { rows } = await sql<Item & { stopped: boolean }>`
    select item.position, item.name, item.files, item.metadata, batch.stopped
    from import_batch batch left join import_item item
      on item.batch_id = batch.batch_id and item.state = 'waiting'
    where batch.batch_id = ${batchId}
    order by item.position limit 1`.execute(house.db.kysely);
  const row = rows[0];
  if (row?.stopped) return 'stopped';
  return row && row.position !== null ? row : undefined;
}

async function takeItem(
  house: House,
  actor: Actor,
  batchId: string,
  batch: Batch,
  item: Item,
): Promise<ItemOutcome> {
  const { name } = item;
  const read = await readDocument(house, item.files, item.metadata);
  const registered = read.ok
    ? await registerDocument(house, actor, batch.group_id, read.value, {
        takeNearDuplicate: batch.take_near_duplicates,
        alongside: async (tx, { documentId }) => {
          await tx
            .updateTable('import_item')
            .set({ state: 'taken', document_id: documentId })
            .where('batch_id', '=', batchId)
            .where('position', '=', item.position)
            .execute();
        },
      }).catch((error: unknown) => {
        if (!isOfTheItem(error)) throw error;
        house.log(`${name} could not be registered: ${String(error)}`);
        return refused('import-failed');
      })
    : read;
  if (registered.ok) return { name, state: 'taken', symbol: registered.value.symbol };

  const { reason } = registered;
  const state = stateFor(reason);
  await house.db.kysely
    .updateTable('import_item')
    .set({ state, reason: JSON.stringify(reason) })
    .where('batch_id', '=', batchId)
    .where('position', '=', item.position)
    .where('state', '=', 'waiting')
    .execute();
  return { name, state, reason, symbol: reason['symbol']?.toString() };
}

/**
 * Whether what was thrown will be thrown again at every try, so that one item would hold up all
 * behind it: a fault in the code, or what PostgreSQL says of values (classes 22, 23 and 54). A
 * database or disk that is gone or full is nobody's fault, and a reason to wait.
 */
function isOfTheItem(error: unknown): boolean {
  if (isDatabaseGone(error)) return false;
  if (error instanceof TypeError || error instanceof RangeError) return true;
  return /^(?:22|23|54)\w{3}$/.test(String((error as { readonly code?: unknown }).code));
}

function stateFor({ code }: Reason): Exclude<ImportState, 'waiting' | 'taken'> {
  return code === 'already-here' || code === 'near-duplicate' ? code : 'refused';
}
