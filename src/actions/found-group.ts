import { sql } from 'kysely';
import { readSettings, type SettingsInput } from '#core/group/read-settings.ts';
import { readSlug, slugFrom } from '#core/group/slug.ts';
import { done, refused, type Result } from '#core/result.ts';
import { may } from '#policy/may.ts';
import { draft } from '#store/draft.ts';
import type { Actor } from './actor.ts';
import type { House } from './house.ts';
import { standingOf } from './standing.ts';

export interface NewGroup extends SettingsInput {
  /** Its name in addresses; made of the name where empty. */
  readonly slug: string;
  /** Invented, and to be labelled so wherever it is shown. */
  readonly sample?: boolean;
}

export interface FoundedGroup {
  readonly groupId: string;
  readonly slug: string;
}

/** Founds a working group. An account that does so takes its first seat, as secretariat. */
export async function foundGroup(
  house: House,
  actor: Actor,
  input: NewGroup,
): Promise<Result<FoundedGroup>> {
  const groupId = house.newId();
  const allowed = may(await standingOf(house.db.kysely, actor, groupId), 'group.found');
  if (!allowed.ok) return allowed;
  const slug = readSlug(input.slug || slugFrom(input.name));
  if (!slug.ok) return slug;
  const settings = readSettings(input);
  if (!settings.ok) return settings;

  const memberId = house.newId();
  const seated = actor.kind === 'account';
  const author = { actor: seated ? `member:${memberId}` : 'operator' };
  const changed = await house.record.change(groupId, author, async (tx) => {
    // Groups have a record each, so only this keeps two foundings apart.
    await sql`select pg_advisory_xact_lock(7021660044)`.execute(tx);
    const taken = await tx
      .selectFrom('working_group')
      .select('slug')
      .where('slug', '=', slug.value)
      .executeTakeFirst();
    if (taken) return refused('slug-taken', { field: 'slug', slug: slug.value });
    const founded = draft('group.founded', groupId, {
      ...settings.value,
      slug: slug.value,
      sample: input.sample ?? false,
    });
    if (!seated) return { ok: true, entries: [founded], value: undefined };
    await tx
      .insertInto('seat')
      .values({ group_id: groupId, member_id: memberId, user_id: actor.userId })
      .execute();
    const listed = draft('member.listed', memberId, {
      name: actor.name,
      delegation: '',
      stakeholderGroup: null,
      role: 'secretariat',
    });
    const entries = [founded, listed, draft('member.joined', memberId, {})];
    return { ok: true, entries, value: undefined };
  });
  return changed.ok ? done({ groupId, slug: slug.value }) : changed;
}
