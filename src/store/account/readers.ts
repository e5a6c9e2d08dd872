import type { Kysely } from 'kysely';
import type { Role } from '#core/vocabulary.ts';
import type { Schema } from '#db/schema.ts';

/** What an account may see of itself. */
export interface AccountSheet {
  readonly userId: string;
  readonly name: string;
  readonly email: string;
  readonly founder: boolean;
}

export async function accountSheet(
  db: Kysely<Schema>,
  userId: string,
): Promise<AccountSheet | undefined> {
  return db
    .selectFrom('auth_user')
    .select(['id as userId', 'name', 'email', 'founder'])
    .where('id', '=', userId)
    .executeTakeFirst();
}

export interface MySeat {
  readonly slug: string;
  readonly group: string;
  readonly delegation: string;
  readonly role: Role;
}

/** Where an account sits, the groups by name. */
export async function seatsOf(db: Kysely<Schema>, userId: string): Promise<readonly MySeat[]> {
  return db
    .selectFrom('seat')
    .innerJoin('working_group', 'working_group.group_id', 'seat.group_id')
    .innerJoin('member', (join) =>
      join
        .onRef('member.group_id', '=', 'seat.group_id')
        .onRef('member.member_id', '=', 'seat.member_id'),
    )
    .select(['slug', 'working_group.name as group', 'member.delegation', 'member.role'])
    .where('seat.user_id', '=', userId)
    .where('member.state', '!=', 'left')
    .orderBy('working_group.name')
    .execute();
}

/** Who may found groups here, by name. */
export async function founders(
  db: Kysely<Schema>,
): Promise<readonly { readonly name: string; readonly email: string }[]> {
  return db
    .selectFrom('auth_user')
    .select(['name', 'email'])
    .where('founder', '=', true)
    .orderBy('name')
    .execute();
}
