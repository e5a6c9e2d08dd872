import { error } from '@sveltejs/kit';
import type { Deed } from '#policy/may.ts';
import { currentHouse } from '#server/current-house.ts';
import { type SubgroupSheet, subgroupBySlug } from '#store/subgroup/readers.ts';
import { type GroupHere, groupOf } from '../../group-of.ts';
import { mustBeAllowed } from '../../must.ts';

interface Asking {
  readonly params: { readonly slug: string; readonly subgroup: string };
  readonly locals: App.Locals;
  readonly url: URL;
}

export interface SubgroupHere extends GroupHere {
  readonly subgroup: SubgroupSheet;
}

/** The subgroup an address names, for readers of the group, or for those who may do a deed. */
export async function subgroupOf(event: Asking, deed?: Deed): Promise<SubgroupHere> {
  const here = await (deed ? mustBeAllowed(event, deed) : groupOf(event));
  const db = currentHouse().db.kysely;
  const subgroup = await subgroupBySlug(db, here.group.groupId, event.params.subgroup);
  if (!subgroup) error(404, event.locals.speech.reason({ code: 'no-such-subgroup' }));
  return { ...here, subgroup };
}
