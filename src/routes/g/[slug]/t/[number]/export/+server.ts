import { error } from '@sveltejs/kit';
import { writeDocx } from '#convert/write-docx.ts';
import { notationOf } from '#core/text/living/notation-of.ts';
import { placedText } from '#core/text/living/placed-text.ts';
import { provisionsOf } from '#core/text/living/provisions.ts';
import { readingOf } from '#core/text/living/reading-of.ts';
import type { TextState } from '#core/text/living/state.ts';
import { currentHouse } from '#server/current-house.ts';
import { textAsOf } from '#store/text/readers.ts';
import { attribution } from '#ui/text/attribution.ts';
import { entryNumber } from '../entry-number.ts';
import { type TextHere, textOf } from '../text-of.ts';
import { readProvisions } from '../view-of.ts';
import type { RequestHandler } from './$types';
import { bracketedParagraph, plainParagraph, trackedParagraph } from './docx-paragraphs.ts';

const plain = 'text/plain; charset=utf-8';
const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/**
 * The text to take away: as the one notation, as clean words, with its choices as JSON, or as a Word
 * file. `at` gives it as it stood, `party` in that party's words where it is clean.
 */
export const GET: RequestHandler = async (event) => {
  const here = await textOf(event);
  const { group, sheet } = here;
  const query = event.url.searchParams;
  const at = entryNumber(query.get('at')) ?? sheet.seq;
  const db = currentHouse().db.kysely;
  const state = at >= sheet.seq ? here.state : await textAsOf(db, group.groupId, sheet.textId, at);
  if (!state) return error(404, event.locals.speech.t('error.text-not-then'));
  const party = query.get('party') || undefined;
  const as = query.get('as') ?? 'bracketed';
  const file = (body: string | Uint8Array<ArrayBuffer>, kind: string, type: string): Response =>
    new Response(body, {
      headers: {
        'content-type': type,
        // The number of the entry tells from which moment somebody's changes to it were made.
        'content-disposition': `attachment; filename="${group.slug}-text-${sheet.number}-${as.replace('docx-', '')}-at-${state.seq}.${kind}"`,
        'x-content-type-options': 'nosniff',
        'cache-control': 'private, no-cache',
      },
    });
  switch (as) {
    case 'notation':
    case 'bracketed':
      return file(notationOf(state), 'txt', plain);
    case 'clean':
      return file(readingOf(state, party), 'txt', plain);
    case 'json':
      return file(asJson(here, state), 'json', 'application/json');
    case 'docx-clean':
    case 'docx-bracketed':
    case 'docx-tracked':
      return file(asWord(here, state, { as, party, locals: event.locals }), 'docx', word);
    default:
      return error(404, event.locals.speech.t('error.not-found'));
  }
};

function asJson({ sheet }: TextHere, state: TextState): string {
  const { items, choices } = placedText(state);
  const { number, title, kind, proponents, closed, seq, tabledAt, changedAt } = sheet;
  const { submitted } = state;
  const compiled = { format: 'rapporteur-compiled-1', parties: submitted, items };
  return `${JSON.stringify(
    {
      number,
      title,
      kind,
      proponents,
      closed,
      seq,
      at: state.seq,
      tabledAt,
      changedAt,
      compiled,
      choices,
    },
    null,
    1,
  )}\n`;
}

function asWord(
  { group, sheet, marks: _marks }: TextHere,
  state: TextState,
  {
    as,
    party,
    locals: { speech },
  }: {
    readonly as: 'docx-clean' | 'docx-bracketed' | 'docx-tracked';
    readonly party: string | undefined;
    readonly locals: App.Locals;
  },
): Uint8Array<ArrayBuffer> {
  const provisions = provisionsOf(state);
  const date = sheet.changedAt.toISOString();
  const body =
    as === 'docx-clean'
      ? readProvisions(provisions, party).map(({ provision, words }) =>
          plainParagraph(provision, words),
        )
      : as === 'docx-tracked'
        ? provisions.map((provision) => trackedParagraph(provision, date))
        : provisions.map((provision) =>
            bracketedParagraph(
              provision,
              (stances, gone) => attribution(stances, gone, speech),
              (kind) => speech.t(`text.whole.${kind}`),
            ),
          );
  const { bytes } = writeDocx(body, {
    title: sheet.title,
    date,
    author: group.name,
    trackFurther: true,
  });
  return new Uint8Array(bytes);
}
