import { readSettings, type SettingsInput } from '#core/group/read-settings.ts';
import { done, refused, type Reason, type Result } from '#core/result.ts';
import { may } from '#policy/may.ts';
import type { Transaction } from '#record/entry.ts';
import { authorNames } from '#store/author-names.ts';
import { draft } from '#store/draft.ts';
import type { GroupSettings, GroupSettingsChanged } from '#store/group/entries.ts';
import type { Actor } from './actor.ts';
import { changeAsAllowed } from './change-as-allowed.ts';
import type { House } from './house.ts';

/** What the bureau settles; the rest says what the group is, and is the secretariat's. */
const bureauFields: readonly string[] = ['termsOfReference', 'reportDue'];

/**
 * Changes what the group settles about itself. `expectedSeq` is the entry whose settings the editor
 * had before them: if others changed them since, nothing is changed, and the refusal
 * (`settings-changed-meanwhile`) names who did and which fields.
 */
export async function changeGroupSettings(
  house: House,
  actor: Actor,
  groupId: string,
  input: SettingsInput,
  expectedSeq: number,
): Promise<Result<undefined>> {
  const settings = readSettings(input);
  if (!settings.ok) return settings;
  return changeAsAllowed(house, actor, groupId, 'group.change-settings', async (tx, standing) => {
    const row = await tx
      .selectFrom('working_group')
      .selectAll()
      .where('group_id', '=', groupId)
      .executeTakeFirst();
    if (!row) return refused('no-such-group', { slug: groupId });
    const changed = differences(
      {
        name: row.name,
        mandate: row.mandate,
        mandateSource: row.mandate_source,
        termsOfReference: row.terms_of_reference,
        reportDue: row.report_due,
        visibility: row.visibility,
      },
      settings.value,
    );
    const fields = Object.keys(changed);
    if (fields.length === 0) return done({ entries: [], value: undefined });
    if (row.settings_seq !== expectedSeq) {
      return { ok: false, reason: await whoChanged(tx, groupId, expectedSeq) };
    }
    const beyond = fields.find((field) => !bureauFields.includes(field));
    const allowed = beyond ? may(standing, 'group.change-mandate') : done();
    if (!allowed.ok) return { ok: false, reason: { ...allowed.reason, field: beyond } };
    return done({
      entries: [draft('group.settings-changed', groupId, changed)],
      value: undefined,
    });
  });
}

/** The settings that are not what they were. */
function differences(was: GroupSettings, wanted: GroupSettings): GroupSettingsChanged {
  return Object.fromEntries(
    Object.entries(was).flatMap(([field, value]) => {
      const next = wanted[field as keyof GroupSettings];
      return next === value ? [] : [[field, next]];
    }),
  );
}

async function whoChanged(tx: Transaction, groupId: string, seq: number): Promise<Reason> {
  const since = await tx
    .selectFrom('entry')
    .select(['actor', 'payload'])
    .where('group_id', '=', groupId)
    .where('verb', '=', 'group.settings-changed')
    .where('seq', '>', seq)
    .orderBy('seq')
    .execute();
  const fields = since.flatMap(({ payload }) => Object.keys(JSON.parse(payload ?? '{}') as object));
  const who = await authorNames(
    tx,
    groupId,
    since.map(({ actor }) => actor),
  );
  return {
    code: 'settings-changed-meanwhile',
    who: who.join(', '),
    fields: [...new Set(fields)].join(' '),
  };
}
