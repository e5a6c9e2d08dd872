import { fail, redirect } from '@sveltejs/kit';
import { compileVersions, previewVersions } from '#actions/compile-versions.ts';
import { compared } from '#actions/preview-amendment.ts';
import type { Reason } from '#core/result.ts';
import { currentHouse } from '#server/current-house.ts';
import { receiveUpload } from '#server/receive-upload.ts';
import { textMeasures } from '#store/text/readers.ts';
import { textAddress } from '#ui/text/text-addresses.ts';
import { doneForm, type FormErrors, formTexts, refuseForm } from '../../../../../form-texts.ts';
import { isBracketedEdition } from '../bracketed-edition.ts';
import { entryNumber } from '../entry-number.ts';
import { madeFrom } from '../made-from.ts';
import { partiesIn } from '../parties-in.ts';
import { type TextHere, textForDeed } from '../text-of.ts';
import { acceptedFiles, type FileWordings, wordingsOfFile } from '../wordings-of-file.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { guessRows, rowsFrom, type VersionRow, versionsOf } from './rows.ts';

const mostMoments = 40;
/** So many of the provisions that change are shown. */
const mostShown = 60;

export const load: PageServerLoad = async (event) => {
  const here = await textForDeed(event, 'text.amend-for-others');
  const { group, sheet, state } = here;
  const steps = await textMeasures(currentHouse().db.kysely, group.groupId, sheet.textId);
  return {
    sheet,
    marks: here.marks,
    parties: partiesIn(here, state),
    moments: steps.slice(-mostMoments).reverse(),
    accept: acceptedFiles,
  };
};

export const actions: Actions = {
  read: async (event) => {
    const here = await textForDeed(event, 'text.amend-for-others');
    const house = currentHouse();
    const upload = await receiveUpload(house, event.request);
    if (!upload.ok) return refuseForm({ ...upload.reason, field: 'files' });
    const { fields, files } = upload.value;
    if (files.length === 0) return refuseForm({ code: 'no-files', field: 'files' }, fields);
    const parties = partiesIn(here, here.state);
    const read: FileWordings[] = [];
    const unread: { readonly name: string; readonly reason: Reason }[] = [];
    for (const file of files) {
      const wordings = await wordingsOfFile(house, file);
      const { name } = file;
      if (wordings.ok && isBracketedEdition(wordings.value.whole, here.state, parties)) {
        unread.push({ name, reason: { code: 'text-file-bracketed', name } });
      } else if (wordings.ok) read.push(wordings.value);
      else unread.push({ name: file.name, reason: wordings.reason });
    }
    const rows = await guessRows(house, here.group.groupId, read, parties);
    const notes = read.flatMap(({ name, notes: said }) => said.map((reason) => ({ name, reason })));
    return {
      errors: doneForm.errors,
      input: withSeen(fields, madeFrom(files, here.sheet.seq)),
      rows,
      notes: [...unread, ...notes],
    };
  },
  preview: async (event) => {
    const here = await textForDeed(event, 'text.amend-for-others');
    return previewRows(event, here, await formTexts(event.request));
  },
  accept: async (event) => {
    const here = await textForDeed(event, 'text.amend-for-others');
    const { group, sheet } = here;
    const input = await formTexts(event.request);
    const rows = rowsFrom(input);
    // What nobody has looked at is looked at first.
    if (input['previewed'] !== saidOf(rows, input)) {
      const shown = await previewRows(event, here, input);
      return 'preview' in shown ? { ...shown, changed: true } : shown;
    }
    const house = currentHouse();
    const versions = await versionsOf(house, group.groupId, rows);
    if (!versions.ok) return refuseRows(versions.reason, input, rows);
    const { actor } = event.locals;
    const compiled = await compileVersions(house, actor, group.groupId, sheet.textId, {
      ...asked(input),
      versions: versions.value,
    });
    if (!compiled.ok) return refuseRows(compiled.reason, input, rows);
    redirect(303, `${textAddress(group.slug, sheet.number)}?compiled=${versions.value.length}`);
  },
};

/** What the versions would make of the text, and the rows as they were looked at. */
async function previewRows(event: RequestEvent, { group, sheet, state }: TextHere, input: Input) {
  const rows = rowsFrom(input);
  const house = currentHouse();
  const versions = await versionsOf(house, group.groupId, rows);
  if (!versions.ok) return refuseRows(versions.reason, input, rows);
  const { actor } = event.locals;
  const previewed = await previewVersions(house, actor, group.groupId, sheet.textId, {
    ...asked(input),
    versions: versions.value,
  });
  if (!previewed.ok) return refuseRows(previewed.reason, input, rows);
  const { after, ...preview } = previewed.value;
  const { provisions } = compared(state, after);
  const looked: Input = { ...input, previewed: saidOf(rows, input) };
  return {
    errors: doneForm.errors,
    input: looked,
    rows,
    preview,
    shown: provisions.slice(0, mostShown),
    more: Math.max(0, provisions.length - mostShown),
  };
}

function asked(input: Input) {
  return { seen: entryNumber(input['seen']) ?? 0, explanation: input['explanation'] };
}

/** All that a compilation rests on, in a word that changes when any of it does. */
function saidOf(rows: readonly VersionRow[], input: Input): string {
  return JSON.stringify([
    asked(input).seen,
    rows.map((row) => [row.sha256, row.author, row.party]),
  ]);
}

type Input = Readonly<Record<string, string>>;

function withSeen(fields: Input, seen: number): Input {
  return { ...fields, seen: fields['seen'] || String(seen) };
}

/** The rows again, as they were filled in. */
function refuseRows(reason: Reason, input: Input, rows: readonly VersionRow[]) {
  const errors: FormErrors = { form: reason };
  return fail(reason.code.endsWith('-meanwhile') ? 409 : 400, { errors, input, rows });
}
