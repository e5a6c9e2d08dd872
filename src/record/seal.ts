import { done, type Result } from '#core/result.ts';
import { canonicalJson, type JsonObject } from './canonical.ts';
import type { Author, Draft, Entry } from './entry.ts';
import { hashOf, sha256 } from './hash.ts';

/** A draft that is known to be writable, with the bytes its payload will be kept as. */
export interface Prepared {
  readonly verb: string;
  readonly subject: string;
  readonly version: number;
  readonly actor: string;
  readonly onBehalf: string | null;
  readonly payloadText: string;
  readonly payloadHash: string;
}

/** Where a group's record ends. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** Checks drafts before anything is locked; refuses as `canonicalJson` does. */
export function prepare(author: Author, drafts: readonly Draft[]): Result<readonly Prepared[]> {
  const prepared: Prepared[] = [];
  const names = canonicalJson({ actor: author.actor, onBehalf: author.onBehalf });
  if (!names.ok) return names;
  for (const { verb, subject, payload, version } of drafts) {
    const labels = canonicalJson({ verb, subject });
    if (!labels.ok) return labels;
    const text = canonicalJson(payload);
    if (!text.ok) return text;
    prepared.push({
      verb,
      subject,
      version: version ?? 1,
      actor: author.actor,
      onBehalf: author.onBehalf ?? null,
      payloadText: text.value,
      payloadHash: sha256(text.value),
    });
  }
  return done(prepared);
}

/**
 * Seals a prepared draft as the entry after `head`. The payload is read back from its bytes, so
 * that a projection sees today what it will see at every later replay.
 */
export function seal(groupId: string, head: Head, at: string, prepared: Prepared): Entry {
  const sealed = {
    groupId,
    seq: head.seq + 1,
    at,
    actor: prepared.actor,
    onBehalf: prepared.onBehalf,
    verb: prepared.verb,
    subject: prepared.subject,
    version: prepared.version,
    payloadHash: prepared.payloadHash,
    previousHash: head.hash,
  };
  const payload = JSON.parse(prepared.payloadText) as JsonObject;
  return { ...sealed, payload, hash: hashOf(sealed) };
}
