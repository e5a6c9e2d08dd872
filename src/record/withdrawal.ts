import { refused, type Result } from '#core/result.ts';
import type { Appender } from './append.ts';
import type { Appended } from './batch.ts';
import type { Author } from './entry.ts';
import { replaceProjection, type Replaying } from './replay.ts';

/** Its subject is the number of the entry whose payload was withdrawn. */
export const withdrawalVerb = 'record.payload-withdrawn';

/**
 * Takes the payload out of an entry for good, keeps its hash, enters that and why, and makes the
 * projection anew without it. Refuses `entry-unknown`, `payload-already-withdrawn` and, for
 * withdrawals themselves, `withdrawal-stays`.
 */
export async function withdrawPayload(
  appender: Appender,
  replaying: Replaying,
  groupId: string,
  author: Author,
  seq: number,
  reason: string,
): Promise<Result<Appended>> {
  return appender.change(
    groupId,
    author,
    async (tx) => {
      const entry = await tx
        .selectFrom('entry')
        .select(['verb', 'payload'])
        .where('group_id', '=', groupId)
        .where('seq', '=', seq)
        .executeTakeFirst();
      if (!entry) return refused('entry-unknown', { seq });
      if (entry.verb === withdrawalVerb) return refused('withdrawal-stays', { seq });
      if (entry.payload === null) return refused('payload-already-withdrawn', { seq });
      await tx
        .updateTable('entry')
        .set({ payload: null })
        .where('group_id', '=', groupId)
        .where('seq', '=', seq)
        .execute();
      const draft = { verb: withdrawalVerb, subject: String(seq), payload: { reason } };
      return { ok: true, entries: [draft], value: undefined };
    },
    async (tx) => void (await replaceProjection(tx, replaying, groupId)),
  );
}
