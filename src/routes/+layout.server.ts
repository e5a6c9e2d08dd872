import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, url }) => ({
  locale: locals.speech.locale,
  timeZone: locals.speech.timeZone,
  reader: locals.actor.kind === 'account' ? { name: locals.actor.name } : null,
  origin: url.origin,
});
