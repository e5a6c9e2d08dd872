import { quietVerbs } from '#policy/activity.ts';
import { currentHouse } from '#server/current-house.ts';
import { latestDeeds } from '#store/activity/readers.ts';
import { groupOf } from '../group-of.ts';
import type { PageServerLoad } from './$types';

const pageSize = 60;

export const load: PageServerLoad = async (event) => {
  const { group, standing } = await groupOf(event);
  const before = Number(event.url.searchParams.get('before')) || undefined;
  const deeds = await latestDeeds(currentHouse().db.kysely, group.groupId, {
    before: before !== undefined && Number.isSafeInteger(before) ? before : undefined,
    limit: pageSize + 1,
    // Seats know who was invited; to everyone else it is no concern.
    without: standing.kind === 'member' && standing.state !== 'left' ? [] : quietVerbs,
  });
  const shown = deeds.slice(0, pageSize);
  return {
    group,
    deeds: shown,
    newest: before === undefined,
    older: deeds.length > pageSize ? shown.at(-1)?.seq : undefined,
  };
};
