import { analyse } from './analyse.ts';
import type { QueryTerm } from './score.ts';
import type { Stemmer } from './term.ts';

/**
 * The words of a question as terms to rank by: each word with its root in every language that the
 * texts are in, for nobody says in which language they ask. A word asked for twice weighs twice;
 * a piece of a hyphenated word weighs half, beside the whole.
 */
export function queryTerms(
  text: string,
  languages: readonly string[],
  stem: Stemmer,
): readonly QueryTerm[] {
  const words = new Map<string, { terms: Set<string>; weight: number }>();
  for (const language of languages.length > 0 ? languages : ['und']) {
    const seen = new Map<string, number>();
    for (const { term, position, role } of analyse(text, language, stem)) {
      const place = `${position} ${role}`;
      const nth = seen.get(place) ?? 0;
      seen.set(place, nth + 1);
      const word = words.get(`${place} ${nth}`);
      if (word) word.terms.add(term);
      else
        words.set(`${place} ${nth}`, { terms: new Set([term]), weight: role === 'part' ? 0.5 : 1 });
    }
  }
  const merged = new Map<string, { terms: readonly string[]; weight: number }>();
  for (const { terms, weight } of words.values()) {
    const sorted = [...terms].sort();
    const key = sorted.join(' ');
    merged.set(key, { terms: sorted, weight: weight + (merged.get(key)?.weight ?? 0) });
  }
  return [...merged.values()];
}
