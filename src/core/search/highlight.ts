import type { Term } from './term.ts';

/** What to mark: terms, beginnings of terms, and phrases as the analyser gives them. */
export interface Wanted {
  readonly terms: ReadonlySet<string>;
  readonly prefixes?: readonly string[];
  readonly phrases?: readonly (readonly Term[])[];
}

/** UTF-16 offsets, end exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export interface Snippet {
  readonly text: string;
  /** Within `text`; in order, never touching one another. */
  readonly marks: readonly Range[];
  /** Whether words were left out before and after. */
  readonly before: boolean;
  readonly after: boolean;
}

/** Where the wanted words stand in a text, of which `terms` are the analysed terms. */
export function highlight(text: string, terms: readonly Term[], wanted: Wanted): readonly Range[] {
  const single = terms.filter(
    ({ term }) =>
      wanted.terms.has(term) || (wanted.prefixes ?? []).some((prefix) => term.startsWith(prefix)),
  );
  return joined([...single, ...phraseRanges(terms, wanted.phrases ?? [])], text.length);
}

/**
 * The stretch of a text, at most `length` characters, with the greatest variety of wanted words,
 * a phrase counting most; the earliest of equals. Cut at words, and whole where it is short.
 */
export function snippet(
  text: string,
  terms: readonly Term[],
  wanted: Wanted,
  length = 280,
): Snippet {
  const marks = highlight(text, terms, wanted);
  if (text.length <= length) return { text, marks, before: false, after: false };
  const phrases = phraseRanges(terms, wanted.phrases ?? []);
  const start = windowStart(text, bestStart(terms, marks, phrases, length), length);
  const end = windowEnd(text, start, length);
  const inside = marks
    .filter((mark) => mark.start < end && mark.end > start)
    .map((mark) => ({
      start: Math.max(mark.start, start) - start,
      end: Math.min(mark.end, end) - start,
    }));
  return {
    text: text.slice(start, end),
    marks: inside,
    before: start > 0,
    after: end < text.length,
  };
}

function phraseRanges(
  terms: readonly Term[],
  phrases: readonly (readonly Term[])[],
): readonly Range[] {
  const at = new Map<string, Term>();
  for (const term of terms) at.set(`${term.position} ${term.term}`, term);
  return phrases.flatMap((phrase) => {
    const first = phrase[0];
    if (!first) return [];
    return terms.flatMap((begin) => {
      if (begin.term !== first.term) return [];
      const shift = begin.position - first.position;
      const met = phrase.map(({ position, term }) => at.get(`${position + shift} ${term}`));
      if (met.some((term) => term === undefined)) return [];
      return [{ start: begin.start, end: Math.max(...met.map((term) => term?.end ?? 0)) }];
    });
  });
}

function joined(ranges: readonly Range[], length: number): readonly Range[] {
  const sorted = [...ranges].sort((one, other) => one.start - other.start || one.end - other.end);
  const result: { start: number; end: number }[] = [];
  for (const { start, end } of sorted) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end: Math.min(end, length) });
  }
  return result;
}

const phraseWorth = 5;

/** Where the first mark of the best window stands. */
function bestStart(
  terms: readonly Term[],
  marks: readonly Range[],
  phrases: readonly Range[],
  length: number,
): number {
  const named = new Map(terms.map((term) => [term.start, term.term]));
  let best = { start: marks[0]?.start ?? 0, worth: 0 };
  for (const [index, first] of marks.entries()) {
    const seen = new Set<string>();
    let count = 0;
    for (const mark of marks.slice(index)) {
      if (mark.end > first.start + length * 0.8) break;
      seen.add(named.get(mark.start) ?? '');
      count += 1;
    }
    const whole = phrases.filter(
      (phrase) => phrase.start >= first.start && phrase.end <= first.start + length * 0.8,
    ).length;
    const worth = seen.size + Math.min(count, 10) * 0.1 + Math.min(whole, 1) * phraseWorth;
    if (worth > best.worth) best = { start: first.start, worth };
  }
  return best.start;
}

/** A little before the first mark, at a sentence or word, unless the text ends before. */
function windowStart(text: string, first: number, length: number): number {
  const earliest = Math.max(0, Math.min(first - Math.floor(length * 0.2), text.length - length));
  if (earliest === 0) return 0;
  const lead = text.slice(earliest, first);
  const sentence = /[.!?。！？]\s*(?=\S)/.exec(lead);
  if (sentence) return earliest + sentence.index + sentence[0].length;
  const word = /\s+/.exec(lead);
  return clear(text, word ? earliest + word.index + word[0].length : earliest);
}

function windowEnd(text: string, start: number, length: number): number {
  const end = Math.min(text.length, start + length);
  if (end === text.length) return end;
  const space = /\s+\S*$/.exec(text.slice(start + Math.floor(length * 0.7), end));
  return space ? start + Math.floor(length * 0.7) + space.index : clear(text, end);
}

/** Never between the halves of a surrogate pair. */
function clear(text: string, at: number): number {
  return /[\udc00-\udfff]/.test(text[at] ?? '') ? at + 1 : at;
}
