/**
 * A hash to notice change by, never to keep secrets: two 32-bit lanes in the manner of FNV-1a
 * (Fowler, Noll, Vo), with sums that let stretches be hashed by their ends.
 */
export interface Hash {
  readonly high: number;
  readonly low: number;
}

const primes = { high: 0x01000193, low: 0x85ebca6b } as const;
const noHash: Hash = { high: 0x811c9dc5, low: 0x9747b28c };

export function hashText(text: string): Hash {
  let { high, low } = noHash;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    high = Math.imul(high ^ code, primes.high);
    low = Math.imul(low ^ code, primes.low);
    low ^= low >>> 15;
  }
  return { high, low };
}

/** The hash of two things in this order. */
export function hashPair(one: Hash, other: Hash): Hash {
  return {
    high: Math.imul(Math.imul(one.high, primes.high) ^ other.high, primes.low),
    low: Math.imul(Math.imul(one.low, primes.low) + other.low, primes.high) ^ (one.low >>> 13),
  };
}

export function hashName({ high, low }: Hash): string {
  const hex = (lane: number): string => (lane >>> 0).toString(16).padStart(8, '0');
  return hex(high) + hex(low);
}

/** Hashes of all stretches of a row of strings, each for the price of two look-ups. */
export function stretchHashes(row: readonly string[]): (from: number, to: number) => Hash {
  const size = row.length + 1;
  const [high, low] = [new Int32Array(size), new Int32Array(size)];
  const [powerHigh, powerLow] = [new Int32Array(size).fill(1), new Int32Array(size).fill(1)];
  row.forEach((text, at) => {
    const own = hashText(text);
    high[at + 1] = Math.imul(high[at] ?? 0, primes.high) + own.high;
    low[at + 1] = Math.imul(low[at] ?? 0, primes.low) + own.low;
    powerHigh[at + 1] = Math.imul(powerHigh[at] ?? 1, primes.high);
    powerLow[at + 1] = Math.imul(powerLow[at] ?? 1, primes.low);
  });
  return (from, to) => ({
    high: ((high[to] ?? 0) - Math.imul(high[from] ?? 0, powerHigh[to - from] ?? 1)) | 0,
    low: ((low[to] ?? 0) - Math.imul(low[from] ?? 0, powerLow[to - from] ?? 1)) | 0,
  });
}
