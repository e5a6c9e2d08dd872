import { done, refused, type Result } from '#core/result.ts';
import type { DocumentDescribed, DocumentDescription } from '#store/document/entries.ts';
import { registerEntry } from '#store/document/register-entry.ts';
import { draft } from '#store/draft.ts';
import type { Actor } from './actor.ts';
import { changeAsAllowed } from './change-as-allowed.ts';
import type { House } from './house.ts';

/**
 * Corrects what the register says of a document, unless others did since entry `expectedSeq`. Only
 * what is given and differs is entered; a language that differs is the person's word from then on.
 */
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
      .select('symbol')
      .where('group_id', '=', groupId)
      .where('document_id', '=', documentId)
      .executeTakeFirst();
    const entry = document && (await registerEntry(tx, groupId, document.symbol));
    if (!entry) return refused('no-such-document');
    const changed = differences(entry, description);
    if (Object.keys(changed).length === 0) return done({ entries: [], value: undefined });
    if (expectedSeq !== undefined && entry.changedSeq !== expectedSeq) {
      return refused('described-meanwhile', { symbol: entry.symbol });
    }
    const payload: DocumentDescribed = {
      ...changed,
      ...(changed.language ? { languageBy: 'person' } : {}),
    };
    const entries = [draft('document.described', documentId, payload)];
    return done({ entries, value: undefined });
  });
}

function differences(was: DocumentDescription, wanted: DocumentDescribed): DocumentDescribed {
  return Object.fromEntries(
    Object.entries(wanted).filter(([field, value]) => {
      const now = was[field as keyof DocumentDescription];
      return value !== undefined && JSON.stringify(value) !== JSON.stringify(now);
    }),
  );
}
