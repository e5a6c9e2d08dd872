import type { Reason, Result } from '#core/result.ts';
import { done, refused } from '#core/result.ts';
import {
  nearDuplicateFrom,
  signatureFromBytes,
  signatureOf,
  similarity,
} from '#core/search/near-duplicate.ts';
import { type DocumentKind, symbolLetters } from '#core/vocabulary.ts';
import type { Transaction } from '#record/entry.ts';
import type { DocumentDescription, DocumentReading } from '#store/document/entries.ts';
import { draft } from '#store/draft.ts';
import type { Actor } from './actor.ts';
import { changeAsAllowed } from './change-as-allowed.ts';
import type { House } from './house.ts';

export interface NewDocument extends DocumentDescription, DocumentReading {
  /** The register symbol, if one was given; else the next of its kind. */
  readonly symbol?: string | undefined;
}

export interface Registered {
  readonly documentId: string;
  readonly symbol: string;
}

export interface RegisterOptions {
  /** Take it though another document of the same body says nearly the same. */
  readonly takeNearDuplicate?: boolean;
  /** Done in the same transaction, so that an import knows what it took however it is cut off. */
  readonly alongside?: (tx: Transaction, registered: Registered) => Promise<void>;
}

/**
 * Enters a document in the register. Refuses the same bytes (`already-here`) and, unless told to
 * take it, nearly the same words from the same body (`near-duplicate`); both name the document
 * that is there. Nearly the same words from another body are taken: a joint letter is sent by each
 * of its signatories.
 */
export async function registerDocument(
  house: House,
  actor: Actor,
  groupId: string,
  document: NewDocument,
  { takeNearDuplicate = false, alongside }: RegisterOptions = {},
): Promise<Result<Registered>> {
  const documentId = house.newId();
  return changeAsAllowed<Registered>(house, actor, groupId, 'document.register', async (tx) => {
    const refusal =
      (await sameBytes(tx, groupId, document)) ??
      (takeNearDuplicate ? undefined : await nearlySame(tx, groupId, document));
    if (refusal) return { ok: false, reason: refusal };
    const symbol = document.symbol ?? (await nextSymbol(tx, groupId, document.kind));
    if (document.symbol !== undefined && (await isTaken(tx, groupId, symbol))) {
      return refused('symbol-taken', { symbol });
    }
    await alongside?.(tx, { documentId, symbol });
    const entries = [draft('document.registered', documentId, { ...document, symbol })];
    return done({ entries, value: { documentId, symbol } });
  });
}

async function sameBytes(
  tx: Transaction,
  groupId: string,
  { files }: NewDocument,
): Promise<Reason | undefined> {
  const original = files.find((file) => file.role === 'original');
  const there = await tx
    .selectFrom('document_file')
    .innerJoin('document', (join) =>
      join
        .onRef('document.group_id', '=', 'document_file.group_id')
        .onRef('document.document_id', '=', 'document_file.document_id'),
    )
    .select('document.symbol')
    .where('document_file.group_id', '=', groupId)
    .where('document_file.role', '=', 'original')
    .where('document_file.sha256', '=', original?.sha256 ?? '')
    .executeTakeFirst();
  return there && { code: 'already-here', symbol: there.symbol };
}

async function nearlySame(
  tx: Transaction,
  groupId: string,
  { passages, authors }: NewDocument,
): Promise<Reason | undefined> {
  const signature = signatureOf(passages.map(({ text }) => text).join('\n'));
  if (!signature) return undefined;
  const others = await tx
    .selectFrom('document')
    .select(['symbol', 'signature', 'authors'])
    .where('group_id', '=', groupId)
    .where('signature', '!=', Buffer.alloc(0))
    .orderBy('ordinal')
    .execute();
  for (const other of others) {
    const known = authors.length > 0 && other.authors.length > 0;
    if (known && !authors.some((body) => other.authors.includes(body))) continue;
    const share = similarity(signature, signatureFromBytes(other.signature));
    if (share < nearDuplicateFrom) continue;
    return { code: 'near-duplicate', symbol: other.symbol, percent: Math.round(share * 100) };
  }
  return undefined;
}

async function nextSymbol(tx: Transaction, groupId: string, kind: DocumentKind): Promise<string> {
  const letter = symbolLetters[kind];
  const taken = await tx
    .selectFrom('document')
    .select('symbol')
    .where('group_id', '=', groupId)
    .where('symbol', '~', `^${letter}[0-9]{1,9}$`)
    .execute();
  const numbers = taken.map(({ symbol }) => Number(symbol.slice(letter.length)));
  return `${letter}${Math.max(0, ...numbers) + 1}`;
}

async function isTaken(tx: Transaction, groupId: string, symbol: string): Promise<boolean> {
  const there = await tx
    .selectFrom('document')
    .select('symbol')
    .where('group_id', '=', groupId)
    .where('symbol', '=', symbol)
    .executeTakeFirst();
  return there !== undefined;
}
