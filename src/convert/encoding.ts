import { detect } from 'chardet';

export interface Decoded {
  readonly text: string;
  /** As named by the WHATWG Encoding Standard. */
  readonly encoding: string;
  /** Neither a mark nor the bytes themselves settled it. */
  readonly guessed: boolean;
}

/**
 * The text of bytes: a byte order mark decides, else valid UTF-8, else zero bytes in one half of
 * the pairs (UTF-16 without a mark), else Windows-1252. Only where more than a third of the bytes
 * lie above ASCII, which no western European language reaches, is another script guessed by
 * letter frequency. Never fails: what cannot be read becomes U+FFFD.
 */
export function decode(bytes: Uint8Array): Decoded {
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return as('utf-8', bytes);
  if (startsWith(bytes, [0xff, 0xfe])) return as('utf-16le', bytes);
  if (startsWith(bytes, [0xfe, 0xff])) return as('utf-16be', bytes);
  const wide = zeroSide(bytes);
  if (wide) return as(wide, bytes);
  const strict = strictUtf8(bytes);
  if (strict !== undefined) return { text: strict, encoding: 'utf-8', guessed: false };
  const guess = otherScript(bytes);
  return guess ? { ...as(guess, bytes), guessed: true } : as('windows-1252', bytes);
}

/** UTF-16 of mostly ASCII has a zero in every second byte, and nowhere else. */
export function zeroSide(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const length = Math.min(bytes.length, 4096) & ~1;
  if (length < 4) return undefined;
  let even = 0;
  let odd = 0;
  for (let at = 0; at < length; at += 2) {
    if (bytes[at] === 0) even++;
    if (bytes[at + 1] === 0) odd++;
  }
  const pairs = length / 2;
  if (odd > pairs * 0.3 && even < pairs * 0.02) return 'utf-16le';
  if (even > pairs * 0.3 && odd < pairs * 0.02) return 'utf-16be';
  return undefined;
}

function strictUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined; // not UTF-8: the decoder has no other way to say so
  }
}

const otherEncodings: Readonly<Record<string, string>> = {
  'UTF-8': 'utf-8',
  Big5: 'big5',
  'EUC-JP': 'euc-jp',
  'EUC-KR': 'euc-kr',
  GB18030: 'gb18030',
  Shift_JIS: 'shift_jis',
  'ISO-8859-5': 'iso-8859-5',
  'ISO-8859-6': 'iso-8859-6',
  'ISO-8859-7': 'iso-8859-7',
  'ISO-8859-8': 'iso-8859-8',
  'KOI8-R': 'koi8-r',
  'windows-1251': 'windows-1251',
  'windows-1253': 'windows-1253',
  'windows-1255': 'windows-1255',
  'windows-1256': 'windows-1256',
};

function otherScript(bytes: Uint8Array): string | undefined {
  const sample = bytes.subarray(0, 65536);
  let high = 0;
  for (const byte of sample) if (byte >= 0x80) high++;
  if (high < sample.length / 3) return undefined;
  return otherEncodings[detect(sample) ?? ''];
}

function as(encoding: string, bytes: Uint8Array): Decoded {
  return { text: new TextDecoder(encoding).decode(bytes), encoding, guessed: false };
}

export function startsWith(bytes: Uint8Array, head: readonly number[]): boolean {
  return head.every((byte, at) => bytes[at] === byte);
}
