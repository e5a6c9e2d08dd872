import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { anonymous } from '#actions/actor.ts';
import { isDatabaseGone } from '#db/gone.ts';
import { currentHouse } from '#server/current-house.ts';
import { speak } from '#ui/speech.ts';
import { compressed } from './routes/compressed.ts';

export const handle: Handle = async ({ event, resolve }) => {
  event.locals.actor = (await currentHouse().accounts.actorOf(event.request.headers)) ?? anonymous;
  event.locals.speech = speak('en', event.cookies.get('time-zone'));
  const response = await resolve(event, {
    transformPageChunk: ({ html }) =>
      html
        .replace('%rapporteur.lang%', event.locals.speech.locale)
        .replace('%rapporteur.dir%', event.locals.speech.direction),
  });
  return compressed(event.request, response);
};

export const handleError: HandleServerError = ({ error, status, event }) => {
  const { t } = event.locals.speech ?? speak();
  if (status < 500) return { message: t('error.not-found') };
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  currentHouse().log(`${event.request.method} ${event.url.pathname} failed: ${words}`);
  return isDatabaseGone(error)
    ? { message: t('error.database-gone'), code: 'database-gone' }
    : { message: t('error.unexpected') };
};
