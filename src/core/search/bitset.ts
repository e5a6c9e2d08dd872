/** A set of passage numbers as bits, lowest bit first: passage 9 is bit 1 of byte 1. */
export type Bitset = Uint8Array;

export function bitsetOf(passages: Iterable<number>, idLimit: number): Bitset {
  const bits = new Uint8Array((idLimit + 7) >> 3);
  for (const passage of passages) {
    if (passage >= 0 && passage < idLimit)
      bits[passage >> 3] = (bits[passage >> 3] ?? 0) | (1 << (passage & 7));
  }
  return bits;
}

export function hasBit(bits: Bitset, passage: number): boolean {
  return (((bits[passage >> 3] ?? 0) >> (passage & 7)) & 1) === 1;
}
