import type { Block } from '#core/passages/block.ts';
import { joinHyphen } from '#core/passages/hyphen.ts';
import { bullet, startsListItem } from '#core/passages/line-shapes.ts';
import type { Line } from './pdf-lines.ts';

/**
 * Paragraphs and headings from the lines of all pages. A heading is set larger than most of the
 * text. A paragraph ends where the space below a line is wider than usual, where the next line is
 * indented or opens a list item, or where a line that ends a sentence stops short.
 */
export function blocksOf(pages: readonly (readonly Line[])[]): Block[] {
  const lines = pages.flat();
  const body = usualSize(lines);
  const levels = headingLevels(lines, body);
  const vocabulary = wordsOf(lines);
  const blocks: Block[] = [];
  let words = '';
  let kind: Omit<Block, 'text'> = { kind: 'paragraph' };
  const flush = () => {
    const text = kind.kind === 'list-item' ? words.replace(bullet, '') : words;
    if (text !== '') blocks.push({ ...kind, text });
    words = '';
  };
  for (const page of pages) {
    const { right, gap } = measures(page);
    for (const [at, line] of page.entries()) {
      const level = levels.get(Math.round(line.size * 2));
      const before = at > 0 ? page[at - 1] : undefined;
      const next: Omit<Block, 'text'> =
        level !== undefined
          ? { kind: 'heading', level }
          : startsListItem(line.text)
            ? { kind: 'list-item', level: 1 }
            : { kind: 'paragraph' };
      if (endsBefore(line, next, before, words, kind, { right, gap })) {
        flush();
        kind = next;
      }
      words = words === '' ? line.text : joinHyphen(words, line.text, vocabulary);
    }
  }
  flush();
  return blocks;
}

interface Measures {
  readonly right: number;
  readonly gap: number;
}

function endsBefore(
  line: Line,
  next: Omit<Block, 'text'>,
  before: Line | undefined,
  words: string,
  kind: Omit<Block, 'text'>,
  { right, gap }: Measures,
): boolean {
  if (words === '') return true;
  if (next.kind === 'heading' || kind.kind === 'heading') {
    const same = next.kind === kind.kind && next.level === kind.level;
    return !(same && before && line.y - before.y < 2 * line.size && line.y > before.y);
  }
  if (next.kind === 'list-item') return true;
  const sentence = /[.!?:;…。！？؟]["'”’)\]]*\d{0,2}$/.test(words);
  // A new page or column: the sentence tells, there is no space to measure.
  if (!before || line.y <= before.y) return sentence;
  if (line.y - before.y > 1.35 * Math.max(gap, line.size)) return true;
  const short = before.right < right - 0.15 * (right - before.x);
  if (sentence && short) return true;
  return sentence && line.x > before.x + 0.8 * line.size && kind.kind !== 'list-item';
}

/** Where full lines end, and the usual distance of baselines. */
function measures(page: readonly Line[]): Measures {
  const rights = page.map((line) => line.right).sort((a, b) => a - b);
  const gaps = page
    .map((line, at) => line.y - (page[at - 1]?.y ?? Number.NaN))
    .filter((gap) => gap > 0)
    .sort((a, b) => a - b);
  return {
    right: rights[Math.floor(rights.length * 0.9)] ?? 0,
    gap: gaps[Math.floor(gaps.length * 0.4)] ?? 0,
  };
}

/** The size in which most letters are set, in half points. */
function usualSize(lines: readonly Line[]): number {
  const letters = new Map<number, number>();
  for (const line of lines) {
    const size = Math.round(line.size * 2);
    letters.set(size, (letters.get(size) ?? 0) + line.text.length);
  }
  return [...letters].sort((a, b) => b[1] - a[1])[0]?.[0] ?? 0;
}

/** Sizes clearly above that of the text, the largest first, at most four; in half points. */
function headingLevels(lines: readonly Line[], body: number): ReadonlyMap<number, number> {
  const sizes = new Set<number>();
  for (const line of lines) {
    const size = Math.round(line.size * 2);
    if (size >= body * 1.12 && line.text.length <= 150 && /\p{L}/u.test(line.text)) sizes.add(size);
  }
  const ordered = [...sizes].sort((a, b) => b - a);
  return new Map(ordered.map((size, at) => [size, Math.min(4, at + 1)]));
}

/** The words written whole: halves of words at the ends of lines would vouch for themselves. */
function wordsOf(lines: readonly Line[]): ReadonlySet<string> {
  const words = new Set<string>();
  let parted = false;
  for (const { text } of lines) {
    const found = text.toLowerCase().match(/[\p{L}\d]+(?:-[\p{L}\d]+)*/gu) ?? [];
    const open = /[\p{L}\d][-‐]$/u.test(text);
    for (const word of found.slice(parted ? 1 : 0, open ? -1 : undefined)) words.add(word);
    parted = open;
  }
  return words;
}
