import { done, refused, type Result } from '#core/result.ts';
import { readSubgroupSettings, type SubgroupInput } from '#core/subgroup/read-settings.ts';
import { authorNames } from '#store/author-names.ts';
import { draft } from '#store/draft.ts';
import type { SubgroupSettingsChanged } from '#store/subgroup/entries.ts';
import type { Actor } from './actor.ts';
import { changeAsAllowed } from './change-as-allowed.ts';
import type { House } from './house.ts';

/** Changes what a subgroup is told, unless others changed it since entry `expectedSeq`. */
export async function changeSubgroupSettings(
  house: House,
  actor: Actor,
  groupId: string,
  subgroupId: string,
  input: SubgroupInput,
  expectedSeq: number,
): Promise<Result<undefined>> {
  const settings = readSubgroupSettings(input);
  if (!settings.ok) return settings;
  const { name, termsOfReference, due } = settings.value;
  return changeAsAllowed(house, actor, groupId, 'subgroup.change-settings', async (tx) => {
    const row = await tx
      .selectFrom('subgroup')
      .selectAll()
      .where('group_id', '=', groupId)
      .where('subgroup_id', '=', subgroupId)
      .executeTakeFirst();
    if (!row) return refused('no-such-subgroup');
    const changed: SubgroupSettingsChanged = {
      ...(name === row.name ? {} : { name }),
      ...(termsOfReference === row.terms_of_reference ? {} : { termsOfReference }),
      ...(due === row.due ? {} : { due }),
    };
    if (Object.keys(changed).length === 0) return done({ entries: [], value: undefined });
    if (row.settings_seq !== expectedSeq) {
      const entry = await tx
        .selectFrom('entry')
        .select('actor')
        .where('group_id', '=', groupId)
        .where('seq', '=', row.settings_seq)
        .executeTakeFirst();
      const who = await authorNames(tx, groupId, entry ? [entry.actor] : []);
      return refused('subgroup-changed-meanwhile', { who: who.join(', ') });
    }
    return done({
      entries: [draft('subgroup.settings-changed', subgroupId, changed)],
      value: undefined,
    });
  });
}
