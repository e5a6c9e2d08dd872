import { type Kysely, sql } from 'kysely';
import type { Role, StakeholderGroup } from '#core/vocabulary.ts';
import type { Schema } from '#db/schema.ts';
import type { MemberState } from '../tables.ts';

/** A seat with what only the secretariat sees of it. */
export interface SeatSheet {
  readonly memberId: string;
  readonly name: string;
  readonly delegation: string;
  readonly stakeholderGroup: StakeholderGroup | null;
  readonly role: Role;
  readonly state: MemberState;
  /** The entry that last changed it: what an editor must have seen. */
  readonly changedSeq: number;
  readonly email: string | null;
  /** An invitation that can still be accepted ends then. */
  readonly invitedUntil: Date | null;
}

/** Every seat that is not left, with its address, by delegation and name. */
export async function seatSheets(
  db: Kysely<Schema>,
  groupId: string,
  now: Date,
): Promise<SeatSheet[]> {
  const rows = await sheets(db, groupId, now)
    .where('member.state', '!=', 'left')
    .orderBy(sql`member.delegation collate "und-x-icu"`)
    .orderBy(sql`member.name collate "und-x-icu"`)
    .execute();
  return rows.map(sheetFrom);
}

export async function seatSheet(
  db: Kysely<Schema>,
  groupId: string,
  memberId: string,
  now: Date,
): Promise<SeatSheet | undefined> {
  const row = await sheets(db, groupId, now)
    .where('member.member_id', '=', memberId)
    .executeTakeFirst();
  return row && sheetFrom(row);
}

/** Names and delegations of those who have a seat, to tell doubles by. */
export async function seatedNames(
  db: Kysely<Schema>,
  groupId: string,
): Promise<{ memberId: string; name: string; delegation: string }[]> {
  return db
    .selectFrom('member')
    .select(['member_id as memberId', 'name', 'delegation'])
    .where('group_id', '=', groupId)
    .where('state', '!=', 'left')
    .execute();
}

function sheets(db: Kysely<Schema>, groupId: string, now: Date) {
  return db
    .selectFrom('member')
    .leftJoin('contact', (join) =>
      join
        .onRef('contact.group_id', '=', 'member.group_id')
        .onRef('contact.member_id', '=', 'member.member_id'),
    )
    .selectAll('member')
    .select('contact.email')
    .select((eb) =>
      eb
        .selectFrom('invitation')
        .whereRef('invitation.group_id', '=', 'member.group_id')
        .whereRef('invitation.member_id', '=', 'member.member_id')
        .where('invitation.used_at', 'is', null)
        .where('invitation.expires_at', '>', now)
        .select(({ fn }) => fn.max('invitation.expires_at').as('until'))
        .as('invited_until'),
    )
    .where('member.group_id', '=', groupId);
}

type Row = Awaited<ReturnType<ReturnType<typeof sheets>['execute']>>[number];

function sheetFrom(row: Row): SeatSheet {
  return {
    memberId: row.member_id,
    name: row.name,
    delegation: row.delegation,
    stakeholderGroup: row.stakeholder_group,
    role: row.role,
    state: row.state,
    changedSeq: row.changed_seq,
    email: row.email,
    invitedUntil: row.invited_until,
  };
}
