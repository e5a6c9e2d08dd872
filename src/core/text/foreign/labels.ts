import { readLabel, type Label } from '../label.ts';
import type { ForeignLabel } from './foreign-text.ts';
import type { Lines } from './lines.ts';

/**
 * The labels at the start of lines. A line that goes on with the sentence of the line before has
 * none. Preambular and operative labels count also behind an ellipsis or semicolon on a line that
 * one of them begins, as excerpts and lists of labels are written.
 */
export function findLabels(text: string, lines: Lines): readonly ForeignLabel[] {
  const labels: ForeignLabel[] = [];
  const outer: Indented[] = [];
  let lastLetter = '';
  for (let line = 1; line <= lines.count; line += 1) {
    if (lines.isBlank(line) || goesOn(text, lines, line)) continue;
    const start = lines.start(line);
    const head = text.slice(start, Math.min(lines.end(line), start + longestHead));
    for (let from = 0, count = 0; count < 2; count += 1) {
      const found = readLabel(head.slice(from));
      if (!found || (count > 0 && found.kind !== 'sub')) break;
      const inSeries = levelInSeries(found, lastLetter);
      const level = count > 0 ? inSeries : levelByIndent(found, inSeries, head, outer);
      const label = { ...found, level };
      if (found.kind === 'sub') lastLetter = bareOf(found.label);
      labels.push(asLabel(label, start + from, line));
      from += found.end;
      // A number may be followed at once by its first letter: `2. (a) To hold`.
      if (found.kind !== 'number') break;
    }
    const first = labels[labels.length - 1];
    if (first?.line === line && isProvision(first.kind)) labels.push(...listed(text, lines, line));
  }
  return labels;
}

const longestHead = 120;

function asLabel(
  { label, kind, level, suffix, start }: Label,
  offset: number,
  line: number,
): ForeignLabel {
  return { label, kind, level, offset: offset + start, line, ...(suffix ? { suffix } : {}) };
}

function isProvision(kind: Label['kind']): boolean {
  return kind === 'preambular' || kind === 'operative';
}

/** `(i)` behind `(h)` is a letter. */
function levelInSeries({ kind, level, label }: Label, lastLetter: string): number {
  if (kind !== 'sub' || level !== 4) return level;
  const bare = bareOf(label);
  const isNext = bare.length === 1 && lastLetter.charCodeAt(0) === bare.charCodeAt(0) - 1;
  return isNext && lastLetter.length === 1 ? 3 : level;
}

interface Indented {
  readonly indent: number;
  readonly level: number;
}

/**
 * Plain numbers nest by indentation, as Markdown has them: deeper by one than the last label that
 * stands further out. What carries its level in itself, a suffix or points, keeps it.
 */
function levelByIndent(label: Label, level: number, head: string, outer: Indented[]): number {
  if (label.kind !== 'number' && label.kind !== 'sub') {
    outer.length = 0;
    return level;
  }
  const indent = (/^[ \t]*/.exec(head)?.[0] ?? '').replaceAll('\t', '    ').length;
  while ((outer[outer.length - 1]?.indent ?? -1) >= indent) outer.pop();
  const above = outer[outer.length - 1];
  const plain = label.suffix === undefined && !/[.x]/.test(label.label);
  const nested = plain && above ? Math.max(level, above.level + 1) : level;
  outer.push({ indent, level: nested });
  return nested;
}

function bareOf(label: string): string {
  return label.replace(/[()]/g, '');
}

function goesOn(text: string, lines: Lines, line: number): boolean {
  if (line === 1 || lines.isBlank(line - 1) || lines.isHeading(line - 1) || lines.isHeading(line)) {
    return false;
  }
  const before = text.slice(
    Math.max(lines.start(line - 1), lines.end(line - 1) - 40),
    lines.end(line - 1),
  );
  return (
    !/(?:[.;:,!?…)\]}>*_”"’'\\]|\b(?:and|or|and\/or|No text))\s*$/i.test(before) &&
    !isShortTitle(text, lines, line - 1)
  );
}

/** A line of a few words, as a title is, does not go on. */
function isShortTitle(text: string, lines: Lines, line: number): boolean {
  return (
    lines.end(line) - lines.start(line) < 50 &&
    /^[\s#*_[(]*[\p{Lu}\d]/u.test(text.slice(lines.start(line), lines.start(line) + 12))
  );
}

/** Never longer: a list of labels is short, and a line may be the whole text. */
const longestList = 2000;

function listed(text: string, lines: Lines, line: number): readonly ForeignLabel[] {
  const start = lines.start(line);
  const words = text.slice(start, Math.min(lines.end(line), start + longestList));
  const found: ForeignLabel[] = [];
  for (const { index, 0: gap } of words.matchAll(/(?:\.{3}|…|;)\s+/g)) {
    const from = index + gap.length;
    const label = readLabel(words.slice(from, from + longestHead));
    if (label?.start !== 0) continue;
    const fits = isProvision(label.kind) || (label.kind === 'article' && !gap.startsWith(';'));
    if (fits) found.push(asLabel(label, start + from, line));
  }
  return found;
}
