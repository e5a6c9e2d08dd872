import { reanchor } from '#core/passages/anchor.ts';
import { done, refused, type Result } from '#core/result.ts';
import type { Transaction } from '#record/entry.ts';
import type { DocumentCorrected } from '#store/document/entries.ts';
import type { ImportFile } from '#store/import-batch/tables.ts';
import { draft } from '#store/draft.ts';
import type { Actor } from './actor.ts';
import { changeAsAllowed } from './change-as-allowed.ts';
import type { House } from './house.ts';
import { readDocument } from './read-document.ts';

export interface Correction {
  readonly files: readonly ImportFile[];
  /** Why, for readers. */
  readonly note: string;
  /** The version the corrector had before them; refused if another came in between. */
  readonly expectedVersion?: number;
}

export interface Corrected {
  readonly version: number;
  /** Labels whose words changed, and labels that are no more. */
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** Brings in a corrected version of a document. Passages keep their labels wherever they can. */
export async function correctDocument(
  house: House,
  actor: Actor,
  groupId: string,
  documentId: string,
  correction: Correction,
): Promise<Result<Corrected>> {
  const read = await readDocument(house, correction.files, {});
  if (!read.ok) return read;
  const { files, converter, notes, passages } = read.value;
  return changeAsAllowed<Corrected>(house, actor, groupId, 'document.correct', async (tx) => {
    const document = await currentOf(tx, groupId, documentId);
    if (!document) return refused('no-such-document');
    const { version, symbol, original_sha256 } = document;
    if (correction.expectedVersion !== undefined && correction.expectedVersion !== version) {
      return refused('corrected-meanwhile', { symbol, version });
    }
    if (files.some((file) => file.role === 'original' && file.sha256 === original_sha256)) {
      return refused('already-here', { symbol });
    }
    const old = await passagesOf(tx, groupId, documentId);
    const anchored = reanchor(old.current, passages, old.everUsed);
    const payload: DocumentCorrected = {
      version: version + 1,
      note: correction.note,
      files,
      converter,
      notes,
      passages: anchored.passages,
    };
    return done({
      entries: [draft('document.corrected', documentId, payload)],
      value: {
        version: version + 1,
        changed: anchored.changed.map(({ label }) => label),
        removed: anchored.removed,
      },
    });
  });
}

function currentOf(tx: Transaction, groupId: string, documentId: string) {
  return tx
    .selectFrom('document')
    .select(['version', 'symbol', 'original_sha256'])
    .where('group_id', '=', groupId)
    .where('document_id', '=', documentId)
    .executeTakeFirst();
}

async function passagesOf(tx: Transaction, groupId: string, documentId: string) {
  const rows = await tx
    .selectFrom('passage')
    .select(['label', 'path', 'kind', 'text'])
    .where('group_id', '=', groupId)
    .where('document_id', '=', documentId)
    .orderBy('position')
    .execute();
  const earlier = await tx
    .selectFrom('passage_earlier')
    .select('label')
    .distinct()
    .where('group_id', '=', groupId)
    .where('document_id', '=', documentId)
    .execute();
  return {
    current: rows,
    everUsed: [...rows, ...earlier].map(({ label }) => label),
  };
}
