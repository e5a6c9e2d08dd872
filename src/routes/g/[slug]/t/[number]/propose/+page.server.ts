import { error, fail, redirect } from '@sveltejs/kit';
import { type AmendmentInput, amendText } from '#actions/amend-text.ts';
import type { House } from '#actions/house.ts';
import { previewAmendment } from '#actions/preview-amendment.ts';
import type { SentComment } from '#core/text/living/file-comments.ts';
import { provisionsOf } from '#core/text/living/provisions.ts';
import { readingOf, readingOfProvision } from '#core/text/living/reading-of.ts';
import { currentHouse } from '#server/current-house.ts';
import { receiveUpload } from '#server/receive-upload.ts';
import { textById, textMeasures } from '#store/text/readers.ts';
import { provisionAddress, textAddress } from '#ui/text/text-addresses.ts';
import { doneForm, type FormErrors, formTexts, refuseForm } from '../../../../../form-texts.ts';
import { isForeignFile } from '../foreign-file.ts';
import { isBracketedEdition } from '../bracketed-edition.ts';
import { entryNumber } from '../entry-number.ts';
import { madeFrom } from '../made-from.ts';
import { partiesIn } from '../parties-in.ts';
import { type TextHere, textForDeed } from '../text-of.ts';
import { acceptedFiles, wordingsOfFile } from '../wordings-of-file.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const mostMoments = 40;

export const load: PageServerLoad = async (event) => {
  const here = await textForDeed(event, 'text.amend');
  const { group, sheet, state, marks } = here;
  const id = event.url.searchParams.get('provision') || undefined;
  const provision = id === undefined ? undefined : provisionsOf(state).find((one) => one.id === id);
  if (id !== undefined && !provision) {
    error(404, event.locals.speech.t('error.provision-not-found'));
  }
  const party = speaksFor(here, event.url.searchParams.get('party'));
  const own = party ?? undefined;
  const db = currentHouse().db.kysely;
  const steps = await textMeasures(db, group.groupId, sheet.textId);
  return {
    sheet,
    provision,
    speaker: party,
    marks,
    parties: partiesIn(here, state),
    words: id === undefined ? readingOf(state, own) : readingOfProvision(state, id, own),
    seen: state.seq,
    moments: steps.slice(-mostMoments).reverse(),
    accept: acceptedFiles,
  };
};

type Input = Readonly<Record<string, string>>;

export const actions: Actions = {
  preview: async (event) => {
    const here = await textForDeed(event, 'text.amend');
    const input = await formTexts(event.request);
    return showPreview(event, here, input);
  },
  table: async (event) => {
    const here = await textForDeed(event, 'text.amend');
    const { group, sheet } = here;
    const input = await formTexts(event.request);
    const { actor } = event.locals;
    const house = currentHouse();
    const wanted = {
      ...readInput(input),
      comments: await commentsSent(house, group.groupId, input),
    };
    // Words from a file say nothing of what their party proposed before: it is asked.
    if (input['fileSha256'] && !input['giveUp']) {
      const shown = await showPreview(event, here, input);
      if ('preview' in shown && shown.preview.givenUp.length > 0) {
        const count = shown.preview.givenUp.length;
        const errors: FormErrors = { giveUp: { code: 'text-gives-up', count } };
        return fail(400, { ...shown, errors });
      }
    }
    const amended = await amendText(house, actor, group.groupId, sheet.textId, wanted);
    if (!amended.ok) return refuseForm(amended.reason, input);
    const after = await textById(house.db.kysely, group.groupId, sheet.textId);
    const id = input['provision'];
    if (input['back'] === 'pen' && id) {
      const pen = textAddress(group.slug, sheet.number, 'pen');
      redirect(303, `${pen}?p=${encodeURIComponent(id)}&entered=${amended.value.seq}`);
    }
    const there = id && after && provisionsOf(after.state).some((one) => one.id === id);
    const page = there
      ? provisionAddress(group.slug, sheet.number, id)
      : textAddress(group.slug, sheet.number);
    redirect(303, `${page}?entered=${amended.value.seq}`);
  },
  file: async (event) => {
    const here = await textForDeed(event, 'text.amend');
    const house = currentHouse();
    const upload = await receiveUpload(house, event.request);
    if (!upload.ok) return refuseForm({ ...upload.reason, field: 'file' });
    const { fields, files } = upload.value;
    const [file] = files;
    if (!file) return refuseForm({ code: 'no-files', field: 'file' }, fields);
    const read = await wordingsOfFile(house, file);
    if (!read.ok) return refuseForm({ ...read.reason, field: 'file' }, fields);
    const { wordings, name, sha256, notes, whole } = read.value;
    if (isBracketedEdition(whole, here.state, partiesIn(here, here.state))) {
      return refuseForm({ code: 'text-file-bracketed', name, field: 'file' }, fields);
    }
    const seen = fields['seen'] || String(madeFrom([file], here.state.seq));
    const input: Input = { ...fields, seen, fileName: name, fileSha256: sha256 };
    const [only, ...others] = wordings;
    if (only && others.length === 0) {
      const author = only.author ?? '';
      const words = { ...input, words: only.text, fileAuthor: author };
      const shown = await showPreview(event, here, words);
      return 'preview' in shown ? { ...shown, notes } : shown;
    }
    return { errors: doneForm.errors, input, wordings, notes };
  },
};

async function showPreview(event: RequestEvent, { group, sheet }: TextHere, input: Input) {
  const previewed = await previewAmendment(
    currentHouse(),
    event.locals.actor,
    group.groupId,
    sheet.textId,
    readInput(input),
  );
  if (!previewed.ok) return refuseForm(previewed.reason, input);
  const comments = await commentsSent(currentHouse(), group.groupId, input);
  return {
    errors: doneForm.errors,
    input,
    preview: previewed.value,
    comments: comments.length,
  };
}

/** The comments in the file that the words came in, read from it again. */
async function commentsSent(
  house: House,
  groupId: string,
  input: Input,
): Promise<readonly SentComment[]> {
  const { file } = readInput(input);
  if (!file || (await isForeignFile(house, groupId, file.sha256))) return [];
  const read = await wordingsOfFile(house, { ...file, bytes: 0 });
  const author = input['fileAuthor'] ?? '';
  const wording = read.ok
    ? read.value.wordings.find((one) => (one.author ?? '') === author)
    : undefined;
  return wording?.comments ?? [];
}

function readInput(input: Input): AmendmentInput {
  const { fileName, fileSha256, fileAuthor } = input;
  return {
    party: input['party'] || undefined,
    text: input['words'] ?? '',
    provision: input['provision'] || undefined,
    seen: entryNumber(input['seen']) ?? 0,
    explanation: input['explanation'],
    ...(fileName && fileSha256 && /^[0-9a-f]{64}$/.test(fileSha256)
      ? {
          file: {
            name: fileName,
            sha256: fileSha256,
            ...(fileAuthor ? { author: fileAuthor } : {}),
          },
        }
      : {}),
  };
}

/** In whose name the words will be: the bureau may amend for others. */
function speaksFor({ party, may }: TextHere, named: string | null): string | null {
  return may.amendForOthers && named ? named : party;
}
