import type { RequestEvent } from '@sveltejs/kit';
import type { Caller, CookieToSet } from '#identity/accounts.ts';

const loopback = /^(?:::1|127\.|::ffff:127\.)/;

/**
 * Who sends a request. Where it comes from this machine, a proxy stands before us: the last address
 * it forwards is the one that it saw itself; those before it anybody could have written.
 */
export function callerOf({ request, url, getClientAddress }: RequestEvent): Caller {
  const peer = getClientAddress();
  const forwarded = request.headers.get('x-forwarded-for')?.split(',').at(-1)?.trim();
  const address = loopback.test(peer) && forwarded ? forwarded : peer;
  return { headers: request.headers, origin: url.origin, address };
}

/** Sets the cookies that the accounts ask for, out of reach of scripts. */
export function setCookies({ cookies }: RequestEvent, wanted: readonly CookieToSet[]): void {
  for (const { name, value, maxAge, secure } of wanted) {
    cookies.set(name, value, {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      secure,
      ...(maxAge === undefined ? {} : { maxAge }),
    });
  }
}
