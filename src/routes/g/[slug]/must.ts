import { error, redirect } from '@sveltejs/kit';
import { type Deed, may } from '#policy/may.ts';
import { type GroupHere, groupOf } from './group-of.ts';

interface Asking {
  readonly params: { readonly slug: string };
  readonly locals: App.Locals;
  readonly url: URL;
}

/**
 * The group, for a page that only those may open who may do a deed: others are asked to sign in,
 * or told who may. The action behind the page checks again.
 */
export async function mustBeAllowed(event: Asking, deed: Deed): Promise<GroupHere> {
  const here = await groupOf(event);
  const allowed = may(here.standing, deed, here.group);
  if (allowed.ok) return here;
  if (event.locals.actor.kind === 'anonymous') {
    redirect(303, `/sign-in?next=${encodeURIComponent(event.url.pathname)}`);
  }
  error(403, {
    message: event.locals.speech.reason(allowed.reason),
    code: allowed.reason.code,
  });
}
