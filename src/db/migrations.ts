import type { Migration } from 'kysely/migration';
import * as record from './migrations/0001-record.ts';
import * as ground from './migrations/0002-ground.ts';
import * as accounts from './migrations/0003-accounts.ts';
import * as text from './migrations/0004-text.ts';

/** In the order they run. Listed, not looked up, so that they are there when bundled too. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-record': record,
  '0002-ground': ground,
  '0003-accounts': accounts,
  '0004-text': text,
};
