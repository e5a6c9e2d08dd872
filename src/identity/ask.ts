import { parseSetCookieHeader } from 'better-auth/cookies';
import { type Auth, basePath } from './auth.ts';

/** Who is asking: the browser's headers, the address it opened, and where it is on the network. */
export interface Caller {
  readonly headers: Headers;
  readonly origin: string;
  readonly address: string;
}

/** A cookie to be set on the answer; an empty value with `maxAge` 0 takes it away. */
export interface CookieToSet {
  readonly name: string;
  readonly value: string;
  readonly maxAge: number | undefined;
  readonly secure: boolean;
}

export interface Answer {
  readonly status: number;
  readonly cookies: readonly CookieToSet[];
}

/**
 * Asks the account library, in its own words but inside this process: none of its routes is open
 * to the network. What is asked comes from a form that has been checked for its origin already.
 */
export async function ask(
  auth: Auth,
  caller: Caller,
  method: 'GET' | 'POST',
  path: string,
  body?: object,
): Promise<Answer> {
  const headers = new Headers({ origin: caller.origin, accept: 'application/json' });
  for (const name of ['cookie', 'user-agent']) {
    const value = caller.headers.get(name);
    if (value) headers.set(name, value);
  }
  if (body) headers.set('content-type', 'application/json');
  const response = await auth.handler(
    new Request(`${caller.origin}${basePath}${path}`, {
      method,
      headers,
      ...(body ? { body: JSON.stringify(body) } : {}),
    }),
  );
  return {
    status: response.status,
    cookies: response.headers.getSetCookie().flatMap(cookiesIn),
  };
}

function cookiesIn(line: string): CookieToSet[] {
  return [...parseSetCookieHeader(line)].map(([name, { value, ...attributes }]) => ({
    name,
    value,
    maxAge: attributes['max-age'],
    secure: attributes.secure === true,
  }));
}
