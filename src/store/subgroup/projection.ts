import { eachEntry, type Projection } from '../projection.ts';
import type { SubgroupFounded, SubgroupMember, SubgroupSettingsChanged } from './entries.ts';

export const subgroupProjection: Projection = {
  tables: ['subgroup', 'subgroup_member'],
  handlers: {
    'subgroup.founded': eachEntry<SubgroupFounded>((tx, entry, founded) =>
      tx
        .insertInto('subgroup')
        .values({
          group_id: entry.groupId,
          subgroup_id: entry.subject,
          slug: founded.slug,
          name: founded.name,
          terms_of_reference: founded.termsOfReference,
          due: founded.due,
          settings_seq: entry.seq,
        })
        .execute(),
    ),
    'subgroup.settings-changed': eachEntry<SubgroupSettingsChanged>((tx, entry, changed) =>
      tx
        .updateTable('subgroup')
        .set({
          name: changed.name,
          terms_of_reference: changed.termsOfReference,
          due: changed.due,
          settings_seq: entry.seq,
        })
        .where('group_id', '=', entry.groupId)
        .where('subgroup_id', '=', entry.subject)
        .execute(),
    ),
    'subgroup.member-added': eachEntry<SubgroupMember>((tx, entry, added) =>
      tx
        .insertInto('subgroup_member')
        .values({
          group_id: entry.groupId,
          subgroup_id: entry.subject,
          member_id: added.memberId,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute(),
    ),
    'subgroup.member-removed': eachEntry<SubgroupMember>((tx, entry, removed) =>
      tx
        .deleteFrom('subgroup_member')
        .where('group_id', '=', entry.groupId)
        .where('subgroup_id', '=', entry.subject)
        .where('member_id', '=', removed.memberId)
        .execute(),
    ),
  },
};
