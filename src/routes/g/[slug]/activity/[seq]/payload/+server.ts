import { error } from '@sveltejs/kit';
import { currentHouse } from '#server/current-house.ts';
import { payloadOf } from '#store/activity/readers.ts';
import { entryOf } from '../entry-of.ts';
import type { RequestHandler } from './$types';

/** The payload of an entry in the very bytes that its hash is over. */
export const GET: RequestHandler = async (event) => {
  const { groupId, seq } = await entryOf(event);
  const payload = await payloadOf(currentHouse().db.kysely, groupId, seq);
  if (payload === null) return error(410, event.locals.speech.t('activity.payload-withdrawn'));
  return new Response(payload, {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': `attachment; filename="entry-${seq}.json"`,
    },
  });
};
