import { redirect } from '@sveltejs/kit';
import { importMembers } from '#actions/import-members.ts';
import { decode } from '#convert/encoding.ts';
import { previewMembers } from '#core/members/read-csv.ts';
import { currentHouse } from '#server/current-house.ts';
import { seatedNames } from '#store/member/readers.ts';
import { doneForm, refuseForm } from '../../../../form-texts.ts';
import { mustBeAllowed } from '../../must.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  await mustBeAllowed(event, 'member.list');
};

/** The table as it was typed, or as the file holds it where one was chosen. */
async function tableIn(request: Request): Promise<string> {
  const data = await request.formData();
  const file = data.get('file');
  const typed = data.get('table');
  if (typeof file === 'object' && file && file.size > 0) return decode(await file.bytes()).text;
  return typeof typed === 'string' ? typed : '';
}

export const actions: Actions = {
  /** Says what a table would bring in; takes nothing yet. */
  preview: async (event) => {
    const { group } = await mustBeAllowed(event, 'member.list');
    const table = await tableIn(event.request);
    const { db } = currentHouse();
    const preview = previewMembers(table, await seatedNames(db.kysely, group.groupId));
    if (!preview.ok) return refuseForm({ ...preview.reason, field: 'table' }, { table });
    return { ...doneForm, input: { table } as Record<string, string>, preview: preview.value };
  },

  take: async (event) => {
    const { group } = await mustBeAllowed(event, 'member.list');
    const table = await tableIn(event.request);
    const taken = await importMembers(currentHouse(), event.locals.actor, group.groupId, table);
    if (!taken.ok) return refuseForm({ ...taken.reason, field: 'table' }, { table });
    redirect(303, `/g/${group.slug}/members/manage`);
  },
};
