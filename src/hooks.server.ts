import type { Handle } from '@sveltejs/kit/hooks';
import { anonymous } from '#actions/actor.ts';
import { currentHouse } from '#server/current-house.ts';
import { speak } from '#ui/speech.ts';

export const handle: Handle = async ({ event, resolve }) => {
  event.locals.actor = (await currentHouse().accounts.actorOf(event.request.headers)) ?? anonymous;
  event.locals.speech = speak('en', event.cookies.get('time-zone') ?? 'UTC');
  return resolve(event, {
    transformPageChunk: ({ html }) =>
      html
        .replace('%rapporteur.lang%', event.locals.speech.locale)
        .replace('%rapporteur.dir%', event.locals.speech.direction),
  });
};
