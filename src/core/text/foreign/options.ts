import { readLabel } from '../label.ts';
import type { Brace } from './braces.ts';
import type { ForeignOption } from './foreign-text.ts';
import type { Lines } from './lines.ts';
import { OptionGroups, type OptionStyle } from './option-groups.ts';

/**
 * Finds `Option 1:` and its like: at the start of a line, behind its own number if it has one, or
 * within a line behind a bracket or a sentence's end. Groups follow the running number, since
 * indentation does not hold in real drafts.
 */
export function findOptions(
  text: string,
  lines: Lines,
  braces: readonly Brace[],
): readonly ForeignOption[] {
  const groups = new OptionGroups();
  const inBraces = new Map(braces.map((brace) => [brace.offset + 1, brace]));
  for (const found of text.matchAll(candidate)) {
    const offset = found.index;
    const line = lines.at(offset);
    groups.enterHeading(lines.headings(line));
    const brace = inBraces.get(offset);
    if (found.groups?.last !== undefined) {
      if (brace) groups.end();
      continue;
    }
    const after = offset + found[0].length;
    if (!brace && !isOption(text, lines, offset, line, after, found)) continue;
    const label = (found.groups?.label ?? '').trim();
    groups.add(styleOf(label), {
      offset,
      line,
      label,
      noText: brace
        ? /\bno text$/i.test(brace.content.trim())
        : saysNothing(text, lines, line, after),
    });
  }
  return groups.options();
}

const candidate =
  /(?:Option|OPTION)s? ?(?<label>\d{1,3}(?:\.\d{1,3})*|\((?:[a-z]{1,4}|\d{1,2})\)|[IVX]{1,5}(?![A-Z])|[A-Za-z])(?![\p{L}\p{N}])(?<marks>[*_]*) ?(?<stop>[:.–-]?)(?<after>[*_]*)|(?<last>End of options)\b/gu;

function isOption(
  text: string,
  lines: Lines,
  offset: number,
  line: number,
  after: number,
  found: RegExpExecArray,
): boolean {
  if (/^[Oo]ptions/i.test(found[0])) return false;
  const { stop = '', marks = '', after: behind = '' } = found.groups ?? {};
  const start = lines.start(line);
  const before = text.slice(Math.max(start, offset - longestBefore), offset);
  if (offset - start <= longestBefore && isLineStart(before)) {
    if (stop !== '') return stop !== '.' || marks + behind !== '' || /\s/.test(text.charAt(after));
    return (
      marks !== '' || after >= lines.end(line) || text.slice(after, lines.end(line)).trim() === ''
    );
  }
  return stop === ':' && /(?:\[[*_]*|[\]}).;:*]\s+[*_[]*)$/.test(before);
}

const longestBefore = 60;

function isLineStart(before: string): boolean {
  if (onlyMarkup.test(before)) return true;
  const label = readLabel(before);
  return label !== undefined && onlyMarkup.test(label.rest);
}

const onlyMarkup = /^[\s>*_[\]\\]*(?:[-+•]\s+)?[\s*_[\]\\]*$/;
const nothing = /^[\s*_[\](:]*no\s(?:text|provisions?|reference)\b/i;

/** Whether the option is that nothing be said, on its line or on the next that is not empty. */
function saysNothing(text: string, lines: Lines, line: number, after: number): boolean {
  const rest = text.slice(after, Math.min(lines.end(line), after + 80));
  if (rest.replace(/[*_:[\]]/g, '').trim() !== '') return nothing.test(rest);
  for (let next = line + 1; next <= Math.min(lines.count, line + 3); next += 1) {
    if (lines.isBlank(next)) continue;
    const start = lines.start(next);
    return nothing.test(text.slice(start, Math.min(lines.end(next), start + 80)));
  }
  return false;
}

function styleOf(label: string): OptionStyle {
  const bare = label.replace(/[()]/g, '');
  if (/^\d+$/.test(bare)) return { name: 'number', value: Number(bare), rank: 1, level: 1 };
  if (/^\d/.test(bare)) {
    const parts = bare.split('.');
    const outer = parts.slice(0, -1).join('.');
    const value = Number(parts[parts.length - 1]);
    return { name: `number ${outer}`, value, rank: 1 + parts.length / 100, level: parts.length };
  }
  if (/^[IVX]+$/.test(bare)) return { name: 'roman', value: romanValue(bare), rank: 0, level: 1 };
  if (/^[A-Z]$/.test(bare))
    return { name: 'capital', value: bare.charCodeAt(0) - 64, rank: 1, level: 1 };
  if (/^[ivx]{2,}$|^i$/.test(bare)) {
    return { name: 'small roman', value: romanValue(bare.toUpperCase()), rank: 3, level: 3 };
  }
  return { name: 'letter', value: bare.charCodeAt(0) - 96, rank: 2, level: 2 };
}

function romanValue(numeral: string): number {
  const digits: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };
  const values = [...numeral].map((digit) => digits[digit] ?? 0);
  return values.reduce(
    (sum, value, index) => (value < (values[index + 1] ?? 0) ? sum - value : sum + value),
    0,
  );
}
