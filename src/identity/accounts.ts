import type pg from 'pg';
import type { Actor } from '#actions/actor.ts';
import { readPassword } from '#core/account/read-account.ts';
import { done, refused, type Result } from '#core/result.ts';
import { ask, type Caller, type CookieToSet } from './ask.ts';
import { createAttempts, type Limit } from './attempts.ts';
import { createAuth, linkTaker } from './auth.ts';
import type { Letter, Mail } from './mail.ts';
import { readSecret } from './secret.ts';

export type { Caller, CookieToSet };

export interface OpenSession {
  readonly id: string;
  /** As the browser named itself. */
  readonly userAgent: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** The one that asks. */
  readonly current: boolean;
}

/** The accounts of this server, whatever library keeps them. */
export interface Accounts {
  /** Who sends these headers, or undefined for nobody with an account. */
  actorOf(headers: Headers): Promise<Extract<Actor, { kind: 'account' }> | undefined>;
  /** Opens a session: cookies to set. One refusal for all that is wrong, so that none is told. */
  signIn(caller: Caller, email: string, password: string): Promise<Result<readonly CookieToSet[]>>;
  /**
   * Mails a link to sign in, if there is such an account; says nothing of whether there is. The
   * letter is written around the path of the link.
   */
  mailLink(
    caller: Caller,
    email: string,
    letter: (path: string) => Omit<Letter, 'to'>,
  ): Promise<Result<undefined>>;
  /** Counts a letter to an address, asked for by somebody unknown, or refuses it as too many. */
  countLetter(caller: Caller, email: string): Promise<Result<undefined>>;
  /** Opens a session by the token of such a link, once. */
  signInByLink(caller: Caller, token: string): Promise<Result<readonly CookieToSet[]>>;
  signOut(caller: Caller): Promise<readonly CookieToSet[]>;
  /** The sessions of who asks, the latest first. */
  sessions(caller: Caller): Promise<readonly OpenSession[]>;
  endSession(caller: Caller, id: string): Promise<void>;
  /** Ends every session of who asks but this one. */
  endOtherSessions(caller: Caller): Promise<void>;
  /** Changes the password and ends every other session. */
  changePassword(
    caller: Caller,
    email: string,
    current: string,
    wanted: string,
  ): Promise<Result<readonly CookieToSet[]>>;
  /** What is kept of a password. */
  hashPassword(password: string): Promise<string>;
}

export interface AccountsOptions {
  readonly pool: pg.Pool;
  readonly dataDir: string;
  readonly origin: string | undefined;
  readonly mail: Mail;
  readonly now: () => Date;
  readonly log: (line: string) => void;
}

/** Guessing at one account is stopped early; at many from one address, which may be shared, late. */
const limits = {
  password: { most: 10, minutes: 15 },
  passwordFrom: { most: 100, minutes: 15 },
  link: { most: 3, minutes: 15 },
  linkFrom: { most: 30, minutes: 15 },
};

export async function createAccounts(options: AccountsOptions): Promise<Accounts> {
  const { pool, dataDir, origin, mail, now, log } = options;
  const auth = createAuth({ pool, secret: await readSecret(dataDir), origin, log });
  const { authCookies } = await auth.$context;
  const sessionCookie = authCookies.sessionToken.name;
  const attempts = createAttempts(pool, now);

  /** The library does not say why it failed; if it is for the database, the database says so. */
  const refusal = async (status: number, code: string, parameters?: { readonly field: string }) => {
    if (status < 500) return refused(code, parameters);
    await pool.query('select');
    throw new Error(`The account library answered ${status}.`);
  };

  const within = async (
    tries: readonly (readonly [string, Limit])[],
  ): Promise<Result<undefined>> => {
    for (const [key, limit] of tries) {
      const counted = await attempts.count(key, limit);
      if (!counted.ok) return counted;
    }
    return done();
  };

  const countLetter = (caller: Caller, email: string): Promise<Result<undefined>> =>
    within([
      [`link from ${caller.address}`, limits.linkFrom],
      [`link to ${email}`, limits.link],
    ]);

  return {
    countLetter,

    async actorOf(headers) {
      if (!headers.get('cookie')?.includes(sessionCookie)) return undefined;
      const found = await auth.api.getSession({ headers });
      if (!found) return undefined;
      const { id: userId, name, founder } = found.user;
      return { kind: 'account', userId, name, founder: founder === true };
    },

    async signIn(caller, email, password) {
      const address = email.trim().toLowerCase();
      const counted = await within([
        [`password from ${caller.address}`, limits.passwordFrom],
        [`password of ${address}`, limits.password],
      ]);
      if (!counted.ok) return counted;
      const given = { email: address, password };
      const answer = await ask(auth, caller, 'POST', '/sign-in/email', given);
      if (answer.status !== 200) return refusal(answer.status, 'wrong-password');
      await attempts.forget(`password of ${address}`);
      return done(answer.cookies);
    },

    async mailLink(caller, email, letter) {
      const counted = await countLetter(caller, email);
      if (!counted.ok) return counted;
      const { rowCount } = await pool.query('select from auth_user where email = $1', [email]);
      if (rowCount === 0) return done();
      let token = '';
      await linkTaker.run(
        (made) => (token = made),
        () => ask(auth, caller, 'POST', '/sign-in/magic-link', { email }),
      );
      if (!token) throw new Error('The account library made no link.');
      // Not waited for: how long it takes would tell whether there is an account.
      void mail.send({ ...letter(`/sign-in/link?token=${token}`), to: email });
      return done();
    },

    async signInByLink(caller, token) {
      const query = new URLSearchParams({ token });
      const answer = await ask(auth, caller, 'GET', `/magic-link/verify?${query}`);
      if (answer.status !== 200) return refusal(answer.status, 'link-spent');
      return done(answer.cookies);
    },

    async signOut(caller) {
      return (await ask(auth, caller, 'POST', '/sign-out', {})).cookies;
    },

    async sessions({ headers }) {
      const here = await auth.api.getSession({ headers });
      if (!here) return [];
      const { rows } = await pool.query<Omit<OpenSession, 'current'>>(
        `select id, "userAgent", "createdAt", "expiresAt" from auth_session
         where "userId" = $1 and "expiresAt" > $2 order by "updatedAt" desc`,
        [here.user.id, now()],
      );
      return rows.map((row) => ({ ...row, current: row.id === here.session.id }));
    },

    async endSession({ headers }, id) {
      const here = await auth.api.getSession({ headers });
      if (!here) return;
      const values = [id, here.user.id];
      await pool.query('delete from auth_session where id = $1 and "userId" = $2', values);
    },

    async endOtherSessions(caller) {
      await ask(auth, caller, 'POST', '/revoke-other-sessions', {});
    },

    async changePassword(caller, email, current, wanted) {
      const fit = readPassword(wanted, email);
      if (!fit.ok) return fit;
      const counted = await within([[`password of ${email}`, limits.password]]);
      if (!counted.ok) return counted;
      const answer = await ask(auth, caller, 'POST', '/change-password', {
        currentPassword: current,
        newPassword: wanted,
        revokeOtherSessions: true,
      });
      if (answer.status !== 200) {
        return refusal(answer.status, 'wrong-current-password', { field: 'current' });
      }
      await attempts.forget(`password of ${email}`);
      return done(answer.cookies);
    },

    async hashPassword(password) {
      return (await auth.$context).password.hash(password);
    },
  };
}
