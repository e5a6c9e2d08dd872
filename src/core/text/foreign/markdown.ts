import type { Lines } from './lines.ts';
import type { PairTree } from './match.ts';

/** What of a text is Markdown's own. */
export interface Markdown {
  /** The places of its brackets. */
  readonly brackets: ReadonlySet<number>;
  /** Where footnotes are referred to, with the mark as written. */
  readonly footnotes: readonly { readonly offset: number; readonly text: string }[];
}

/**
 * Finds the brackets of links, images, footnotes, definitions and front matter. Negotiators put a
 * parenthesis behind a bracket too, so a link needs an address that looks like one, and a
 * reference needs its definition. `\[` is a bracket like any other: converters write it so.
 */
export function findMarkdown(text: string, lines: Lines, tree: PairTree): Markdown {
  const brackets = new Set<number>();
  const footnotes: { offset: number; text: string }[] = [];
  const mark = (pair: number): void => {
    brackets.add(tree.open[pair] ?? -1);
    brackets.add(tree.close[pair] ?? -1);
  };
  const { defined, definitions } = findDefinitions(text, lines);
  const front = endOfFrontMatter(text, lines);
  for (let pair = 0; pair < tree.count; pair += 1) {
    const open = tree.open[pair] ?? 0;
    const close = tree.close[pair] ?? 0;
    if (open < front || definitions.has(open)) mark(pair);
    if (open < front) continue;
    const name = nameWithin(text, tree, pair);
    if (name?.startsWith('^') && name.length > 1 && !/\s/.test(name)) {
      mark(pair);
      if (!definitions.has(open))
        footnotes.push({ offset: open, text: text.slice(open, close + 1) });
      continue;
    }
    const next = text.charCodeAt(close + 1);
    if (next === 0x28 && isTarget(text, close + 1)) {
      mark(pair);
    } else if (next === 0x5b) {
      const reference = tree.nextSibling[pair] ?? -1;
      if (reference < 0 || tree.open[reference] !== close + 1) continue;
      const referred = nameWithin(text, tree, reference);
      if (
        referred === undefined ||
        !defined.has(folded(referred === '' ? (name ?? '') : referred))
      ) {
        continue;
      }
      mark(pair);
      mark(reference);
    } else if (name !== undefined && defined.has(folded(name))) mark(pair);
  }
  return { brackets, footnotes };
}

const definition = /^ {0,3}\[([^[\]]{1,200})\]:[ \t]*(\S*)/;
const address = /^<[^<>]*>$|:\/\/|^(?:mailto|urn|doi):|^[#/.]|\.[a-z]{2,5}(?:[#?/]|$)/i;

/** Whether what stands behind a bracket is a link's parenthesis: an address, and maybe a title. */
function isTarget(text: string, from: number): boolean {
  const end = endOfTarget(text, from);
  if (text.charCodeAt(end - 1) !== 0x29) return false;
  const [target = '', ...title] = text.slice(from + 1, end - 1).split(/[ \t]/, 2);
  return address.test(target) && (title.length === 0 || /^["'(]/.test(title[0] ?? ''));
}

function findDefinitions(
  text: string,
  lines: Lines,
): { readonly defined: ReadonlySet<string>; readonly definitions: ReadonlySet<number> } {
  const defined = new Set<string>();
  const definitions = new Set<number>();
  for (let line = 1; line <= lines.count; line += 1) {
    const start = lines.start(line);
    const found = definition.exec(text.slice(start, Math.min(lines.end(line), start + 600)));
    if (!found) continue;
    const [whole, name = '', target = ''] = found;
    if (!name.startsWith('^') && !address.test(target)) continue;
    definitions.add(start + whole.indexOf('['));
    if (!name.startsWith('^')) defined.add(folded(name));
  }
  return { defined, definitions };
}

/** What stands between two brackets that hold no others, if it is short enough for a name. */
function nameWithin(text: string, tree: PairTree, pair: number): string | undefined {
  const open = tree.open[pair] ?? 0;
  const close = tree.close[pair] ?? 0;
  if ((tree.firstChild[pair] ?? -1) >= 0 || close - open > 201) return undefined;
  return text.slice(open + 1, close);
}

function folded(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** The end of what may be a link's address; a bracket or the end of the line ends it in any case. */
function endOfTarget(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x29 && text.charCodeAt(at + 1) !== 0x29) return at + 1;
    if (code === 10 || code === 13 || code === 0x5b || code === 0x5d) return at;
  }
  return text.length;
}

const longestFrontMatter = 200;

/** Where front matter ends: lines of `name: value` between two of `---`, at the very beginning. */
function endOfFrontMatter(text: string, lines: Lines): number {
  const lineText = (line: number): string =>
    text.slice(lines.start(line), lines.end(line)).trimEnd();
  if (lineText(1) !== '---') return 0;
  for (let line = 2; line <= Math.min(lines.count, longestFrontMatter); line += 1) {
    const words = lineText(line);
    if (words === '---' || words === '...') return lines.end(line);
    if (!/^(?:[\w-]+:|\s|-|#|$)/.test(words)) return 0;
  }
  return 0;
}
