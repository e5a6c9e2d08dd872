import type { Actor } from '#actions/actor.ts';

/** The accounts of this server, whatever library keeps them. */
export interface Accounts {
  /** Who sends these headers, or undefined for nobody with an account. */
  actorOf(headers: Headers): Promise<Actor | undefined>;
}
