import { AsyncLocalStorage } from 'node:async_hooks';
import { betterAuth } from 'better-auth';
import { magicLink } from 'better-auth/plugins/magic-link';
import type pg from 'pg';
import { longestPassword, shortestPassword } from '#core/account/read-account.ts';
import { linkMinutes } from './link-minutes.ts';

const day = 24 * 60 * 60;
/** Where the library believes itself to be. Nothing is served there: see `ask.ts`. */
export const basePath = '/api/auth';

export interface AuthOptions {
  readonly pool: pg.Pool;
  readonly secret: string;
  readonly origin: string | undefined;
  readonly log: (line: string) => void;
}

/** Who is to be given the token of a link to sign in, while it is being made. */
export const linkTaker = new AsyncLocalStorage<(token: string) => void>();

/**
 * The account library, set up for this house. Accounts are made only by the house's own links, so
 * signing up is off; limits on signing in are the house's own as well, because the library's know
 * addresses of machines only, and count only what comes to its own routes.
 */
export function createAuth({ pool, secret, origin, log }: AuthOptions) {
  return betterAuth({
    appName: 'Rapporteur',
    database: pool,
    secret,
    ...(origin === undefined ? {} : { baseURL: origin }),
    basePath,
    logger: { level: 'error', log: (_level, message) => log(`Accounts: ${message}`) },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
    user: {
      modelName: 'auth_user',
      additionalFields: {
        founder: { type: 'boolean', required: true, defaultValue: false, input: false },
      },
    },
    session: {
      modelName: 'auth_session',
      expiresIn: 30 * day,
      updateAge: day,
      cookieCache: { enabled: false },
    },
    account: { modelName: 'auth_credential' },
    verification: { modelName: 'auth_verification', storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: shortestPassword,
      maxPasswordLength: longestPassword,
    },
    advanced: {
      cookiePrefix: 'rapporteur',
      useSecureCookies: origin?.startsWith('https://') ?? false,
      ipAddress: { disableIpTracking: true },
      database: { validateSchema: false },
    },
    plugins: [
      magicLink({
        disableSignUp: true,
        storeToken: 'hashed',
        expiresIn: linkMinutes * 60,
        sendMagicLink: ({ token }) => linkTaker.getStore()?.(token),
      }),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;
