import { countTerms, type TermCounts } from './analyse.ts';
import { mergePostings, packPostings, type Posting } from './postings.ts';
import type { RankSource } from './rank.ts';
import type { Blocks } from './score.ts';
import type { Term } from './term.ts';

/** An index held in memory, for `rank`, trials and tests: grows by `add`, then answers. */
export interface MemoryIndex extends RankSource {
  /** Adds a passage and tells its number, counting from 0. */
  add(terms: readonly Term[]): number;
  blocks(terms: readonly string[]): Blocks;
  /** The vocabulary, with the number of passages that each term occurs in. */
  vocabulary(): ReadonlyMap<string, number>;
}

export function memoryIndex(): MemoryIndex {
  const postings = new Map<string, Posting[]>();
  const packed = new Map<string, Uint8Array>();
  const forward: TermCounts['counts'][] = [];
  let length = 0;

  const block = (term: string): Uint8Array | undefined => {
    const fresh = postings.get(term);
    if (fresh && fresh.length > 0) {
      packed.set(term, mergePostings([packed.get(term) ?? new Uint8Array(), packPostings(fresh)]));
      postings.set(term, []);
    }
    return packed.get(term);
  };

  return {
    get corpus() {
      return { passages: forward.length, length, idLimit: forward.length };
    },
    add(terms) {
      const counted = countTerms(terms);
      const passage = forward.push(counted.counts) - 1;
      length += counted.length;
      for (const [term, frequency] of counted.counts) {
        const posting = { passage, frequency, length: counted.length };
        const list = postings.get(term);
        if (list) list.push(posting);
        else postings.set(term, [posting]);
      }
      return passage;
    },
    blocks(terms): Blocks {
      return new Map(
        terms.flatMap((term) => {
          const found = block(term);
          return found ? [[term, [found]] as const] : [];
        }),
      );
    },
    termCounts: (passages) => passages.map((passage) => forward[passage] ?? new Map()),
    vocabulary() {
      const counts = [...postings.keys()].map(
        (term) => [term, (block(term)?.byteLength ?? 0) / 8] as const,
      );
      return new Map(counts);
    },
  };
}
