import type { Contribution } from './netmundial.ts';

/** How a statement was made into a second one that says the same. */
export const disguises = ['word order', 'synonyms', 'truncation'] as const;
export type Disguise = (typeof disguises)[number];

export interface Planted {
  readonly statements: readonly { readonly id: string; readonly text: string }[];
  /** Ids of statements that say the same, the original first. */
  readonly pairs: readonly {
    readonly a: string;
    readonly b: string;
    readonly disguise: Disguise;
  }[];
}

/**
 * Statements drawn from the contributions, some of them a second time in disguise. Of the sentences
 * those are taken that have no run of four words in common with one taken before, so that what the
 * contributions themselves repeat is not counted as a false alarm. The same for the same `random`.
 */
export function plantDuplicates(
  contributions: readonly Contribution[],
  total: number,
  planted: number,
  random: () => number,
): Planted {
  const originals = shuffled(distinctSentences(contributions), random).slice(0, total - planted);
  const synonyms = synonymsIn(contributions);
  const statements = originals.map((text, at) => ({ id: `o${at}`, text }));
  const pairs = Array.from({ length: planted }, (_, at) => {
    const disguise = disguises[at % disguises.length] ?? 'truncation';
    const original = originals[at] ?? '';
    const text = disguiseOf(original, disguise, synonyms, random);
    statements.push({ id: `p${at}`, text });
    return { a: `o${at}`, b: `p${at}`, disguise };
  });
  return { statements: shuffled(statements, random), pairs };
}

function disguiseOf(
  text: string,
  disguise: Disguise,
  synonyms: ReadonlyMap<string, string>,
  random: () => number,
): string {
  const words = text.split(' ');
  if (disguise === 'truncation') return words.slice(0, Math.ceil(words.length * 0.55)).join(' ');
  if (disguise === 'synonyms') {
    return words.map((word) => synonyms.get(word.toLowerCase()) ?? word).join(' ');
  }
  const pieces: string[] = [];
  for (let at = 0; at < words.length;) {
    const length = 2 + Math.floor(random() * 3);
    pieces.push(words.slice(at, at + length).join(' '));
    at += length;
  }
  return shuffled(pieces, random).join(' ');
}

function distinctSentences(contributions: readonly Contribution[]): readonly string[] {
  const seen = new Set<string>();
  const found: string[] = [];
  for (const { text } of contributions) {
    for (const sentence of text.replace(/\s+/g, ' ').split(/(?<=[.;!?])\s+(?=\p{Lu})/u)) {
      const words = sentence.toLowerCase().match(/\p{L}+/gu) ?? [];
      if (words.length < 12 || words.length > 45 || /https?:|www\./.test(sentence)) continue;
      const runs = words.slice(3).map((_, at) => words.slice(at, at + 4).join(' '));
      const fresh = runs.every((run) => !seen.has(run));
      for (const run of runs) seen.add(run);
      if (fresh) found.push(sentence.trim());
    }
  }
  return found;
}

/**
 * For each word the one that most often stands between the same two neighbours: found from word
 * order alone, which the software measured does not look at.
 */
function synonymsIn(contributions: readonly Contribution[]): ReadonlyMap<string, string> {
  const frames = new Map<string, Set<string>>();
  for (const { text } of contributions) {
    const words = text.toLowerCase().match(/\p{L}+/gu) ?? [];
    for (let at = 1; at + 1 < words.length; at += 1) {
      const word = words[at] ?? '';
      if (word.length < 5) continue;
      const frame = `${words[at - 1]} ${words[at + 1]}`;
      frames.set(frame, (frames.get(frame) ?? new Set()).add(word));
    }
  }
  const together = new Map<string, Map<string, number>>();
  for (const words of frames.values()) {
    if (words.size > 12) continue;
    for (const one of words) {
      for (const other of words) {
        if (one.slice(0, 4) === other.slice(0, 4)) continue;
        const counts = together.get(one) ?? new Map<string, number>();
        counts.set(other, (counts.get(other) ?? 0) + 1);
        together.set(one, counts);
      }
    }
  }
  return new Map(
    [...together].flatMap(([word, counts]) => {
      const [best] = [...counts].sort((x, y) => y[1] - x[1] || (x[0] < y[0] ? -1 : 1));
      return best && best[1] >= 2 ? [[word, best[0]] as const] : [];
    }),
  );
}

function shuffled<T>(items: readonly T[], random: () => number): readonly T[] {
  const mixed = [...items];
  for (let at = mixed.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    const [one, two] = [mixed[at], mixed[other]];
    if (one !== undefined && two !== undefined) [mixed[at], mixed[other]] = [two, one];
  }
  return mixed;
}
