import { error, redirect } from '@sveltejs/kit';
import { resumeImport, stopImport } from '#actions/stop-import.ts';
import { currentHouse } from '#server/current-house.ts';
import { importReport } from '#store/import-batch/readers.ts';
import { mustBeAllowed } from '../../../must.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

export const load: PageServerLoad = async (event) => {
  const { group } = await mustBeAllowed(event, 'document.register');
  const db = currentHouse().db.kysely;
  const report = await importReport(db, group.groupId, event.params.batch);
  if (!report) error(404, event.locals.speech.reason({ code: 'no-such-import' }));
  return { report };
};

async function change(event: RequestEvent, deed: typeof stopImport): Promise<never> {
  const { group } = await mustBeAllowed(event, 'document.register');
  const { batch } = event.params;
  const changed = await deed(currentHouse(), event.locals.actor, group.groupId, batch);
  if (!changed.ok) error(409, event.locals.speech.reason(changed.reason));
  redirect(303, `/g/${group.slug}/library/import/${batch}`);
}

export const actions: Actions = {
  stop: (event) => change(event, stopImport),
  resume: (event) => change(event, resumeImport),
};
