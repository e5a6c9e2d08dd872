import type { Block } from './block.ts';
import { textWithoutFurniture } from './furniture.ts';
import { headingLevel } from './heading.ts';
import { joinHyphen } from './hyphen.ts';
import {
  bullet,
  endsBlock,
  endsSentence,
  enumerator,
  startsListItem,
  startsLower,
} from './line-shapes.ts';

/**
 * The blocks of a plain text: lines wrapped by hand or by a machine become paragraphs again, list
 * items and headings are told apart, page numbers go. Works where paragraphs are parted by empty
 * lines, and where nothing but a short line tells that one is over.
 */
export function unwrap(text: string): readonly Block[] {
  return unwrapLines(textWithoutFurniture(text));
}

/** The same for lines from which the furniture has gone. */
export function unwrapLines(source: readonly string[]): readonly Block[] {
  const lines = source.map((line) => line.replace(/[\s\u00a0\ufeff]+/g, ' ').trim());
  const width = wrapWidth(lines);
  const words = width ? wordsOf(lines) : new Set<string>();
  const pieces: Piece[] = [];
  let last: Piece | undefined;
  let gap = true;
  for (const line of lines) {
    if (line.length < longestRule && /^[\p{P}\p{S} ]*$/u.test(line)) {
      gap = true;
      continue;
    }
    if (last && continues(last, line, width, gap)) {
      last.text = joinHyphen(last.text, line, words);
      last.lines += 1;
      last.lastLine = line;
    } else {
      last = { text: line, lastLine: line, lines: 1, gap };
      pieces.push(last);
    }
    gap = false;
  }
  return pieces.map((piece, index) => toBlock(piece, pieces[index - 1], pieces[index + 1]));
}

/** A line of signs alone is a rule between parts, up to this length. */
const longestRule = 200;

interface Piece {
  text: string;
  lastLine: string;
  lines: number;
  /** An empty line stands before it. */
  gap: boolean;
}

/** The width at which lines were wrapped; undefined where a line is a paragraph. */
function wrapWidth(lines: readonly string[]): number | undefined {
  const lengths = lines.flatMap((line) => (line ? [line.length] : [])).sort((a, b) => a - b);
  const width = lengths[Math.floor(lengths.length * 0.9)] ?? 0;
  if (lengths.length < 4 || width > 140 || width < 40) return undefined;
  const full = lengths.filter((length) => length >= width * 0.75).length;
  return full >= lengths.length * 0.35 ? width : undefined;
}

/** Whether a line goes on with what the last one began. */
function continues(last: Piece, line: string, width: number | undefined, gap: boolean): boolean {
  const before = last.lastLine;
  if (gap || bullet.test(line)) return false;
  const open = !endsBlock(before);
  if (before.length > 20 && /[\p{L}\d]-$/u.test(before) && /^[\p{L}\d]/u.test(line)) {
    return width !== undefined;
  }
  if (enumerator.test(line) && !(open && startsLower(line) && !/^[a-z]\)/.test(line))) return false;
  if (open && startsLower(line)) return true;
  if (width === undefined) return false;
  if (/[;:]$/.test(before) && startsLower(line) && before.length >= width * 0.72) return true;
  if (last.lines === 1 && headingLevel(last.text) !== undefined && !startsLower(line)) {
    return before.length > width * 0.9 && open && enumerator.test(before);
  }
  const word = /^\S+/.exec(line)?.[0].length ?? 0;
  const room = width - before.length;
  if (endsSentence(before) || /[:;]$/.test(before)) return room < Math.max(word, width * 0.05);
  return before.length >= width * 0.72 || room <= word;
}

function toBlock(piece: Piece, before: Piece | undefined, after: Piece | undefined): Block {
  const { text } = piece;
  const level = piece.lines <= 2 ? headingLevel(text) : undefined;
  if (level !== undefined) return { kind: 'heading', level, text };
  if (startsListItem(text)) {
    return { kind: 'list-item', level: 1, text: text.replace(bullet, '') };
  }
  if (piece.lines === 1 && standsAsHeading(piece, before, after)) {
    return { kind: 'heading', level: 2, text };
  }
  return { kind: 'paragraph', text };
}

/** A short line without an end, in front of a real paragraph: a heading with no other sign. */
function standsAsHeading(
  { text }: Piece,
  before: Piece | undefined,
  after: Piece | undefined,
): boolean {
  return (
    text.length <= 80 &&
    /^["'“‘«]?[\p{Lu}\p{Lo}]/u.test(text) &&
    !/[.,;:!…。，；：]["'”’»)]*$/u.test(text) &&
    text.split(' ').length <= 14 &&
    after !== undefined &&
    !startsLower(after.text) &&
    (after.text.length >= 120 || startsListItem(after.text)) &&
    !(before && /[,:]$/.test(before.text))
  );
}

function wordsOf(lines: readonly string[]): ReadonlySet<string> {
  const words = new Set<string>();
  for (const line of lines) {
    const inner = line.replace(/-$/, '');
    for (const word of inner.toLowerCase().match(/[\p{L}\d]+(?:-[\p{L}\d]+)*/gu) ?? [])
      words.add(word);
  }
  return words;
}
