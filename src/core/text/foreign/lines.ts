/** The lines of a text, and which of them are one paragraph. Lines are numbered from 1. */
export interface Lines {
  readonly count: number;
  /** The line that a place lies on. */
  at(offset: number): number;
  start(line: number): number;
  /** Behind its last character, before the newline. */
  end(line: number): number;
  isBlank(line: number): boolean;
  isHeading(line: number): boolean;
  /** Number of the paragraph; blank lines count to the one before them. */
  paragraph(line: number): number;
  /** Number of the block: as the paragraph, but the items of a list may be one. */
  block(line: number): number;
  /** How many headings there are up to this line, itself included. */
  headings(line: number): number;
  /** The first and the last line of a paragraph that are not blank. */
  span(paragraph: number): { readonly first: number; readonly last: number } | undefined;
}

/**
 * A paragraph ends at an empty line, before and after a heading, and before an item of a list; a
 * line that merely goes on is part of the one before it. Reads each character once.
 */
export function readLines(text: string): Lines {
  const starts: number[] = [];
  const ends: number[] = [];
  for (let at = 0; at <= text.length;) {
    starts.push(at);
    const end = endOfLine(text, at);
    ends.push(end);
    const wide = text.charCodeAt(end) === 13 && text.charCodeAt(end + 1) === 10;
    at = end + (wide ? 2 : 1);
  }
  const count = starts.length;
  const blank = new Uint8Array(count);
  const heading = new Uint8Array(count);
  const paragraphs = new Int32Array(count);
  const blocks = new Int32Array(count);
  const headings = new Int32Array(count);
  const firsts: number[] = [];
  const lasts: number[] = [];
  let open = false;
  let block = -1;
  let headed = 0;
  for (let index = 0; index < count; index += 1) {
    const head = text.slice(starts[index], Math.min(ends[index] ?? 0, (starts[index] ?? 0) + 200));
    if (isBlankHead(head, text, starts[index] ?? 0, ends[index] ?? 0)) {
      blank[index] = 1;
      open = false;
    } else {
      if (headingLine.test(head)) {
        heading[index] = 1;
        headed += 1;
      }
      if (!open || heading[index] === 1) block += 1;
      if (!open || heading[index] === 1 || item.test(head)) {
        firsts.push(index + 1);
        lasts.push(index + 1);
      }
      lasts[lasts.length - 1] = index + 1;
      open = heading[index] !== 1;
    }
    paragraphs[index] = firsts.length - 1;
    blocks[index] = block;
    headings[index] = headed;
  }
  return {
    count,
    at: (offset) => lineOf(starts, offset),
    start: (line) => starts[line - 1] ?? text.length,
    end: (line) => ends[line - 1] ?? text.length,
    isBlank: (line) => blank[line - 1] === 1,
    isHeading: (line) => heading[line - 1] === 1,
    paragraph: (line) => paragraphs[line - 1] ?? -1,
    block: (line) => blocks[line - 1] ?? -1,
    headings: (line) => headings[line - 1] ?? 0,
    span(paragraph) {
      const [first, last] = [firsts[paragraph], lasts[paragraph]];
      return first === undefined || last === undefined ? undefined : { first, last };
    },
  };
}

const headingLine = /^ {0,3}#{1,6}[ \t]+\S/;
const item =
  /^[ \t]*(?:[-+*•][ \t]|\(?(?:\d{1,3}|[a-z]{1,4})\)[ \t]|\d{1,3}(?:bis|ter)?\.[ \t]|[a-z]\.[ \t])/;

function endOfLine(text: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 10 || code === 13) return at;
  }
  return text.length;
}

function isBlankHead(head: string, text: string, start: number, end: number): boolean {
  if (head.trim() !== '') return false;
  return head.length === end - start || text.slice(start, end).trim() === '';
}

function lineOf(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
