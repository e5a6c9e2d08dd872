import { done, refused, type Result } from '#core/result.ts';
import type { DocumentDescribed, DocumentDescription } from '#store/document/entries.ts';
import { draft } from '#store/draft.ts';
import type { Actor } from './actor.ts';
import { changeAsAllowed } from './change-as-allowed.ts';
import type { House } from './house.ts';

/** Corrects what the register says of a document; only what is given changes. */
export async function describeDocument(
  house: House,
  actor: Actor,
  groupId: string,
  documentId: string,
  description: Partial<DocumentDescription>,
  expectedSeq?: number,
): Promise<Result<undefined>> {
  return changeAsAllowed<undefined>(house, actor, groupId, 'document.describe', async (tx) => {
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
    const entries = [draft('document.described', documentId, payload)];
    return done({ entries, value: undefined });
  });
}
