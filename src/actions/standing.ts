import type { Kysely } from 'kysely';
import type { Schema } from '#db/schema.ts';
import type { Author } from '#record/entry.ts';
import type { Standing } from '#policy/standing.ts';
import type { Actor } from './actor.ts';

/** Where an actor stands towards a group, as of now. */
export async function standingOf(
  db: Kysely<Schema>,
  actor: Actor,
  groupId: string,
): Promise<Standing> {
  if (actor.kind !== 'account') return actor;
  const seat = await db
    .selectFrom('seat')
    .innerJoin('member', (join) =>
      join
        .onRef('member.group_id', '=', 'seat.group_id')
        .onRef('member.member_id', '=', 'seat.member_id'),
    )
    .select(['member.member_id', 'member.name', 'member.role', 'member.state'])
    .where('seat.group_id', '=', groupId)
    .where('seat.user_id', '=', actor.userId)
    .executeTakeFirst();
  if (!seat) return { kind: 'account', founder: actor.founder };
  const { member_id: memberId, name, role, state } = seat;
  return { kind: 'member', memberId, name, role, state };
}

/** How the record names who acts. Without a seat or the server in hand, nothing is entered. */
export function authorOf(actor: Actor, standing: Standing): Author {
  if (standing.kind === 'member') return { actor: `member:${standing.memberId}` };
  return { actor: actor.kind === 'operator' ? 'operator' : 'system' };
}
