/** A piece of text as a page places it; x and y in points from the upper left of the page. */
export interface Piece {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly size: number;
}

export interface Line {
  readonly text: string;
  readonly x: number;
  readonly right: number;
  readonly y: number;
  readonly size: number;
}

/**
 * The lines of a page in reading order. Pieces on one baseline form a line, parted where a gap is
 * as wide as a gutter. Where nearly nothing crosses a strip in the middle of the page, the page
 * has two columns: between the lines that do cross, the left column is read before the right.
 */
export function linesOf(pieces: readonly Piece[], pageWidth: number): Line[] {
  const lines = rows(pieces).flatMap(segments);
  const gutter = findGutter(lines, pageWidth);
  if (gutter === undefined) return rejoin(lines);
  const ordered: Line[] = [];
  let left: Line[] = [];
  let right: Line[] = [];
  const flush = () => {
    // A right-to-left page begins with its right column.
    const rightFirst = isRightToLeft([...left, ...right].map((line) => line.text).join(' '));
    ordered.push(...(rightFirst ? [...right, ...left] : [...left, ...right]));
    left = [];
    right = [];
  };
  for (const line of lines) {
    if (line.right <= gutter) left.push(line);
    else if (line.x >= gutter) right.push(line);
    else {
      flush();
      ordered.push(line);
    }
  }
  flush();
  return ordered;
}

/** Pieces by baseline, from the top; within a line by x. */
function rows(pieces: readonly Piece[]): Piece[][] {
  const sorted = [...pieces].sort((a, b) => a.y - b.y || a.x - b.x);
  const found: Piece[][] = [];
  let base = 0;
  let size = 0;
  for (const piece of sorted) {
    const row = found.at(-1);
    // Raised note marks sit a third of a line above their baseline.
    if (row && Math.abs(piece.y - base) <= 0.4 * Math.max(size, piece.size)) {
      row.push(piece);
      if (piece.size > size) ({ y: base, size } = piece);
    } else {
      found.push([piece]);
      ({ y: base, size } = piece);
    }
  }
  return found.map((row) => row.sort((a, b) => a.x - b.x));
}

/** A gap this wide, in letter heights, may be a gutter. */
const gutterGap = 1.6;

function segments(row: readonly Piece[]): Line[] {
  const parts: Piece[][] = [];
  let end = 0;
  for (const piece of row) {
    const part = parts.at(-1);
    if (part && piece.x - end <= gutterGap * piece.size) part.push(piece);
    else parts.push([piece]);
    end = Math.max(part ? end : 0, piece.x + piece.width);
  }
  return parts.map(lineOf).filter((line) => line.text !== '');
}

function lineOf(pieces: readonly Piece[]): Line {
  const reversed = isRightToLeft(pieces.map((piece) => piece.text).join(' '));
  const ordered = reversed ? pieces.toReversed() : pieces;
  let text = '';
  let before: Piece | undefined;
  for (const piece of ordered) {
    const gap = !before
      ? 0
      : reversed
        ? before.x - piece.x - piece.width
        : piece.x - before.x - before.width;
    if (before && gap > 0.15 * piece.size && !/\s$/.test(text)) text += ' ';
    text += piece.text;
    before = piece;
  }
  const x = Math.min(...pieces.map((piece) => piece.x));
  const right = Math.max(...pieces.map((piece) => piece.x + piece.width));
  const main = pieces.reduce((most, each) => (each.text.length > most.text.length ? each : most));
  return { text: text.replace(/\s+/g, ' ').trim(), x, right, y: main.y, size: main.size };
}

/** Without columns, segments of one baseline are one line again (tables, leaders, wide spaces). */
function rejoin(lines: readonly Line[]): Line[] {
  const joined: Line[] = [];
  for (const line of lines) {
    const before = joined.at(-1);
    if (before && Math.abs(before.y - line.y) < 0.1 * line.size && line.x >= before.right) {
      const words = isRightToLeft(before.text + line.text) ? [line, before] : [before, line];
      const text = words.map((each) => each.text).join(' ');
      joined[joined.length - 1] = { ...before, text, right: line.right };
    } else joined.push(line);
  }
  return joined;
}

function findGutter(lines: readonly Line[], pageWidth: number): number | undefined {
  const total = lines.reduce((sum, line) => sum + line.text.length, 0);
  if (lines.length < 12 || total < 400) return undefined;
  let best: { at: number; crossing: number } | undefined;
  for (let at = pageWidth * 0.35; at <= pageWidth * 0.65; at += 3) {
    let crossing = 0;
    const left: Line[] = [];
    const right: Line[] = [];
    for (const line of lines) {
      if (line.right <= at) left.push(line);
      else if (line.x >= at) right.push(line);
      else crossing += line.text.length;
    }
    const wide = [left, right].every((side) => fills(side, total, pageWidth));
    if (wide && crossing <= total * 0.25 && (!best || crossing < best.crossing)) {
      best = { at, crossing };
    }
  }
  return best?.at;
}

/** A column has a fair share of the text, in lines of a column's width; cells of a table have not. */
function fills(lines: readonly Line[], total: number, pageWidth: number): boolean {
  const letters = lines.reduce((sum, line) => sum + line.text.length, 0);
  const full = lines.filter((line) => line.right - line.x > pageWidth * 0.25).length;
  return letters >= total * 0.2 && lines.length >= 5 && full >= lines.length / 2;
}

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/g;

/** More than half of the letters are Hebrew, Arabic or a script written like them. */
export function isRightToLeft(text: string): boolean {
  const found = text.match(rightToLeft)?.length ?? 0;
  return found > 0 && found * 2 > (text.match(/\p{L}/gu)?.length ?? 0);
}
