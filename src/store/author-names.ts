import type { Kysely } from 'kysely';
import type { Schema } from '#db/schema.ts';

/** The names of who made some entries, each once; `operator` and `system` as they are. */
export async function authorNames(
  db: Kysely<Schema>,
  groupId: string,
  actors: readonly string[],
): Promise<readonly string[]> {
  const ids = actors.filter((actor) => actor.startsWith('member:')).map((actor) => actor.slice(7));
  const members = ids.length
    ? await db
        .selectFrom('member')
        .select(['member_id', 'name'])
        .where('group_id', '=', groupId)
        .where('member_id', 'in', ids)
        .execute()
    : [];
  const names = new Map(members.map(({ member_id, name }) => [`member:${member_id}`, name]));
  return [...new Set(actors.map((actor) => names.get(actor) ?? actor))];
}
