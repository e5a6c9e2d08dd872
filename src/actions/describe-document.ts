import { done, refused, type Result } from '#core/result.ts';
import { may } from '#policy/may.ts';
import type { DocumentDescribed, DocumentDescription } from '#store/document/entries.ts';
import { draft } from '#store/draft.ts';
import type { Actor } from './actor.ts';
import type { House } from './house.ts';
import { authorOf, standingOf } from './standing.ts';

/** Corrects what the register says of a document; only what is given changes. */
export async function describeDocument(
  house: House,
  actor: Actor,
  groupId: string,
  documentId: string,
  description: Partial<DocumentDescription>,
  expectedSeq?: number,
): Promise<Result<undefined>> {
  const author = authorOf(actor, await standingOf(house.db.kysely, actor, groupId));
  const changed = await house.record.change(groupId, author, async (tx) => {
    const allowed = may(await standingOf(tx, actor, groupId), 'document.describe');
    if (!allowed.ok) return allowed;
    const document = await tx
      .selectFrom('document')
      .select(['changed_seq', 'symbol'])
      .where('group_id', '=', groupId)
      .where('document_id', '=', documentId)
      .executeTakeFirst();
    if (!document) return refused('no-such-document');
    if (expectedSeq !== undefined && document.changed_seq !== expectedSeq) {
      return refused('described-meanwhile', { symbol: document.symbol });
    }
    const payload: DocumentDescribed = {
      ...description,
      ...(description.language ? { languageBy: 'person' } : {}),
    };
    return {
      ok: true,
      entries: [draft('document.described', documentId, payload)],
      value: undefined,
    };
  });
  return changed.ok ? done() : changed;
}
