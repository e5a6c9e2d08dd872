import { endsSentence, pageNumber, saysPage, structural } from './line-shapes.ts';

/** How many lines at the top and at the foot of a page may be furniture. */
const edge = 3;

/**
 * The lines of all pages without running heads, footers and page numbers, so that a sentence runs
 * on over the page break. A line goes only where its place at the edge of pages and its company
 * on other pages give it away: a page number must count along with the pages, a running head
 * return on at least three pages and three tenths of them. The first appearance of a head on the
 * first page stays: there it may be the title.
 */
export function withoutFurniture(pages: readonly (readonly string[])[]): readonly string[] {
  const edges = pages.map(edgeLines);
  const numbered = countingAlong(pages, edges);
  const heads = runningHeads(pages, edges);
  return pages.flatMap((lines, page) => {
    const kept = lines.filter((line, index) => {
      if (!edges[page]?.includes(index)) return true;
      if (numbered.has(`${page} ${index}`) || (pages.length > 0 && saysPage(line))) return false;
      return !heads.has(`${page} ${index}`);
    });
    return kept.length === lines.length ? kept : trimmed(kept);
  });
}

/**
 * The same for text whose pages are marked by form feeds; without any, only page numbers that
 * stand alone on their lines, counting up by one at a page's distance, are taken out.
 */
export function textWithoutFurniture(text: string): readonly string[] {
  const pages = text.split('\f').map((page) => page.split(/\r\n?|\n/));
  if (pages.length > 1) return withoutFurniture(pages);
  return withoutLoneNumbers(pages[0] ?? []);
}

const leastBetween = 400;
const usualBetween = 900;

function withoutLoneNumbers(lines: readonly string[]): readonly string[] {
  const found: { line: number; number: number; at: number }[] = [];
  const heads = numberedHeads(lines);
  let at = 0;
  for (const [line, text] of lines.entries()) {
    const number = text.length < 40 ? (pageNumber(text) ?? heads.get(line)) : heads.get(line);
    if (number !== undefined) found.push({ line, number, at });
    at += text.length + 1;
  }
  const gone = new Set(longestCount(found, at).map(({ line }) => line));
  for (const { line } of found) {
    const text = lines[line] ?? '';
    if (saysPage(text) && /\d\D+\d/.test(text)) gone.add(line);
  }
  if (gone.size === 0) return lines;
  return lines.filter((text, line) => {
    if (gone.has(line)) return false;
    const beside = gone.has(line - 1) || gone.has(line + 1);
    return text.trim() !== '' || !beside;
  });
}

/** Lines that return at least three times but for the number at one end, with those numbers. */
function numberedHeads(lines: readonly string[]): ReadonlyMap<number, number> {
  const byShape = new Map<string, { line: number; number: number }[]>();
  for (const [line, text] of lines.entries()) {
    const plain = text.trim();
    if (plain.length > 80 || structural.test(plain) || endsSentence(plain)) continue;
    const number = /^(\d{1,4})\s+\D+$/.exec(plain) ?? /^\D+\s(\d{1,4})$/.exec(plain);
    if (!number) continue;
    const shape = squeezed(plain).replace(/\d+/, '#');
    const places = byShape.get(shape) ?? [];
    byShape.set(shape, places);
    places.push({ line, number: Number(number[1]) });
  }
  const heads = [...byShape.values()].filter((places) => places.length >= leastPages).flat();
  return new Map(heads.map(({ line, number }) => [line, number]));
}

/** Lone numbers beyond so many are a table, and comparing each with each would take for ever. */
const mostPages = 4_000;

/** The longest run of numbers counting up, a page apart (a page without its number may miss); empty where there is none. */
function longestCount<
  N extends { readonly line: number; readonly number: number; readonly at: number },
>(found: readonly N[], textLength: number): readonly N[] {
  let longest: readonly N[] = [];
  if (found.length > mostPages) return longest;
  for (const [index, first] of found.entries()) {
    if (first.number > 20) continue;
    const run = [first];
    for (let after = index + 1; after < found.length; after += 1) {
      const next = found[after] ?? first;
      const last = run.at(-1) ?? first;
      const step = next.number - last.number;
      const apart = next.at - last.at;
      // The foot of one page and the head of the next may stand together.
      const together = step === 1 && next.line === last.line + 1;
      if (step >= 1 && step <= 3 && (together || apart >= leastBetween * step)) run.push(next);
    }
    if (run.length > longest.length) longest = run;
  }
  const span = (longest.at(-1)?.at ?? 0) - (longest[0]?.at ?? 0);
  const apart = span / Math.max(longest.length - 1, 1);
  return longest.length >= 2 && apart >= usualBetween && span * 3 >= textLength ? longest : [];
}

