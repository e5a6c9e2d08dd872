import { readPieces, readWhole, type ReadAlternative } from './alternative.ts';
import type { PartyNames } from './attribution.ts';
import { isSpace, writtenSeparators } from './content.ts';
import type { ForeignAlternative, ForeignChoice } from './foreign-text.ts';
import { judgeRun } from './judge-run.ts';
import type { Lines } from './lines.ts';
import type { PairTree } from './match.ts';
import type { Role } from './role.ts';

export interface FoundChoices {
  readonly choices: readonly ForeignChoice[];
  readonly readings: readonly ReadAlternative[];
}

interface Draft {
  readonly pairs: readonly number[];
  readonly stroked: boolean;
  readonly parent: number | undefined;
  readonly depth: number;
}

/**
 * Groups neighbouring brackets into choices. Brackets are neighbours when they touch, or when only
 * spaces, one line break within a paragraph, or a stroke lie between; a bracket that is no dispute,
 * or holds its alternatives itself, has no neighbours.
 */
export function findChoices(
  text: string,
  lines: Lines,
  tree: PairTree,
  roles: readonly Role[],
  parties: PartyNames,
): FoundChoices {
  const separators = new Map<number, readonly number[]>();
  const alone = (pair: number): boolean => separators.has(pair);
  for (let pair = 0; pair < tree.count; pair += 1) {
    const found = isDispute(roles[pair]) ? writtenSeparators(text, tree, pair) : [];
    if (found.length > 0) separators.set(pair, found);
  }
  const choiceOf = new Int32Array(tree.count).fill(-1);
  const choices: ForeignChoice[] = [];
  const readings: ReadAlternative[] = [];
  for (let pair = 0; pair < tree.count; pair += 1) {
    const inherited = parentChoice(tree, pair, choiceOf, roles);
    if (!isDispute(roles[pair])) {
      // What is no dispute hands on the choice it stands in to the brackets inside it.
      choiceOf[pair] = inherited;
      continue;
    }
    if ((choiceOf[pair] ?? -1) >= 0) continue;
    const run = runFrom(text, lines, tree, roles, pair, alone);
    for (const member of run.pairs) choiceOf[member] = choices.length;
    const draft: Draft = {
      ...run,
      parent: inherited < 0 ? undefined : inherited,
      depth: inherited < 0 ? 1 : (choices[inherited]?.depth ?? 0) + 1,
    };
    const read = readRun(text, tree, draft, separators.get(pair), parties);
    choices.push(asChoice(text, lines, tree, roles, draft, separators.has(pair), read));
    for (const one of read) readings.push(one);
  }
  return { choices, readings };
}

export function isDispute(role: Role | undefined): boolean {
  return role?.role === 'words' || role?.role === 'blank';
}

function parentChoice(
  tree: PairTree,
  pair: number,
  choiceOf: Int32Array,
  roles: readonly Role[],
): number {
  const above = tree.parent[pair] ?? -1;
  return above < 0 || !roles[above] ? -1 : (choiceOf[above] ?? -1);
}

function runFrom(
  text: string,
  lines: Lines,
  tree: PairTree,
  roles: readonly Role[],
  first: number,
  alone: (pair: number) => boolean,
): { readonly pairs: readonly number[]; readonly stroked: boolean } {
  const pairs = [first];
  let stroked = false;
  for (let last = first; !alone(last);) {
    const next = tree.nextSibling[last] ?? -1;
    if (next < 0 || !isDispute(roles[next]) || alone(next)) break;
    const gap = gapBetween(text, lines, (tree.close[last] ?? 0) + 1, tree.open[next] ?? 0);
    if (gap === undefined) break;
    stroked ||= gap === 'stroke';
    pairs.push(next);
    last = next;
  }
  return { pairs, stroked };
}

function gapBetween(
  text: string,
  lines: Lines,
  from: number,
  to: number,
): 'space' | 'stroke' | undefined {
  let strokes = 0;
  let broken = false;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x2f) strokes += 1;
    else if (code === 10 || code === 13) broken = true;
    else if (!isSpace(code) && !isMarkup(code)) return undefined;
  }
  if (strokes > 1) return undefined;
  if (broken && lines.paragraph(lines.at(from)) !== lines.paragraph(lines.at(to))) return undefined;
  return strokes === 1 ? 'stroke' : 'space';
}

/** Emphasis, and the backslash of an escaped bracket. */
function isMarkup(code: number): boolean {
  return code === 0x2a || code === 0x5f || code === 0x5c;
}

function readRun(
  text: string,
  tree: PairTree,
  { pairs }: Draft,
  separators: readonly number[] | undefined,
  parties: PartyNames,
): readonly ReadAlternative[] {
  const [first = 0] = pairs;
  if (separators) return readPieces(text, tree, first, separators, parties);
  return pairs.map((pair) => readWhole(text, tree, pair, parties));
}

function asChoice(
  text: string,
  lines: Lines,
  tree: PairTree,
  roles: readonly Role[],
  { pairs, stroked, parent, depth }: Draft,
  written: boolean,
  read: readonly ReadAlternative[],
): ForeignChoice {
  const offset = tree.open[pairs[0] ?? 0] ?? 0;
  const end = (tree.close[pairs[pairs.length - 1] ?? 0] ?? 0) + 1;
  const alternatives: readonly ForeignAlternative[] = read.map(({ alternative }) => alternative);
  const judged = judgeRun({
    alternatives,
    written,
    stroked,
    questioned: pairs.some((pair) => isQuestioned(text, tree, pair)),
    blank: pairs.every((pair) => roles[pair]?.role === 'blank'),
  });
  return { offset, end, line: lines.at(offset), depth, parent, ...judged, alternatives };
}

function isQuestioned(text: string, tree: PairTree, pair: number): boolean {
  const open = tree.open[pair] ?? 0;
  return text.charCodeAt(open + 1) === 0x3f && tree.close[pair] !== open + 2;
}
