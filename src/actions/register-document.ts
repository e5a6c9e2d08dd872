import { similarity } from '#core/search/near-duplicate.ts';
import { done, refused, type Result } from '#core/result.ts';
import { symbolLetters } from '#core/vocabulary.ts';
import { mayIn } from '#policy/may.ts';
import type { Transaction } from '#record/entry.ts';
import type { DocumentDescription, DocumentReading } from '#store/document/entries.ts';
import type { Actor } from './actor.ts';
import type { House } from './house.ts';
import { authorOf, standingOf } from './standing.ts';

export interface NewDocument extends DocumentDescription, DocumentReading {
  /** The register symbol, if one was given; else the next of its kind. */
  readonly symbol?: string;
  /** MinHash of its words, as of core/search. */
  readonly signature: Uint8Array;
  /** Take it though another document says nearly the same. */
  readonly takeNearDuplicate?: boolean;
}

export interface Registered {
  readonly documentId: string;
  readonly symbol: string;
}

/** From this share of common wording on, a document of the same body counts as the same. */
const nearDuplicate = 0.9;

/**
 * Enters a document in the register. Refuses the same bytes (`already-here`) and, unless told to
 * take it, nearly the same words from the same body (`near-duplicate`). `alongside` is done in the
 * same transaction, so that an import knows what it has taken whenever it is cut off.
 */
export async function registerDocument(
  house: House,
  actor: Actor,
  groupId: string,
  document: NewDocument,
  alongside: (tx: Transaction, registered: Registered) => Promise<void> = async () => {},
): Promise<Result<Registered>> {
  const documentId = house.newId();
  const { signature, takeNearDuplicate = false, symbol: wanted, ...entered } = document;
  const standing = await standingOf(house.db.kysely, actor, groupId);
  const changed = await house.record.change(groupId, authorOf(actor, standing), async (tx) => {
    const allowed = await mayIn(tx, actor, groupId, 'document.register');
    if (!allowed.ok) return allowed;
    const same = await findSameBytes(tx, groupId, document);
    if (same) return refused('already-here', { symbol: same });
    const near = takeNearDuplicate ? undefined : await findNear(tx, groupId, document, signature);
    if (near) return refused('near-duplicate', near);
    const symbol = wanted ?? (await nextSymbol(tx, groupId, document.kind));
    if (wanted && (await symbolTaken(tx, groupId, wanted))) {
      return refused('symbol-taken', { symbol: wanted });
    }
    await alongside(tx, { documentId, symbol });
    const payload = { ...entered, symbol };
    return {
      ok: true,
      entries: [{ verb: 'document.registered', subject: documentId, payload: { ...payload } }],
      value: { documentId, symbol },
    };
  });
  return changed.ok ? done(changed.value.value) : changed;
}
