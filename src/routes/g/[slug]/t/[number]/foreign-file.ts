import type { House } from '#actions/house.ts';

/**
 * Whether a kept file is among the papers of other groups only. A form that names a file by its hash
 * must not bring in what its sender could not have read.
 */
export async function isForeignFile(
  house: House,
  groupId: string,
  sha256: string,
): Promise<boolean> {
  const holders = await house.db.kysely
    .selectFrom('document_file')
    .select('group_id')
    .where('sha256', '=', sha256)
    .execute();
  return holders.length > 0 && holders.every(({ group_id }) => group_id !== groupId);
}
