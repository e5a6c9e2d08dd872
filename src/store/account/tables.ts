import type { Generated } from 'kysely';

/** The account library's own tables, as far as the house looks into them. Never in the record. */
export interface UserTable {
  id: string;
  name: string;
  /** In lower case. */
  email: string;
  /** The person is known to read mail there. */
  emailVerified: boolean;
  image: string | null;
  createdAt: Generated<Date>;
  updatedAt: Generated<Date>;
  /** May found groups on this server. */
  founder: boolean;
}

export interface CredentialTable {
  id: string;
  accountId: string;
  /** `credential` where it is a password. */
  providerId: string;
  userId: string;
  /** The password's hash, with its salt. */
  password: string | null;
  createdAt: Generated<Date>;
  updatedAt: Date;
}

export interface SessionTable {
  id: string;
  expiresAt: Date;
  token: string;
  createdAt: Generated<Date>;
  updatedAt: Date;
  userAgent: string | null;
  userId: string;
}

/** How often something was tried: see identity/attempts. */
export interface AttemptTable {
  key: string;
  count: number;
  until: Date;
}
