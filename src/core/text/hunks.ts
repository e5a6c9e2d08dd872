import { type Difference, differences } from './differences.ts';
import { LineNumbers } from './line-numbers.ts';
import { paragraphEnd, type Token } from './tokens.ts';

/** One change to a run of tokens: those from `from` up to `to` out, others in. */
export interface EditHunk {
  readonly from: number;
  readonly to: number;
  readonly insert: readonly Token[];
}

/** Compares many versions with one base: what lines they share is cut into tokens once. */
export interface Comparer {
  readonly base: readonly Token[];
  /** The changes that make the version of the base, canonical: see `editHunks`. */
  withText(version: string): EditHunk[];
  withTokens(version: readonly Token[]): EditHunk[];
}

/**
 * The changes that make `version` of `base`, in order and apart from each other. Canonical: nothing
 * is taken out and put in again at an edge, what can stand in several places stands where a paragraph
 * or clause begins, else in the first, and what touches is one.
 */
export function editHunks(base: readonly Token[], version: readonly Token[]): EditHunk[] {
  return compareWith(base).withTokens(version);
}

/** The version that the changes make of the base. */
export function applyHunks(base: readonly Token[], hunks: readonly EditHunk[]): Token[] {
  const version: Token[] = [];
  let at = 0;
  for (const { from, to, insert } of hunks) {
    for (; at < from; at++) version.push(base[at] ?? '');
    for (const token of insert) version.push(token);
    at = to;
  }
  for (; at < base.length; at++) version.push(base[at] ?? '');
  return version;
}

export function compareWith(base: readonly Token[]): Comparer {
  const lines = new LineNumbers();
  const baseLines = linesOf(base).map((line) => lines.ofTokens(line));
  const baseNumbers = baseLines.flatMap((line) => lines.tokensOf(line));
  const starts = [0];
  for (const line of baseLines) starts.push((starts.at(-1) ?? 0) + lines.tokensOf(line).length);
  const places = new Map(baseLines.map((line, place) => [line, place]));
  const known = new Map<string, ChangedBlock>();

  /** A changed block of lines; the same block comes again in many versions. */
  const within = (block: Difference, version: readonly number[]): ChangedBlock => {
    const theirs = version.slice(block.fromB, block.toB);
    const key = `${block.fromA} ${block.toA} ${theirs.join(' ')}`;
    const met = known.get(key);
    if (met) return met;
    const ours = baseNumbers.slice(starts[block.fromA], starts[block.toA]);
    const tokens = lines.flatten(theirs);
    const found = { tokens, changes: differences(ours, tokens) };
    known.set(key, found);
    return found;
  };

  const hunksOf = (version: readonly number[]): EditHunk[] => {
    const canonical: NumberHunk[] = [];
    for (const block of differences(baseLines, version)) {
      const offset = starts[block.fromA] ?? 0;
      const { tokens, changes } = within(block, version);
      for (const { fromA, toA, fromB, toB } of changes) {
        const insert = tokens.slice(fromB, toB);
        settle(canonical, baseNumbers, { from: offset + fromA, to: offset + toA, insert });
      }
    }
    return canonical.map((hunk, index) => {
      const end = (canonical[index + 1]?.from ?? baseNumbers.length + 1) - 1;
      const { from, to, insert } = preferred(baseNumbers, hunk, end, (token) => lines.word(token));
      return { from, to, insert: lines.words(insert) };
    });
  };

  return {
    base,
    withText: (version) => hunksOf(linesOfText(version, lines, baseLines, places)),
    withTokens: (version) => hunksOf(linesOf(version).map((line) => lines.ofTokens(line))),
  };
}

/** The tokens that a version has for some lines of the base, and where they differ. */
interface ChangedBlock {
  readonly tokens: readonly number[];
  readonly changes: readonly Difference[];
}

interface NumberHunk {
  readonly from: number;
  readonly to: number;
  readonly insert: readonly number[];
}

/** Adds a hunk behind those that are settled: trimmed, slid to its first place, joined if it touches. */
function settle(settled: NumberHunk[], base: readonly number[], hunk: NumberHunk): void {
  let next: NumberHunk | undefined = hunk;
  while (next) {
    const trimmed = trim(base, next);
    if (trimmed.from === trimmed.to && trimmed.insert.length === 0) return;
    const before = settled.at(-1);
    const slid = slide(base, trimmed, before?.to ?? 0);
    if (before?.to !== slid.from) {
      settled.push(slid);
      return;
    }
    settled.pop();
    next = { from: before.from, to: slid.to, insert: [...before.insert, ...slid.insert] };
  }
}

