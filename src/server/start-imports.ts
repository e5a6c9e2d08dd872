import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { anonymous, type Actor, operator } from '#actions/actor.ts';
import type { House } from '#actions/house.ts';
import { runImport } from '#actions/run-import.ts';

/** How often the server looks for an import to run, in milliseconds. */
const rest = 700;
/** For so long an import of the operator's is left to the command that began it. */
const lead = sql<Date>`now() - interval '3 seconds'`;

/**
 * Runs the imports that wait, one after the other, whoever began them: an upload in the browser, or
 * a server or command that was cut off. Several servers may do so; a batch is run by one at a time.
 */
export function startImports(house: House): { close(): Promise<void> } {
  const ending = new AbortController();
  const running = run();

  async function run(): Promise<void> {
    while (!ending.signal.aborted) {
      try {
        for (const { batch_id, actor } of await waiting()) {
          await runImport(house, actorNamed(actor), batch_id, { signal: ending.signal });
        }
      } catch (error) {
        house.log(`An import was interrupted and will be tried again: ${String(error)}`);
        await sleep(5_000, undefined, { signal: ending.signal }).catch(() => undefined);
      }
      await sleep(rest, undefined, { signal: ending.signal }).catch(() => undefined);
    }
  }

  function waiting() {
    return house.db.kysely
      .selectFrom('import_batch')
      .select(['batch_id', 'actor'])
      .where('finished_at', 'is', null)
      .where('stopped', '=', false)
      .where((eb) => eb.or([eb('actor', '!=', operator.kind), eb('created_at', '<', lead)]))
      .orderBy('created_at')
      .execute();
  }

  return {
    async close() {
      ending.abort();
      await running;
    },
  };
}

/** Who a batch is run for: their rights are looked at anew with every item. */
function actorNamed(name: string): Actor {
  if (name === 'operator') return operator;
  if (name === 'anonymous') return anonymous;
  return { kind: 'account', userId: name, name: '', founder: false };
}
