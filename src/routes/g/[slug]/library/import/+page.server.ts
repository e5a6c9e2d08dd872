import { fail, redirect } from '@sveltejs/kit';
import { startImport } from '#actions/start-import.ts';
import { acceptedExtensions, formats, maximumBytes } from '#convert/formats.ts';
import { documentKinds } from '#core/vocabulary.ts';
import { currentHouse } from '#server/current-house.ts';
import { receiveUpload } from '#server/receive-upload.ts';
import { latestImports } from '#store/import-batch/readers.ts';
import { mustBeAllowed } from '../../must.ts';
import type { Actions, PageServerLoad } from './$types';
import { metadataAmong } from './metadata-among.ts';

export const load: PageServerLoad = async (event) => {
  const { group } = await mustBeAllowed(event, 'document.register');
  return {
    accept: `${acceptedExtensions},.csv`,
    formats: formats.map(({ label }) => label),
    limit: Math.round(maximumBytes / 1024 / 1024),
    kinds: documentKinds,
    batches: await latestImports(currentHouse().db.kysely, group.groupId),
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { group } = await mustBeAllowed(event, 'document.register');
    const house = currentHouse();
    const upload = await receiveUpload(house, event.request);
    if (!upload.ok) return fail(400, { errors: { files: upload.reason } });
    const sorted = await metadataAmong(house, upload.value.files);
    if (!sorted.ok) return fail(400, { errors: { files: sorted.reason } });
    const { kind, near } = upload.value.fields;
    const started = await startImport(house, event.locals.actor, group.groupId, {
      source: 'upload',
      ...sorted.value,
      common: kind ? { kind } : {},
      takeNearDuplicates: near === 'take',
    });
    if (!started.ok) return fail(400, { errors: { files: started.reason } });
    redirect(303, `/g/${group.slug}/library/import/${started.value.batchId}`);
  },
};
