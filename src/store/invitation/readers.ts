import type { Kysely } from 'kysely';
import type { Schema } from '#db/schema.ts';
import type { InvitationTable } from '../tables.ts';

/** An invitation that can still be accepted, with what its page says. */
export interface OpenInvitation {
  readonly purpose: InvitationTable['purpose'];
  readonly email: string | null;
  /** Someone has an account with that address. */
  readonly known: boolean;
  readonly group: { readonly name: string; readonly slug: string } | null;
  readonly member: { readonly name: string; readonly delegation: string } | null;
}

export async function openInvitation(
  db: Kysely<Schema>,
  tokenHash: string,
  now: Date,
): Promise<OpenInvitation | undefined> {
  const row = await db
    .selectFrom('invitation')
    .leftJoin('working_group', 'working_group.group_id', 'invitation.group_id')
    .leftJoin('member', (join) =>
      join
        .onRef('member.group_id', '=', 'invitation.group_id')
        .onRef('member.member_id', '=', 'invitation.member_id'),
    )
    .leftJoin('auth_user', 'auth_user.email', 'invitation.email')
    .select([
      'invitation.purpose',
      'invitation.email',
      'auth_user.id as userId',
      'working_group.name as groupName',
      'working_group.slug',
      'member.name as memberName',
      'member.delegation',
    ])
    .where('invitation.token_hash', '=', tokenHash)
    .where('invitation.used_at', 'is', null)
    .where('invitation.expires_at', '>', now)
    .executeTakeFirst();
  if (!row) return undefined;
  return {
    purpose: row.purpose,
    email: row.email,
    known: row.userId !== null,
    group: row.groupName !== null && row.slug ? { name: row.groupName, slug: row.slug } : null,
    member:
      row.memberName !== null ? { name: row.memberName, delegation: row.delegation ?? '' } : null,
  };
}
