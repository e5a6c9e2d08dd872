import { provisionsOf } from '#core/text/living/provisions.ts';
import { readingTokens } from '#core/text/reading.ts';
import { joinTokens } from '#core/text/tokens.ts';
import { currentHouse } from '#server/current-house.ts';
import { textMeasures } from '#store/text/readers.ts';
import { textOf } from '../text-of.ts';
import type { PageServerLoad } from './$types';

/** So many moments stand in the table beside the drawing. */
const mostRows = 40;

export const load: PageServerLoad = async (event) => {
  const { group, sheet, state, marks } = await textOf(event);
  const steps = await textMeasures(currentHouse().db.kysely, group.groupId, sheet.textId);
  const provisions = provisionsOf(state);
  const byId = new Map(provisions.map((provision) => [provision.id, provision]));
  return {
    group,
    sheet,
    marks,
    now: currentHouse().now(),
    points: steps.map(({ at, measure }) => ({ at, open: measure.openChoices })),
    /** What moved the count, newest first. */
    rows: steps
      .filter(({ measure }, index) => measure.openChoices !== steps[index - 1]?.measure.openChoices)
      .slice(-mostRows)
      .reverse()
      .map(({ at, seq, verb, measure }) => ({ at, seq, verb, ...measure })),
    parties: [...sheet.measure.byParty].sort((one, other) => other.choices - one.choices),
    provisions: sheet.measure.byProvision
      .filter(({ openChoices }) => openChoices > 0)
      .map((measure) => {
        const provision = byId.get(measure.id);
        const words = provision ? joinTokens(readingTokens(provision.items, undefined)) : '';
        return { ...measure, number: provision?.number, opening: openingOf(words) };
      }),
  };
};

/** The first words, cut between words. */
function openingOf(words: string): string {
  const line = words.replace(/\s+/g, ' ').trim();
  return line.length <= 72 ? line : `${line.slice(0, 70).replace(/\S*$/, '').trimEnd()} …`;
}
