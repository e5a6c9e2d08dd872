import { type Kysely, sql } from 'kysely';
import type { Schema } from '#db/schema.ts';
import type { Member } from '../group/readers.ts';

export interface SubgroupSheet {
  readonly subgroupId: string;
  readonly slug: string;
  readonly name: string;
  readonly termsOfReference: string;
  /** ISO day. */
  readonly due: string | null;
  /** The entry that last changed it: what an editor must have seen. */
  readonly settingsSeq: number;
}

export async function subgroupBySlug(
  db: Kysely<Schema>,
  groupId: string,
  slug: string,
): Promise<SubgroupSheet | undefined> {
  const row = await db
    .selectFrom('subgroup')
    .selectAll()
    .where('group_id', '=', groupId)
    .where('slug', '=', slug)
    .executeTakeFirst();
  return (
    row && {
      subgroupId: row.subgroup_id,
      slug: row.slug,
      name: row.name,
      termsOfReference: row.terms_of_reference,
      due: row.due,
      settingsSeq: row.settings_seq,
    }
  );
}

/** Who works in a subgroup, by delegation and name. */
export async function membersOfSubgroup(
  db: Kysely<Schema>,
  groupId: string,
  subgroupId: string,
): Promise<Member[]> {
  return db
    .selectFrom('subgroup_member')
    .innerJoin('member', (join) =>
      join
        .onRef('member.group_id', '=', 'subgroup_member.group_id')
        .onRef('member.member_id', '=', 'subgroup_member.member_id'),
    )
    .select([
      'member.member_id',
      'member.name',
      'member.delegation',
      'member.stakeholder_group',
      'member.role',
      'member.state',
    ])
    .where('subgroup_member.group_id', '=', groupId)
    .where('subgroup_member.subgroup_id', '=', subgroupId)
    .orderBy(sql`member.delegation collate "und-x-icu"`)
    .orderBy(sql`member.name collate "und-x-icu"`)
    .execute();
}
