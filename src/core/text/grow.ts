import { isIsland, isPhrase } from './phrases.ts';
import { type Alternative, type ChoiceNode, keyOf } from './sweep.ts';
import { paragraphEnd, type Token } from './tokens.ts';

/**
 * Runs neighbouring choices together where the same parties differ on both sides of one or two
 * words, so that phrases are read instead of confetti. Only inwards: nothing that all alternatives
 * share comes to stand at an edge, and only after equal changes have become one, so that growth
 * parts nobody.
 */
export function growAcrossIslands(
  base: readonly Token[],
  roots: readonly ChoiceNode[],
): ChoiceNode[] {
  const grown: ChoiceNode[] = [];
  for (const node of roots) {
    const before = grown.at(-1);
    const joined = before && joinOver(base, before, node);
    if (joined) grown[grown.length - 1] = joined;
    else grown.push(node);
  }
  return grown;
}

function joinOver(
  base: readonly Token[],
  one: ChoiceNode,
  other: ChoiceNode,
): ChoiceNode | undefined {
  if (one.children.length > 0 || other.children.length > 0) return undefined;
  if (one.alternatives.some(({ insert }) => !isPhrase(one.to - one.from, insert.length))) {
    return undefined;
  }
  const island = base.slice(one.to, other.from);
  if (!isIsland(island)) return undefined;
  if (island.includes(paragraphEnd) || spansParagraphs(base, one, other)) return undefined;
  const alternatives = paired(one, other, island);
  if (!alternatives) return undefined;
  const joined = { ...one, to: other.to, alternatives };
  return sharesAnEdge(base, joined) ? undefined : joined;
}

function spansParagraphs(base: readonly Token[], ...nodes: readonly ChoiceNode[]): boolean {
  return nodes.some(
    ({ from, to, alternatives }) =>
      base.slice(from, to).includes(paragraphEnd) ||
      alternatives.some(({ insert }) => insert.includes(paragraphEnd)),
  );
}

/** Each alternative with the one of the same parties, or undefined where those differ. */
function paired(one: ChoiceNode, other: ChoiceNode, island: readonly Token[]) {
  const partners = new Map(other.alternatives.map((each) => [standing(each), each]));
  if (partners.size !== one.alternatives.length) return undefined;
  const pairs: Alternative[] = [];
  for (const alternative of one.alternatives) {
    const partner = partners.get(standing(alternative));
    if (!partner) return undefined;
    pairs.push({
      ...alternative,
      insert: [...alternative.insert, ...island, ...partner.insert],
      ids: [...new Set([...alternative.ids, ...partner.ids])],
    });
  }
  return new Set(pairs.map(({ insert }) => keyOf(insert))).size === pairs.length
    ? pairs
    : undefined;
}

function standing({ stances }: Alternative): string {
  return JSON.stringify(stances.map(({ party, verb, cutFrom }) => [party, verb, cutFrom]));
}

function sharesAnEdge(base: readonly Token[], { from, to, alternatives }: ChoiceNode): boolean {
  return (
    alternatives.every(({ insert }) => insert[0] === base[from]) ||
    alternatives.every(({ insert }) => insert.at(-1) === base[to - 1])
  );
}
