import { hash as digest } from 'node:crypto';
import type { Entry } from './entry.ts';

/** What the first entry of a group names as the hash before it. */
export const noHash = '0'.repeat(64);

/** SHA-256 of a text's UTF-8 bytes, in lower-case hexadecimal, as `sha256sum` prints it. */
export function sha256(text: string): string {
  return digest('sha256', text, 'hex');
}

/** The parts of an entry that its hash is over; the payload takes part by its own hash. */
export type Sealed = Omit<Entry, 'payload' | 'hash'>;

/** The bytes that an entry's hash is over: canonical JSON, keys in alphabetical order. */
export function sealedText(entry: Sealed): string {
  // Written out, because it is the format: the keys as they stand here are already sorted.
  return (
    `{"actor":${JSON.stringify(entry.actor)},"at":"${entry.at}",` +
    `"groupId":${JSON.stringify(entry.groupId)},"onBehalf":${JSON.stringify(entry.onBehalf)},` +
    `"payloadHash":"${entry.payloadHash}","previousHash":"${entry.previousHash}",` +
    `"seq":${entry.seq},"subject":${JSON.stringify(entry.subject)},` +
    `"verb":${JSON.stringify(entry.verb)},"version":${entry.version}}`
  );
}

/** The hash that seals an entry and, through the hash before, all that came before it. */
export function hashOf(entry: Sealed): string {
  return sha256(sealedText(entry));
}
