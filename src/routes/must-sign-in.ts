import { redirect } from '@sveltejs/kit';
import type { Actor } from '#actions/actor.ts';
import { currentHouse } from '#server/current-house.ts';
import { type AccountSheet, accountSheet } from '#store/account/readers.ts';

interface Asking {
  readonly locals: App.Locals;
  readonly url: URL;
}

/** Who is signed in; anyone else is asked to, and comes back. */
export function mustSignIn({ locals, url }: Asking): Extract<Actor, { kind: 'account' }> {
  if (locals.actor.kind === 'account') return locals.actor;
  redirect(303, `/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
}

/** The same, with what is kept of the account. */
export async function myAccount(event: Asking): Promise<AccountSheet> {
  const { userId } = mustSignIn(event);
  const sheet = await accountSheet(currentHouse().db.kysely, userId);
  if (!sheet) redirect(303, '/sign-in');
  return sheet;
}