function trim(base: readonly number[], { from, to, insert }: NumberHunk): NumberHunk {
  let start = 0;
  let end = insert.length;
  while (from < to && start < end && base[from] === insert[start]) {
    from++;
    start++;
  }
  while (from < to && start < end && base[to - 1] === insert[end - 1]) {
    to--;
    end--;
  }
  return { from, to, insert: insert.slice(start, end) };
}

/** Pure insertions and deletions that read the same further to the front move there. */
function slide(base: readonly number[], hunk: NumberHunk, first: number): NumberHunk {
  let { from, to } = hunk;
  const { insert } = hunk;
  if (insert.length === 0) {
    while (from > first && base[from - 1] === base[to - 1]) {
      from--;
      to--;
    }
    return { from, to, insert };
  }
  if (from !== to) return hunk;
  // Turned round once for each step: the last goes to the front.
  let turned = 0;
  const size = insert.length;
  while (from > first && base[from - 1] === insert[(((size - 1 - turned) % size) + size) % size]) {
    from--;
    turned++;
  }
  const cut = size - (turned % size);
  return { from, to: from, insert: [...insert.slice(cut), ...insert.slice(0, cut)] };
}

/**
 * Of the places that read the same, from the first up to `end`: where a paragraph begins, else where
 * a sentence or clause does, else the first.
 */
function preferred(
  base: readonly number[],
  hunk: NumberHunk,
  end: number,
  word: (number: number | undefined) => Token | undefined,
): NumberHunk {
  const { insert } = hunk;
  const isInsertion = hunk.from === hunk.to;
  if (!isInsertion && insert.length > 0) return hunk;
  const size = isInsertion ? insert.length : hunk.to - hunk.from;
  const at = (place: number): number | undefined =>
    isInsertion ? insert[place % size] : base[hunk.from + place];
  let best = 0;
  let bestScore = 0;
  for (let shift = 0; shift < size && hunk.to + shift <= end; shift++) {
    const before = word(base[hunk.from + shift - 1]);
    const score = word(at(shift)) === paragraphEnd ? 2 : before && clauseEnds.has(before) ? 1 : 0;
    if (score > bestScore) [best, bestScore] = [shift, score];
    if (base[hunk.to + shift] !== at(shift)) break;
  }
  if (best === 0) return hunk;
  const turned = isInsertion ? [...insert.slice(best), ...insert.slice(0, best)] : insert;
  return { from: hunk.from + best, to: hunk.to + best, insert: turned };
}

const clauseEnds: ReadonlySet<Token> = new Set([...'.;:!?。；：！？؛؟', paragraphEnd]);

/**
 * The lines of a version, most of which are those of the base one after the other: where the next
 * line of the base stands, it is not looked up.
 */
function linesOfText(
  text: string,
  lines: LineNumbers,
  base: readonly number[],
  places: ReadonlyMap<number, number>,
): number[] {
  const found: number[] = [];
  let next = 0;
  for (let from = 0; from < text.length;) {
    const expected = base[next];
    const words = expected === undefined ? '' : lines.textOf(expected);
    const isWhole = words.endsWith(paragraphEnd) || from + words.length === text.length;
    if (
      expected !== undefined &&
      words !== '' &&
      isWhole &&
      text.slice(from, from + words.length) === words
    ) {
      found.push(expected);
      from += words.length;
      next++;
      continue;
    }
    const end = text.indexOf(paragraphEnd, from);
    const line = text.slice(from, end < 0 ? text.length : end + 1);
    const number = lines.ofText(line);
    found.push(number);
    from += line.length;
    next = (places.get(number) ?? next) + 1;
  }
  return found;
}

function linesOf(tokens: readonly Token[]): Token[][] {
  const lines: Token[][] = [];
  let from = 0;
  for (let at = tokens.indexOf(paragraphEnd); at >= 0; at = tokens.indexOf(paragraphEnd, from)) {
    lines.push(tokens.slice(from, at + 1));
    from = at + 1;
  }
  if (from < tokens.length) lines.push(tokens.slice(from));
  return lines;
}
