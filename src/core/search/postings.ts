/** One passage that a term occurs in. */
export interface Posting {
  /** The passage's number, dense within its group, below 2^31. */
  readonly passage: number;
  /** How often the term occurs, and how many words the passage has; both kept up to 65,535. */
  readonly frequency: number;
  readonly length: number;
}

/** Bytes of one posting: passage int32, frequency uint16, length uint16, little-endian. */
export const postingSize = 8;

/**
 * Postings as stored and as ranked: a block is a plain row of records, so that blocks are merged
 * by putting them one behind the other, in any order.
 */
export function packPostings(postings: readonly Posting[]): Uint8Array {
  const bytes = new Uint8Array(postings.length * postingSize);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const { passage, frequency, length } of postings) {
    view.setInt32(at, passage, true);
    view.setUint16(at + 4, Math.min(frequency, most), true);
    view.setUint16(at + 6, Math.min(length, most), true);
    at += postingSize;
  }
  return bytes;
}

export function unpackPostings(block: Uint8Array): readonly Posting[] {
  const view = viewOf(block);
  return Array.from({ length: countPostings(block) }, (_, index) => {
    const at = index * postingSize;
    return {
      passage: view.getInt32(at, true),
      frequency: view.getUint16(at + 4, true),
      length: view.getUint16(at + 6, true),
    };
  });
}

export function countPostings(block: Uint8Array): number {
  return Math.floor(block.byteLength / postingSize);
}

export function mergePostings(blocks: readonly Uint8Array[]): Uint8Array {
  const merged = new Uint8Array(blocks.reduce((sum, block) => sum + block.byteLength, 0));
  let at = 0;
  for (const block of blocks) {
    merged.set(block, at);
    at += block.byteLength;
  }
  return merged;
}

/** The block without the postings of the passages that are gone. */
export function withoutPassages(block: Uint8Array, gone: ReadonlySet<number>): Uint8Array {
  const view = viewOf(block);
  const kept = new Uint8Array(block.byteLength);
  let end = 0;
  for (let at = 0; at + postingSize <= block.byteLength; at += postingSize) {
    if (gone.has(view.getInt32(at, true))) continue;
    kept.set(block.subarray(at, at + postingSize), end);
    end += postingSize;
  }
  return kept.slice(0, end);
}

export function viewOf(block: Uint8Array): DataView {
  return new DataView(block.buffer, block.byteOffset, block.byteLength);
}

const most = 65_535;
