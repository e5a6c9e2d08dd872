import { error, fail, redirect } from '@sveltejs/kit';
import { correctDocument } from '#actions/correct-document.ts';
import { acceptedExtensions } from '#convert/formats.ts';
import { currentHouse } from '#server/current-house.ts';
import { receiveUpload } from '#server/receive-upload.ts';
import { documentAddress } from '#ui/addresses.ts';
import { mustBeAllowed } from '../../../must.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { group } = await mustBeAllowed(event, 'document.correct');
  const document = await currentOf(group.groupId, event.params.symbol);
  if (!document) error(404, event.locals.speech.reason({ code: 'no-such-document' }));
  return { document, accept: acceptedExtensions };
};

export const actions: Actions = {
  default: async (event) => {
    const { group } = await mustBeAllowed(event, 'document.correct');
    const house = currentHouse();
    const document = await currentOf(group.groupId, event.params.symbol);
    if (!document) error(404, event.locals.speech.reason({ code: 'no-such-document' }));
    const upload = await receiveUpload(house, event.request);
    if (!upload.ok) return fail(400, { errors: { file: upload.reason }, note: '' });
    const { note = '', version } = upload.value.fields;
    const [file] = upload.value.files;
    if (!file?.sha256) {
      return fail(400, { errors: { file: file?.refused ?? { code: 'no-files' } }, note });
    }
    const corrected = await correctDocument(
      house,
      event.locals.actor,
      group.groupId,
      document.documentId,
      {
        files: [{ role: 'original', sha256: file.sha256, name: file.name, bytes: file.bytes }],
        note,
        expectedVersion: Number(version) || document.version,
      },
    );
    if (!corrected.ok) return fail(400, { errors: { file: corrected.reason }, note });
    redirect(303, documentAddress(group.slug, document.symbol));
  },
};

function currentOf(groupId: string, symbol: string) {
  return currentHouse()
    .db.kysely.selectFrom('document')
    .select(['document_id as documentId', 'symbol', 'title', 'version'])
    .where('group_id', '=', groupId)
    .where('symbol', '=', symbol)
    .executeTakeFirst();
}
