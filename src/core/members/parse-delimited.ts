import { done, refused, type Result } from '../result.ts';

export interface Row {
  /** The line of the text on which it begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

/**
 * The rows of a table written as text (RFC 4180, with comma, semicolon or tab, whichever the first
 * line has most of). Empty rows are left out; a quote within a bare cell is a letter like others.
 */
export function parseDelimited(text: string): Result<readonly Row[]> {
  const source = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const delimiter = delimiterOf(source);
  const rows: Row[] = [];
  let cells: string[] = [];
  let line = 1;
  let begun = 1;
  for (let at = 0; at <= source.length;) {
    let cell = '';
    if (source[at] === '"') {
      const opened = line;
      for (at++; ; at++) {
        if (at >= source.length) return refused('members-quote-open', { line: opened });
        if (source[at] === '"' && source[at + 1] === '"') at++;
        else if (source[at] === '"') break;
        if (source[at] === '\n') line++;
        cell += source[at];
      }
      at++;
    }
    const end = endOfCell(source, at, delimiter);
    cells.push(cell + source.slice(at, end));
    at = end + 1;
    if (source[end] === delimiter) continue;
    if (cells.some((each) => each.trim() !== '')) rows.push({ line: begun, cells });
    cells = [];
    line++;
    begun = line;
  }
  return done(rows);
}

function endOfCell(source: string, from: number, delimiter: string): number {
  for (let at = from; at < source.length; at++) {
    if (source[at] === delimiter || source[at] === '\n') return at;
  }
  return source.length;
}

function delimiterOf(source: string): string {
  const [first = ''] = source.trimStart().split('\n', 1);
  const count = (delimiter: string): number => first.split(delimiter).length;
  return [',', ';', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best));
}
