import { quietVerbs } from '#policy/activity.ts';
import { currentHouse } from '#server/current-house.ts';
import { latestDeeds, neighboursOf } from '#store/activity/readers.ts';
import { groupOf } from '../../group-of.ts';
import { entryOf } from './entry-of.ts';
import type { PageServerLoad } from './$types';

/** So much of a payload, in characters, is shown; the whole can be had as a file. */
const longestShown = 3_000;

export const load: PageServerLoad = async (event) => {
  const { group } = await groupOf(event);
  const entry = await entryOf(event);
  const db = currentHouse().db.kysely;
  const [deed] = await latestDeeds(db, group.groupId, {
    before: entry.seq + 1,
    limit: 1,
    without: [],
  });
  const { payload, ...sealed } = entry;
  const text = payload === null ? null : JSON.stringify(payload, null, 2);
  return {
    group,
    entry: sealed,
    deed,
    neighbours: await neighboursOf(db, group.groupId, entry.seq, quietVerbs),
    payload: text?.slice(0, longestShown) ?? null,
    cut: (text?.length ?? 0) > longestShown,
  };
};
