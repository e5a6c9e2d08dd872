import { analyse } from '../search/analyse.ts';
import type { Term } from '../search/term.ts';
import { compareText } from './document.ts';
import type { Space } from './space.ts';

/** Of a large area this many members are read for its label, evenly over their order. */
const read = 100;
const named = 3;
/** A phrase says more than its words, so it needs a little less to be named. */
const phraseGain = 1.5;
const longestFallback = 60;

interface Phrase {
  /** In how many texts of each area. */
  readonly inArea: Map<number, number>;
  total: number;
  readonly terms: readonly string[];
  /** How it is written, and how often. */
  readonly spellings: Map<string, number>;
}

/** For each area, given by the numbers of its documents, what tells it from the others. */
export function areaLabels(space: Space, areas: readonly (readonly number[])[]): readonly string[] {
  const phrases = new Map<string, Phrase>();
  const sizes = areas.map((members, area) => {
    const chosen = evenly(members);
    for (const document of chosen) readPhrases(space, document, area, phrases);
    return chosen.length;
  });
  const texts = sizes.reduce((sum, size) => sum + size, 0);
  const byArea: (readonly [number, Phrase])[][] = areas.map(() => []);
  for (const phrase of phrases.values()) {
    for (const [area, count] of phrase.inArea) {
      const size = sizes[area] ?? 1;
      if (count < 2 && size > 2) continue;
      const here = count / size;
      const elsewhere = (phrase.total - count + 0.5) / (texts - size + 1);
      const gain = here * Math.log(1 + here / elsewhere);
      byArea[area]?.push([phrase.terms.length > 1 ? gain * phraseGain : gain, phrase]);
    }
  }
  return areas.map((members, area) => {
    const label = chooseNames(byArea[area] ?? []).join(', ');
    return label || fallback(space, members[0] ?? 0);
  });
}

function evenly(members: readonly number[]): readonly number[] {
  if (members.length <= read) return members;
  return Array.from(
    { length: read },
    (_, at) => members[Math.floor((at * members.length) / read)] ?? 0,
  );
}

/** Single words, and pairs of words with at most one common word between them. */
function readPhrases(
  space: Space,
  document: number,
  area: number,
  phrases: Map<string, Phrase>,
): void {
  const { text = '', language = 'und' } = space.documents[document] ?? {};
  const terms = analyse(text, language, space.stem).filter(({ role }) => role !== 'whole');
  const here = new Map<string, { terms: readonly string[]; spelling: string }>();
  const note = (of: readonly Term[]) => {
    const [first, last] = [of[0], of.at(-1)];
    if (!first || !last) return;
    const roots = of.map(({ term }) => term);
    const key = roots.join(' ');
    if (here.has(key)) return;
    here.set(key, { terms: roots, spelling: oneLine(text.slice(first.start, last.end)) });
  };
  for (const [at, term] of terms.entries()) {
    if (!/^\p{L}/u.test(term.term)) continue;
    note([term]);
    const next = terms[at + 1];
    if (!next || next.term === term.term || !/^\p{L}/u.test(next.term)) continue;
    if (next.position - term.position > 2 || next.start < term.end) continue;
    if (/[^\p{L}\p{M}\p{N}\s'’-]/u.test(text.slice(term.end, next.start))) continue;
    note([term, next]);
  }
  for (const [key, { terms: roots, spelling }] of here) {
    let phrase = phrases.get(key);
    if (!phrase) {
      phrase = { inArea: new Map(), total: 0, terms: roots, spellings: new Map() };
      phrases.set(key, phrase);
    }
    phrase.total += 1;
    phrase.inArea.set(area, (phrase.inArea.get(area) ?? 0) + 1);
    phrase.spellings.set(spelling, (phrase.spellings.get(spelling) ?? 0) + 1);
  }
}

/** The best that have no word in common. */
function chooseNames(found: readonly (readonly [number, Phrase])[]): readonly string[] {
  const used = new Set<string>();
  const names: string[] = [];
  const ordered = [...found].sort(
    (x, y) => y[0] - x[0] || compareText(x[1].terms.join(' '), y[1].terms.join(' ')),
  );
  for (const [, { terms, spellings }] of ordered) {
    if (names.length === named) break;
    if (terms.some((term) => used.has(term))) continue;
    for (const term of terms) used.add(term);
    names.push(spellingOf(spellings));
  }
  return names;
}

/** The commonest spelling; in small letters where it is not seldom so written. */
function spellingOf(spellings: ReadonlyMap<string, number>): string {
  const [best = ['', 0] as const] = [...spellings].sort(
    (x, y) => y[1] - x[1] || compareText(x[0], y[0]),
  );
  const small = best[0].toLowerCase();
  return (spellings.get(small) ?? 0) >= best[1] * seldom ? small : best[0];
}

const seldom = 0.2;

function fallback(space: Space, document: number): string {
  const { text = '', id = '' } = space.documents[document] ?? {};
  const line = oneLine(text).trim();
  if (!line) return id;
  return line.length <= longestFallback ? line : `${line.slice(0, longestFallback).trimEnd()}…`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
