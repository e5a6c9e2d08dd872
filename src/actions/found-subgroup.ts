import { slugFrom } from '#core/group/slug.ts';
import { done, type Result } from '#core/result.ts';
import { readSubgroupSettings, type SubgroupInput } from '#core/subgroup/read-settings.ts';
import { draft } from '#store/draft.ts';
import type { Actor } from './actor.ts';
import { changeAsAllowed } from './change-as-allowed.ts';
import type { House } from './house.ts';

export interface FoundedSubgroup {
  readonly subgroupId: string;
  readonly slug: string;
}

/** Founds a subgroup. Its name in addresses is made of its name, with a number where taken. */
export async function foundSubgroup(
  house: House,
  actor: Actor,
  groupId: string,
  input: SubgroupInput,
): Promise<Result<FoundedSubgroup>> {
  const settings = readSubgroupSettings(input);
  if (!settings.ok) return settings;
  const subgroupId = house.newId();
  return changeAsAllowed(house, actor, groupId, 'subgroup.found', async (tx) => {
    const others = await tx
      .selectFrom('subgroup')
      .select('slug')
      .where('group_id', '=', groupId)
      .execute();
    const slug = freeSlug(settings.value.name, new Set(others.map((other) => other.slug)));
    return done({
      entries: [draft('subgroup.founded', subgroupId, { ...settings.value, slug })],
      value: { subgroupId, slug },
    });
  });
}

/** `new` is the address of the page on which a subgroup is founded. */
function freeSlug(name: string, taken: ReadonlySet<string>): string {
  const wanted = slugFrom(name) || 'subgroup';
  const free = (slug: string): boolean => slug !== 'new' && !taken.has(slug);
  if (free(wanted)) return wanted;
  for (let number = 2; ; number++) if (free(`${wanted}-${number}`)) return `${wanted}-${number}`;
}
