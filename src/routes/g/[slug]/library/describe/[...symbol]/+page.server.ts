import { error, fail, redirect } from '@sveltejs/kit';
import { describeDocument } from '#actions/describe-document.ts';
import { readDescription } from '#core/library/read-description.ts';
import { documentKinds, relationKinds, stakeholderGroups } from '#core/vocabulary.ts';
import { currentHouse } from '#server/current-house.ts';
import { documentAddress } from '#ui/addresses.ts';
import { registerEntry } from '#store/document/register-entry.ts';
import { mustBeAllowed } from '../../../must.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { group } = await mustBeAllowed(event, 'document.describe');
  const entry = await registerEntry(currentHouse().db.kysely, group.groupId, event.params.symbol);
  if (!entry) error(404, event.locals.speech.reason({ code: 'no-such-document' }));
  return { entry, kinds: documentKinds, groups: stakeholderGroups, relations: relationKinds };
};

export const actions: Actions = {
  default: async (event) => {
    const { group } = await mustBeAllowed(event, 'document.describe');
    const house = currentHouse();
    const entry = await registerEntry(house.db.kysely, group.groupId, event.params.symbol);
    if (!entry) error(404, event.locals.speech.reason({ code: 'no-such-document' }));
    const sent = await event.request.formData();
    const values = Object.fromEntries([...sent].map(([name, value]) => [name, String(value)]));
    const described = readDescription(values);
    if (!described.ok) {
      const { field } = described.reason;
      return fail(400, { errors: { [String(field)]: described.reason }, values });
    }
    const changed = await describeDocument(
      house,
      event.locals.actor,
      group.groupId,
      entry.documentId,
      described.value,
      Number(values['seq']) || undefined,
    );
    if (!changed.ok) return fail(409, { errors: { form: changed.reason }, values });
    redirect(303, documentAddress(group.slug, entry.symbol));
  },
};
