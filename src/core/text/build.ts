import { type ChoiceNode, type CutStance, sweep } from './sweep.ts';
import type { ChoiceKind, Item } from './compiled.ts';
import { gatherAlike, type Gathered } from './gather-alike.ts';
import { growAcrossIslands } from './grow.ts';
import type { EditHunk } from './hunks.ts';
import { inOrder, type Stance } from './stance.ts';
import type { Token } from './tokens.ts';

/** A change with those who have something to say of it. */
export interface BuildHunk extends EditHunk {
  readonly stances: readonly Stance[];
  /** Its name in a living text; marks then carry it. */
  readonly id?: string;
}

export interface BuildOptions {
  /** Whether neighbouring choices of the same parties run together over one or two words. */
  readonly grow?: boolean;
}

/** Choices within a stretch of the base, as they are written out. */
interface Level {
  readonly nodes: readonly ChoiceNode[];
  next: number;
  at: number;
  readonly node?: ChoiceNode;
  readonly groups?: readonly Gathered[];
}

/** How deep alternatives may hold choices of their own; beyond that they stand side by side. */
const deepestGathering = 3;

/**
 * The text with its choices: equal changes become one alternative with all who stand behind it,
 * changes within others' changes nest, and changes that cross are cut where the first one ends, the
 * pieces linked. Nothing depends on the order in which hunks are given.
 */
export function buildItems(
  base: readonly Token[],
  hunks: readonly BuildHunk[],
  options: BuildOptions = {},
): Item[] {
  return build(base, hunks, { ...options, links: 0 }, 0);
}

/** How to build, and how many proposals in pieces have a number: no two in a text have the same. */
interface Building extends BuildOptions {
  links: number;
}

function build(
  base: readonly Token[],
  hunks: readonly BuildHunk[],
  building: Building,
  depth: number,
): Item[] {
  const swept = sweep(base, hunks);
  const roots = building.grow ? growAcrossIslands(base, swept) : swept;
  const links = numberLinks(roots, building);
  const items: Item[] = [];
  const copy = (from: number, to: number): void => {
    for (let at = from; at < to; at++) items.push(base[at] ?? '');
  };
  // What is being written out: each level a list of choices within a stretch of the base.
  const levels: Level[] = [{ nodes: roots, next: 0, at: 0 }];
  for (let level = levels.at(-1); level; level = levels.at(-1)) {
    const node = level.nodes[level.next];
    if (node) {
      copy(level.at, node.from);
      level.next++;
      level.at = node.to;
      const groups = groupsOf(node, depth);
      items.push(choiceMark(node, groups, depth), { mark: 'alternative', stances: [] });
      levels.push({ nodes: node.children, next: 0, at: node.from, node, groups });
      continue;
    }
    copy(level.at, level.node?.to ?? base.length);
    levels.pop();
    if (!level.node) break;
    writeAlternatives(items, level.groups ?? [], links, building, depth);
    items.push({ mark: 'end' });
  }
  return items;
}

function groupsOf({ alternatives }: ChoiceNode, depth: number): readonly Gathered[] {
  if (depth < deepestGathering) return gatherAlike(alternatives);
  return alternatives.map((alternative) => ({ ...alternative, variants: [] }));
}

function choiceMark({ from, to }: ChoiceNode, groups: readonly Gathered[], depth: number): Item {
  const place = depth === 0 ? { from, to } : {};
  return { mark: 'choice', kind: kindOf(from === to, groups), ...place };
}

/** Rival insertions at one place may both be meant to stand: nobody but a person can tell. */
function kindOf(isGap: boolean, alternatives: readonly Gathered[]): ChoiceKind {
  if (isGap && alternatives.length > 1) return 'undetermined';
  const [only] = alternatives;
  return isGap || (alternatives.length === 1 && only?.insert.length === 0) ? 'optional' : 'oneOf';
}

function writeAlternatives(
  items: Item[],
  groups: readonly Gathered[],
  links: ReadonlyMap<string, number>,
  building: Building,
  depth: number,
): void {
  for (const { insert, stances, ids, variants } of groups) {
    const all = [...stances, ...variants.flatMap((variant) => variant.stances)];
    const hunks = [...ids, ...variants.flatMap((variant) => variant.ids)];
    items.push({
      mark: 'alternative',
      stances: inOrder(all.map((stance) => linked(stance, links))),
      ...(hunks.length > 0 ? { hunks: hunks.sort(byNumber) } : {}),
    });
    if (variants.length === 0) for (const token of insert) items.push(token);
    else {
      const inner = variants.flatMap(({ hunks: changes, stances: those, ids: names }) => {
        const named = names.length > 0 ? names.map((id) => ({ id })) : [{}];
        return changes.flatMap((change) =>
          named.map((name) => ({ ...change, stances: those, ...name })),
        );
      });
      for (const item of build(insert, inner, building, depth + 1)) items.push(item);
    }
  }
}

function linked({ cutFrom, ...stance }: CutStance, links: ReadonlyMap<string, number>): Stance {
  const link = cutFrom === undefined ? undefined : links.get(cutFrom);
  return link === undefined ? stance : { ...stance, link };
}

/** The next numbers, in the order of the text, for proposals of which there is more than one piece. */
function numberLinks(
  roots: readonly ChoiceNode[],
  building: Building,
): ReadonlyMap<string, number> {
  const pieces = new Map<string, number>();
  const waiting = [...roots].reverse();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    const cut = node.alternatives.flatMap(({ stances }) => stances.map(({ cutFrom }) => cutFrom));
    for (const link of [...new Set(cut)].sort()) {
      if (link !== undefined) pieces.set(link, (pieces.get(link) ?? 0) + 1);
    }
    for (const child of [...node.children].reverse()) waiting.push(child);
  }
  const several = [...pieces].filter(([, count]) => count > 1).map(([link]) => link);
  return new Map(several.map((link) => [link, ++building.links]));
}

function byNumber(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : 1);
}
