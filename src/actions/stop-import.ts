import { done, refused, type Result } from '#core/result.ts';
import { may } from '#policy/may.ts';
import type { Actor } from './actor.ts';
import type { House } from './house.ts';
import { standingOf } from './standing.ts';

/** Has a batch stop after the item at hand. What was taken stays; the rest waits. */
export function stopImport(house: House, actor: Actor, groupId: string, batchId: string) {
  return setStopped(house, actor, groupId, batchId, true);
}

/** Has a stopped batch go on. */
export function resumeImport(house: House, actor: Actor, groupId: string, batchId: string) {
  return setStopped(house, actor, groupId, batchId, false);
}

async function setStopped(
  house: House,
  actor: Actor,
  groupId: string,
  batchId: string,
  stopped: boolean,
): Promise<Result<undefined>> {
  const db = house.db.kysely;
  const allowed = may(await standingOf(db, actor, groupId), 'document.register');
  if (!allowed.ok) return allowed;
  const updated = await db
    .updateTable('import_batch')
    .set({ stopped })
    .where('group_id', '=', groupId)
    .where('batch_id', '=', batchId)
    .where('finished_at', 'is', null)
    .executeTakeFirst();
  return updated.numUpdatedRows > 0n ? done() : refused('no-such-import');
}
