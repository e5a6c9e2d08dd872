import { may } from '#policy/may.ts';
import { currentHouse } from '#server/current-house.ts';
import { threadCounts } from '#store/group/readers.ts';
import type { Stage } from '#ui/stages.ts';
import type { LayoutServerLoad } from './$types';
import { groupOf } from './group-of.ts';

/** Where on the thread the pages are, by the part of the route after the group. */
const places: readonly (readonly [RegExp, readonly Stage[]])[] = [
  [/^\/(library|original)\b/, ['contribution']],
  [/^\/d\b/, ['contribution', 'passage']],
  [/^\/search\b/, ['passage']],
  [/^\/texts\b/, ['recommendation', 'text']],
  [/^\/t\//, ['recommendation', 'text']],
];

export const load: LayoutServerLoad = async (event) => {
  const { group, standing, seq } = await groupOf(event);
  const part = (event.route.id ?? '').replace('/g/[slug]', '');
  return {
    head: {
      slug: group.slug,
      seq,
      name: group.name,
      sample: group.sample,
      membersOnly: group.visibility === 'members',
      counts: await threadCounts(currentHouse().db.kysely, group.groupId),
      here: places.find(([pattern]) => pattern.test(part))?.[1] ?? [],
      mayImport: may(standing, 'document.register').ok,
      mayChangeSettings: may(standing, 'group.change-settings').ok,
    },
  };
};
