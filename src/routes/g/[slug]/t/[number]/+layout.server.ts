import type { LayoutServerLoad } from './$types';
import { textOf } from './text-of.ts';

export const load: LayoutServerLoad = async (event) => {
  const { group, sheet, may, party, seq } = await textOf(event);
  const { number, title, closed } = sheet;
  return {
    text: { slug: group.slug, number, title, closed, may },
    /** The last entry of the group that the page knows of. */
    known: seq,
    party,
    hidden: group.visibility === 'members',
  };
};
