import { redirect } from '@sveltejs/kit';
import { tableText } from '#actions/table-text.ts';
import type { Reason } from '#core/result.ts';
import { may } from '#policy/may.ts';
import { currentHouse } from '#server/current-house.ts';
import { receiveUpload } from '#server/receive-upload.ts';
import { textAddress } from '#ui/text/text-addresses.ts';
import { refuseForm } from '../../../../form-texts.ts';
import { mustBeAllowed } from '../../must.ts';
import { marksOf, partyHere } from '../../t/[number]/text-of.ts';
import { acceptedFiles, wordingsOfFile } from '../../t/[number]/wordings-of-file.ts';
import type { Actions, PageServerLoad } from './$types';

const textKinds = ['recommendation', 'paper', 'report'] as const;

export const load: PageServerLoad = async (event) => {
  const { group, standing } = await mustBeAllowed(event, 'text.table');
  const [marks, party] = await Promise.all([
    marksOf(group.groupId),
    partyHere(group.groupId, standing),
  ]);
  return {
    marks,
    party,
    forOthers: may(standing, 'text.amend-for-others').ok,
    accept: acceptedFiles,
  };
};

export const actions: Actions = {
  default: async (event) => {
    const { group } = await mustBeAllowed(event, 'text.table');
    const house = currentHouse();
    const upload = await receiveUpload(house, event.request);
    if (!upload.ok) return refuseForm({ ...upload.reason, field: 'file' });
    const { fields, files } = upload.value;
    const refuse = (reason: Reason, field: string, input = fields) =>
      refuseForm({ ...reason, field: reason['field'] ?? field }, input);
    let words = fields['words'] ?? '';
    const [file] = files;
    if (file && words.trim() === '') {
      const read = await wordingsOfFile(house, file);
      if (!read.ok) return refuse(read.reason, 'file');
      words = read.value.whole;
    }
    const named = (fields['proponents'] ?? '')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
    const tabled = await tableText(house, event.locals.actor, group.groupId, {
      title: fields['title'] ?? '',
      kind: textKinds.find((kind) => kind === fields['kind']) ?? 'recommendation',
      text: words,
      proponents: named,
    });
    // What the file said is shown in the field, so that it need not be chosen again.
    // A seat without a delegation tables for others, and must say for whom.
    if (!tabled.ok && tabled.reason.code === 'no-party' && named.length === 0) {
      return refuse({ code: 'proponents-missing' }, 'proponents', { ...fields, words });
    }
    if (!tabled.ok) return refuse(tabled.reason, 'form', { ...fields, words });
    redirect(303, `${textAddress(group.slug, tabled.value.number)}`);
  },
};
