import { error } from '@sveltejs/kit';
import { standingOf } from '#actions/standing.ts';
import { may } from '#policy/may.ts';
import type { Standing } from '#policy/standing.ts';
import { currentHouse } from '#server/current-house.ts';
import { groupBySlug, type WorkingGroup } from '#store/group/readers.ts';

export interface GroupHere {
  readonly group: WorkingGroup;
  /** Where the reader stands towards it. */
  readonly standing: Standing;
  /**
   * The group's last entry, known before anything else of the page is read: what is entered in
   * between is heard of twice by who follows on from it, and never missed.
   */
  readonly seq: number;
}

interface Asking {
  readonly params: { readonly slug: string };
  readonly locals: App.Locals;
}

const asked = new WeakMap<App.Locals, Promise<GroupHere>>();

/**
 * The group an address names, for a reader who may read it; to anyone else it is not there (404).
 * Every page asks for itself: what a layout checks protects no page. One request asks once.
 */
export function groupOf({ params, locals }: Asking): Promise<GroupHere> {
  const known = asked.get(locals);
  if (known) return known;
  const here = find(params.slug, locals);
  asked.set(locals, here);
  return here;
}

async function find(slug: string, locals: App.Locals): Promise<GroupHere> {
  const db = currentHouse().db.kysely;
  const group = await groupBySlug(db, slug);
  if (!group) return error(404, locals.speech.t('error.group-not-found'));
  const { seq } = await currentHouse().record.head(group.groupId);
  const standing = await standingOf(db, locals.actor, group.groupId);
  if (!may(standing, 'group.read', group).ok) {
    return error(404, locals.speech.t('error.group-not-found'));
  }
  return { group, standing, seq };
}
