import { startsWith } from '#convert/encoding.ts';

/**
 * The bytes of a text in the encoding it was read in, with the byte order mark that the original
 * began with. Undefined where this encoding cannot be written, or not these characters.
 */
export function encodeBack(
  text: string,
  encoding: string,
  original: Uint8Array,
): Uint8Array | undefined {
  if (encoding === 'utf-8') {
    const marked = startsWith(original, [0xef, 0xbb, 0xbf]);
    return Buffer.from(marked ? `\ufeff${text}` : text, 'utf8');
  }
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    const little = encoding === 'utf-16le';
    const marked = startsWith(original, little ? [0xff, 0xfe] : [0xfe, 0xff]);
    const bytes = Buffer.from(marked ? `\ufeff${text}` : text, 'utf16le');
    return little ? bytes : bytes.swap16();
  }
  return encodeSingle(text, encoding);
}

/** Encodings of one byte for each character are turned round; others are not. */
function encodeSingle(text: string, encoding: string): Uint8Array | undefined {
  const decoder = new TextDecoder(encoding);
  const byteOf = new Map<string, number>();
  for (let byte = 0; byte < 256; byte += 1) {
    const character = decoder.decode(new Uint8Array([byte]));
    if (character.length === 1 && character !== '\ufffd') byteOf.set(character, byte);
  }
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    const byte = byteOf.get(text.charAt(at));
    if (byte === undefined) return undefined;
    bytes[at] = byte;
  }
  return bytes;
}
