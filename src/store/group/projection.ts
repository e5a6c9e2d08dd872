import { projectionVersion } from '../projection-version.ts';
import { eachEntry, type Projection } from '../projection.ts';
import type { GroupFounded, GroupSettings, GroupSettingsChanged } from './entries.ts';

export const groupProjection: Projection = {
  tables: ['working_group'],
  handlers: {
    'group.founded': eachEntry<GroupFounded>((tx, entry, founded) =>
      tx
        .insertInto('working_group')
        .values({
          group_id: entry.groupId,
          slug: founded.slug,
          ...columns(founded),
          sample: founded.sample,
          founded_at: new Date(entry.at),
          settings_seq: entry.seq,
          projection_version: projectionVersion,
        })
        .execute(),
    ),
    'group.settings-changed': eachEntry<GroupSettingsChanged>((tx, entry, changed) =>
      tx
        .updateTable('working_group')
        .set({ ...columns(changed), settings_seq: entry.seq })
        .where('group_id', '=', entry.groupId)
        .execute(),
    ),
  },
};

/** Kysely leaves undefined columns as they are. */
function columns<T extends Partial<GroupSettings>>(settings: T) {
  return {
    name: settings.name as T['name'],
    mandate: settings.mandate as T['mandate'],
    mandate_source: settings.mandateSource as T['mandateSource'],
    terms_of_reference: settings.termsOfReference as T['termsOfReference'],
    report_due: settings.reportDue as T['reportDue'],
    visibility: settings.visibility as T['visibility'],
  };
}