function edgeLines(lines: readonly string[]): readonly number[] {
  const filled = lines.flatMap((line, index) => (line.trim() ? [index] : []));
  if (filled.length <= edge) return filled;
  return [...new Set([...filled.slice(0, edge), ...filled.slice(-edge)])];
}

type Places = ReadonlySet<string>;

/** Numbers at the edge that differ from their page's place by the same on at least two pages. */
function countingAlong(
  pages: readonly (readonly string[])[],
  edges: readonly (readonly number[])[],
): Places {
  const byOffset = new Map<string, string[]>();
  for (const [page, indices] of edges.entries()) {
    for (const index of indices) {
      const line = pages[page]?.[index] ?? '';
      const number = pageNumber(line);
      if (number === undefined) continue;
      const shape = line.trim().replace(/\d+/, '#');
      const key = `${number - page} ${shape}`;
      byOffset.set(key, [...(byOffset.get(key) ?? []), `${page} ${index}`]);
    }
  }
  return new Set([...byOffset.values()].filter((places) => places.length >= 2).flat());
}

const leastPages = 3;
const leastShare = 0.3;

function runningHeads(
  pages: readonly (readonly string[])[],
  edges: readonly (readonly number[])[],
): Places {
  const groups = new Map<string, { page: number; index: number; line: string }[]>();
  for (const [page, indices] of edges.entries()) {
    for (const index of indices) {
      const line = (pages[page]?.[index] ?? '').trim();
      const key = shapeOf(line);
      if (!key) continue;
      const known = groups.get(key);
      if (known) known.push({ page, index, line });
      else groups.set(key, [{ page, index, line }]);
    }
  }
  const places = new Set<string>();
  for (const [shape, group] of groups) {
    const onPages = new Set(group.map(({ page }) => page)).size;
    if (onPages < Math.max(leastPages, Math.ceil(pages.length * leastShare))) continue;
    if (!repeats(group)) continue;
    const slips = [...groups].flatMap(([other, lines]) => (alike(shape, other) ? lines : []));
    for (const { page, index } of [...group, ...slips]) {
      if (page > 0) places.add(`${page} ${index}`);
    }
    const first = group[0];
    if (first?.page === 0 && !isTitle(first, pages[0] ?? [])) places.add(`0 ${first.index}`);
  }
  return places;
}

/**
 * Whether the lines are the same but for a number that follows the pages: headings such as
 * "Article 3", each on a page of its own, are not.
 */
function repeats(group: readonly { page: number; line: string }[]): boolean {
  const first = group[0]?.line ?? '';
  if (group.every(({ line }) => squeezed(line) === squeezed(first))) return true;
  return !structural.test(first);
}

/** On the first page a head stays where it stands above the text, a footer goes. */
function isTitle(first: { index: number }, lines: readonly string[]): boolean {
  const filled = lines.flatMap((line, index) => (line.trim() ? [index] : []));
  return filled.indexOf(first.index) < Math.min(edge, filled.length / 2);
}

function squeezed(line: string): string {
  return line.toLowerCase().replace(/\s+/g, ' ');
}

/** A line with its numbers taken for one another; nothing for a line too long for a head. */
function shapeOf(line: string): string {
  return line.length > 120 || pageNumber(line) !== undefined
    ? ''
    : squeezed(line).replace(/\d+/g, '#');
}

/** The same line but for a slip of recognition here and there: equal ends, nearly equal length. */
function alike(one: string, other: string): boolean {
  const longer = Math.max(one.length, other.length);
  if (one === other || longer < 12 || Math.abs(one.length - other.length) > longer * 0.1)
    return false;
  let front = 0;
  while (front < longer && one[front] === other[front]) front += 1;
  let back = 0;
  while (back < longer - front && one.at(-1 - back) === other.at(-1 - back)) back += 1;
  return front + back >= longer * 0.9;
}

function trimmed(lines: readonly string[]): readonly string[] {
  let first = 0;
  let last = lines.length;
  while (first < last && !lines[first]?.trim()) first += 1;
  while (last > first && !lines[last - 1]?.trim()) last -= 1;
  return lines.slice(first, last);
}
