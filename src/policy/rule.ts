import type { Role } from '#core/vocabulary.ts';

/** Seats may do what their role may; a rule may open a deed to those without one as well. */
export interface Rule {
  readonly roles: readonly Role[];
  /** Accounts that may found groups. */
  readonly founders?: boolean;
  /** Everyone, with an account or without, where the group is public. */
  readonly publicly?: boolean;
}
