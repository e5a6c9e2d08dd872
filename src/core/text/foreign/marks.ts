import { readLabel } from '../label.ts';
import type { Brace } from './braces.ts';
import type { FootnoteMark, ForeignStatus, Placeholder, StatusScope } from './foreign-text.ts';
import type { Lines } from './lines.ts';
import type { PairTree } from './match.ts';
import { roleInBraces, roleOf, type Role, type Standing } from './role.ts';

export interface Marks {
  /** By pair: what each bracket is there for. */
  readonly roles: readonly Role[];
  readonly statuses: readonly ForeignStatus[];
  readonly placeholders: readonly Placeholder[];
}

/** Tells the brackets and braces that are about the text from those that dispute it. */
export function findMarks(
  text: string,
  lines: Lines,
  tree: PairTree,
  braces: readonly Brace[],
): Marks {
  const statuses: ForeignStatus[] = [];
  const placeholders: Placeholder[] = [];
  const note = (role: Role, offset: number, end: number): void => {
    const place = { offset, line: lines.at(offset), text: text.slice(offset, end) };
    if (role.role === 'status') {
      statuses.push({ ...place, status: role.status, scope: scopeOf(text, lines, offset, end) });
    } else if (role.role !== 'words' && role.role !== 'blank') {
      placeholders.push({ ...place, kind: role.role });
    }
  };
  const roles: Role[] = [];
  for (let pair = 0; pair < tree.count; pair += 1) {
    const offset = tree.open[pair] ?? 0;
    const close = tree.close[pair] ?? offset;
    const content = text.slice(offset + 1, close);
    const role = roleOf(content, () => standingOf(text, lines, offset, close + 1));
    roles.push(role);
    note(role, offset, close + 1);
  }
  for (const { offset, end, content } of braces) {
    if (optionMark.test(content)) continue;
    note(roleInBraces(content), offset, end);
  }
  for (const { index, 0: signs } of text.matchAll(/#{2,}/g)) {
    const line = lines.at(index);
    if (lines.isHeading(line) && text.slice(lines.start(line), index).trim() === '') continue;
    placeholders.push({ kind: 'placeholder', offset: index, line, text: signs });
  }
  statuses.sort((one, other) => one.offset - other.offset);
  placeholders.sort((one, other) => one.offset - other.offset);
  return { roles, statuses, placeholders };
}

/** Marks of footnotes: an asterisk that closes no emphasis, digits that touch a closing bracket. */
export function findFootnotes(
  text: string,
  lines: Lines,
  closes: readonly number[],
  markdown: readonly { readonly offset: number; readonly text: string }[],
): readonly FootnoteMark[] {
  const marks: FootnoteMark[] = markdown.map(({ offset, text: mark }) => ({
    kind: 'markdown',
    offset,
    line: lines.at(offset),
    text: mark,
  }));
  for (const close of closes) {
    digits.lastIndex = close + 1;
    const found = digits.exec(text);
    if (!found) continue;
    marks.push({ kind: 'digit', offset: close + 1, line: lines.at(close + 1), text: found[0] });
  }
  let emphasis = 0;
  let block = -1;
  for (const { index, 0: stars } of text.matchAll(/\*{1,3}/g)) {
    const line = lines.at(index);
    if (lines.block(line) !== block) emphasis = 0;
    block = lines.block(line);
    const before = text.charAt(index - 1);
    const after = text.charAt(index + stars.length);
    const opens = after !== '' && !/[\s,.;:!?)\]]/.test(after);
    if (opens && !(emphasis > 0 && /[\p{L}\p{N}\p{P}]/u.test(before))) emphasis += 1;
    else if (emphasis > 0) emphasis -= 1;
    else if (/[\p{L}\p{N}\])]/u.test(before)) {
      marks.push({ kind: 'asterisk', offset: index, line, text: stars });
    }
  }
  return marks.sort((one, other) => one.offset - other.offset);
}

const digits = /\d{1,3}(?![\d\p{L}.,%–-]\S?)/uy;
const optionMark = /^(?:Option [\dIVXA-Z(]|End of options)/;

function standingOf(text: string, lines: Lines, offset: number, end: number): Standing {
  const { first, last } = paragraphAt(lines, offset);
  const before = lastSolid(text, Math.max(lines.start(first), offset - 80), offset);
  const start = lines.start(first);
  const lead = offset - start > 80 ? undefined : text.slice(start, offset);
  return {
    startsParagraph: lead !== undefined && isOnlyLabel(lead),
    endsParagraph: isEmpty(text, end, lines.end(last)),
    afterSentence: before === '' || /[.;:,!?\])]/.test(before),
  };
}

/** What may stand before a status at the head of its paragraph: markup and the number. */
function isOnlyLabel(lead: string): boolean {
  const rest = readLabel(lead)?.rest ?? lead;
  return /^[\s#>*_+[-]*$/.test(rest);
}

/**
 * The paragraph a status speaks of: the words before it in its own; else those behind it; else,
 * where it stands alone, the paragraph before.
 */
function scopeOf(text: string, lines: Lines, offset: number, end: number): StatusScope {
  const here = paragraphAt(lines, offset);
  const start = lines.start(here.first);
  const lead = text.slice(start, Math.min(offset, start + 80));
  if (!isOnlyLabel(lead)) return { where: 'before', offset: start, end: offset };
  const close = lines.end(here.last);
  if (!isEmpty(text, end, close)) return { where: 'after', offset: end, end: close };
  const before = lines.span(lines.paragraph(here.first) - 1);
  if (!before) return { where: 'before', offset: start, end: offset };
  return { where: 'before', offset: lines.start(before.first), end: lines.end(before.last) };
}

function paragraphAt(
  lines: Lines,
  offset: number,
): { readonly first: number; readonly last: number } {
  const line = lines.at(offset);
  return lines.span(lines.paragraph(line)) ?? { first: line, last: line };
}

function lastSolid(text: string, from: number, to: number): string {
  return text.slice(from, to).trimEnd().slice(-1);
}

/** Whether only marks follow up to there; the first word answers it. */
function isEmpty(text: string, from: number, to: number): boolean {
  solid.lastIndex = from;
  const found = solid.exec(text);
  return !found || found.index >= to;
}

const solid = /[^\s*_.;,\]]/g;
