import { fold, lower } from './fold.ts';
import { tokens } from './tokens.ts';

/** What remains of a text to compare it by: 128 numbers, the same wherever and whenever made. */
export type Signature = Uint32Array;

const size = 128;
const shingle = 5;
const rows = 4;

/** Two texts at least this similar are the same but for corrections. */
export const nearDuplicateFrom = 0.9;

/**
 * The MinHash signature of a text over its runs of five words, case, accents and layout aside.
 * Undefined for a text without words. Source: A. Z. Broder, "On the resemblance and containment of
 * documents" (1997).
 */
export function signatureOf(text: string): Signature | undefined {
  const words = wordHashes(text);
  if (words.length === 0) return undefined;
  const signature = new Uint32Array(size).fill(0xffffffff);
  const last = Math.max(words.length - shingle, 0);
  for (let at = 0; at <= last; at += 1) {
    let run = 0;
    const end = Math.min(at + shingle, words.length);
    for (let word = at; word < end; word += 1)
      run = mix((Math.imul(run, 31) + (words[word] ?? 0)) | 0);
    for (let index = 0; index < size; index += 1) {
      const hash = mix(run ^ (seeds[index] ?? 0));
      if (hash < (signature[index] ?? 0)) signature[index] = hash;
    }
  }
  return signature;
}

/** An estimate, from 0 to 1, of the share of word runs that two texts have in common. */
export function similarity(one: Signature, other: Signature): number {
  let equal = 0;
  for (let index = 0; index < size; index += 1) if (one[index] === other[index]) equal += 1;
  return equal / size;
}

/**
 * Keys of which two near-duplicates nearly surely share one, and texts without common ground none:
 * looked up in a map or an indexed column, they save comparing every text with every other.
 */
export function bandsOf(signature: Signature): readonly string[] {
  return Array.from({ length: size / rows }, (_, band) => {
    const part = signature.subarray(band * rows, (band + 1) * rows);
    return `${band}:${[...part].map((number) => number.toString(36)).join('.')}`;
  });
}

export function signatureBytes(signature: Signature): Uint8Array {
  const bytes = new Uint8Array(size * 4);
  const view = new DataView(bytes.buffer);
  signature.forEach((number, index) => view.setUint32(index * 4, number, true));
  return bytes;
}

export function signatureFromBytes(bytes: Uint8Array): Signature {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: size }, (_, index) => view.getUint32(index * 4, true));
}

function wordHashes(text: string): readonly number[] {
  const hashes: number[] = [];
  const add = (word: string) => hashes.push(hashOf(fold(lower(word, 'und'))));
  for (const token of tokens(text)) {
    if (token.kind === 'word') add(token.text);
    else for (const part of token.parts) add(part.text);
  }
  return hashes;
}

/** FNV-1a over UTF-16 code units. */
function hashOf(word: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < word.length; index += 1) {
    hash = Math.imul(hash ^ word.charCodeAt(index), 0x01000193);
  }
  return hash;
}

/** The finaliser of MurmurHash3: spreads 32 bits evenly. */
function mix(number: number): number {
  let mixed = number;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

const seeds = Array.from({ length: size }, (_, index) => mix(Math.imul(index + 1, 0x9e3779b1)) | 0);
