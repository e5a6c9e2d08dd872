import type { RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { anonymous } from '#actions/actor.ts';
import { isDatabaseGone } from '#db/gone.ts';
import { isUnfit } from '#db/unfit.ts';
import { currentHouse } from '#server/current-house.ts';
import { isDiskFull } from '#server/disk-full.ts';
import { headOfPublicGroup } from '#store/group/readers.ts';
import { speak } from '#ui/speech.ts';
import { compressed, encodingFor } from './routes/compressed.ts';
import { sharePages } from './routes/shared-pages.ts';

export const handle: Handle = async ({ event, resolve }) => {
  event.locals.actor = (await currentHouse().accounts.actorOf(event.request.headers)) ?? anonymous;
  event.locals.speech = speak('en', event.cookies.get('time-zone'));
  const key = await stateOfPage(event);
  if (key === undefined) return render(event, resolve);
  return sharedPages.answer(key, () => render(event, resolve));
};

const sharedPages = sharePages({
  now: () => Date.now(),
  longest: 60_000,
  mostBytes: 32 * 1024 * 1024,
});
const ofGroup = /^\/g\/([a-z0-9-]{1,60})(?:\/|$)/;

/** What a page of a public group depends on, for a reader who is nobody in particular. */
async function stateOfPage(event: RequestEvent): Promise<string | undefined> {
  const { request, locals, url } = event;
  const slug = ofGroup.exec(url.pathname)?.[1];
  if (slug === undefined || request.method !== 'GET' || locals.actor.kind !== 'anonymous') return;
  // Of data requests the address that is seen here does not tell all that was asked.
  if (event.isDataRequest) return;
  const head = await headOfPublicGroup(currentHouse().db.kysely, slug);
  if (head === undefined) return;
  const { timeZone } = locals.speech;
  return JSON.stringify([url.href, head, timeZone, encodingFor(request)]);
}

const render: (
  event: RequestEvent,
  resolve: Parameters<Handle>[0]['resolve'],
) => Promise<Response> = async (event, resolve) => {
  const response = await resolve(event, {
    transformPageChunk: ({ html }) =>
      html
        .replace('%rapporteur.lang%', event.locals.speech.locale)
        .replace('%rapporteur.dir%', event.locals.speech.direction)
        // Marks for a script that takes the page over, which none does.
        .replace(/<!--[^>]*-->/g, ''),
  });
  // What one reader may see is kept by no proxy, and asked for again after signing out.
  if (event.locals.actor.kind !== 'anonymous' && !response.headers.has('cache-control')) {
    response.headers.set('cache-control', 'private, no-cache');
  }
  return compressed(event.request, response);
};

/** What a page means by refusing is said as it said it; what fails is noted and said plainly. */
export const handleError: HandleServerError = ({ kind, error, event }) => {
  if (kind === 'app') return;
  const { t } = event.locals.speech ?? speak();
  if (kind === 'framework') {
    return error.status === 404 ? { message: t('error.not-found') } : undefined;
  }
  if (isUnfit(error)) {
    currentHouse().log(`${event.request.method} ${event.url.pathname}: ${error.message}`);
    return { status: 400, message: t('error.title.request') };
  }
  const words = error instanceof Error ? (error.stack ?? error.message) : String(error);
  currentHouse().log(`${event.request.method} ${event.url.pathname} failed: ${words}`);
  if (isDiskFull(error)) return { status: 507, message: speak().reason({ code: 'disk-full' }) };
  return isDatabaseGone(error)
    ? { status: 503, message: t('error.database-gone'), code: 'database-gone' }
    : { message: t('error.unexpected') };
};
