import type { Migration } from 'kysely/migration';
import * as record from './migrations/0001-record.ts';

/** In the order they run. Listed, not looked up, so that they are there when bundled too. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-record': record,
};
