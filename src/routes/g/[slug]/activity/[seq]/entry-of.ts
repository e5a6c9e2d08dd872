import { error } from '@sveltejs/kit';
import { isPublicVerb } from '#policy/activity.ts';
import type { Entry } from '#record/entry.ts';
import { currentHouse } from '#server/current-house.ts';
import { groupOf } from '../../group-of.ts';

interface Asking {
  readonly params: { readonly slug: string; readonly seq: string };
  readonly locals: App.Locals;
}

/** The entry an address names, for a reader who may know of it; to anyone else it is not there. */
export async function entryOf(event: Asking): Promise<Entry> {
  const { group, standing } = await groupOf(event);
  const { seq } = event.params;
  const number = /^[1-9]\d{0,14}$/.test(seq) ? Number(seq) : 0;
  const [entry] =
    number > 0
      ? await currentHouse().record.read(group.groupId, { after: number - 1, limit: 1 })
      : [];
  const isMember = standing.kind === 'member' && standing.state !== 'left';
  if (!entry || entry.seq !== number || !(isMember || isPublicVerb(entry.verb))) {
    return error(404, event.locals.speech.t('error.entry-not-found', { seq }));
  }
  return entry;
}
