import type { EntryTable, HeadTable } from '#record/tables.ts';

/** Every table that Kysely may be asked about. Tables of a group lead with `group_id`. */
export interface Schema {
  head: HeadTable;
  entry: EntryTable;
}
