import type { ChoiceKind, Item } from '../compiled.ts';
import { inOrder, type Stance } from '../stance.ts';
import { joinTokens, paragraphEnd, type Token } from '../tokens.ts';
import { componentsOf } from './components.ts';
import { type Hash, hashName, hashPair, hashText, stretchHashes } from './hash.ts';
import { literalPairs } from './literal-choices.ts';
import { livingTokens } from './living-tokens.ts';
import { byNumber, placedHunks } from './placed-hunks.ts';
import type { PlacedAlternative, PlacedChoice } from './placed-text.ts';
import type { Hunk, TextState, TokenId } from './state.ts';
import { streamOf } from './stream.ts';

/** Longer wordings are shown by their beginning; nested ones would repeat each other for ever. */
const mostShown = 300;

interface Draft {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly kind: ChoiceKind;
  readonly depth: number;
  readonly parent: number | null;
  readonly alternatives: {
    readonly stances: readonly Stance[];
    readonly hunks: readonly string[];
    /** Hunks that differ from it, as choices within it. */
    readonly differing: string[];
    readonly words: Words;
  }[];
  within: Hash;
}

/** The first words of an alternative, and whether there are more. */
interface Words {
  readonly tokens: Token[];
  more: boolean;
}

/**
 * The choices of a built text that lie on the stream itself; those within an alternative are decided
 * with it. Items come back with the kinds that people marked.
 */
export function collectChoices(
  state: TextState,
  built: readonly Item[],
): { readonly items: readonly Item[]; readonly choices: readonly PlacedChoice[] } {
  const { living } = streamOf(state);
  const { ids, hashOf } = livingTokens(streamOf(state));
  const drafts = draftChoices(built);
  const keys = keysOf(drafts);
  const components = componentsOf(placedHunks(state));
  const starts = provisionStarts(living, ids);
  const pieces = countPieces(drafts);
  const hunkHashes = new Map<string, Hash>();
  for (const { hunk } of placedHunks(state)) hunkHashes.set(hunk.id, hashText(saidOf(hunk)));
  const hashHunks = (start: Hash, hunks: readonly string[]): Hash =>
    hunks.reduce((hash, id) => hashPair(hash, hunkHashes.get(id) ?? start), start);

  const items = [...built];
  const choices: PlacedChoice[] = [];
  // What is within comes first, for a choice changes with what changes in it.
  for (let index = drafts.length - 1; index >= 0; index--) {
    const draft = drafts[index];
    if (!draft) continue;
    const { from, to, alternatives, depth, parent } = draft;
    const key = keys[index] ?? '';
    const hunks = [...new Set(alternatives.flatMap(({ hunks: own }) => own))].sort(byNumber);
    const component = [...new Set(hunks.flatMap((id) => components.get(id) ?? [id]))].sort(
      byNumber,
    );
    const cut = hunks.some((id) => (pieces.get(id) ?? 0) > 1);
    let hash = hashHunks(hashPair(hashOf(from, to), draft.within), hunks);
    const outer = parent === null ? undefined : drafts[parent];
    if (outer) outer.within = hashPair(outer.within, hash);
    if (cut) hash = hashHunks(hash, component);
    const kind = state.kinds[key] ?? draft.kind;
    if (kind !== draft.kind) items[draft.at] = { mark: 'choice', kind, from, to };
    choices.push({
      key,
      fingerprint: hashName(hash),
      from,
      to,
      depth,
      parent: parent === null ? null : (keys[parent] ?? null),
      component,
      cut,
      kind,
      literal: false,
      provision: starts(from),
      alternatives: alternatives.map(({ stances, hunks: own, differing, words }, place) => ({
        stances,
        hunks: [
          ...own.filter((id) => !differing.includes(id)),
          ...own.filter((id) => differing.includes(id)),
        ],
        words: shown(words.tokens, words.more),
        isDefault: place === 0,
      })),
    });
  }
  choices.reverse();
  const literal = literalChoices(state, starts);
  return { items, choices: inTextOrder(choices, literal) };
}

/** Both in one order; neither is put in another order than it had. */
function inTextOrder(
  choices: readonly PlacedChoice[],
  literal: readonly PlacedChoice[],
): readonly PlacedChoice[] {
  const all: PlacedChoice[] = [];
  let next = 0;
  for (const choice of choices) {
    for (let pair = literal[next]; pair && pair.from <= choice.from; pair = literal[next]) {
      all.push(pair);
      next++;
    }
    all.push(choice);
  }
  return [...all, ...literal.slice(next)];
}

function draftChoices(built: readonly Item[]): Draft[] {
  const drafts: Draft[] = [];
  // Each open mark: a choice on the stream by its number, or -1 for one within an alternative.
  const open: { readonly draft: number; alternative: number }[] = [];
  built.forEach((item, at) => {
    if (typeof item === 'string') {
      collect(drafts, open, item);
      return;
    }
    if (item.mark === 'choice') {
      if (item.from === undefined || item.to === undefined) {
        open.push({ draft: -1, alternative: -1 });
        return;
      }
      const outer = open.at(-1);
      const { from, to, kind } = item;
      drafts.push({
        at,
        from,
        to,
        kind,
        depth: open.length,
        parent: outer ? outer.draft : null,
        alternatives: [],
        within: hashText(''),
      });
      open.push({ draft: drafts.length - 1, alternative: -1 });
    } else if (item.mark === 'end') open.pop();
    else if (item.mark === 'alternative') {
      const top = open.at(-1);
      if (!top) return;
      top.alternative++;
      const { stances, hunks = [] } = item;
      if (top.draft < 0) {
        const outer = drafts[open.findLast(({ draft }) => draft >= 0)?.draft ?? -1];
        outer?.alternatives.at(-1)?.differing.push(...hunks);
        return;
      }
      const words = { tokens: [], more: false };
      drafts[top.draft]?.alternatives.push({ stances, hunks, differing: [], words });
    }
  });
  return drafts;
}

/** Adds a token to all alternatives around it in which nobody in particular would read it. */
function collect(
  drafts: readonly Draft[],
  open: readonly { readonly draft: number; readonly alternative: number }[],
  token: Token,
): void {
  for (let level = open.length - 1; level >= 0; level--) {
    const mark = open[level];
    if (!mark) return;
    const words = drafts[mark.draft]?.alternatives[mark.alternative]?.words;
    if (words && words.tokens.length < mostShown) words.tokens.push(token);
    else if (words) {
      // Whatever is around it begins no later, and is full as well.
      if (words.more) return;
      words.more = true;
    }
    if (mark.alternative > 0) return;
  }
}

function shown(tokens: readonly Token[], more: boolean): string {
  return joinTokens(tokens) + (more ? ' …' : '');
}

/** Each choice by its smallest hunk; the further pieces of a cut one with a number behind. */
function keysOf(drafts: readonly Draft[]): string[] {
  const given = new Map<string, number>();
  return drafts.map(({ alternatives }) => {
    const [smallest = ''] = alternatives.flatMap(({ hunks }) => hunks).sort(byNumber);
    const count = (given.get(smallest) ?? 0) + 1;
    given.set(smallest, count);
    return count === 1 ? smallest : `${smallest}~${count}`;
  });
}

function countPieces(drafts: readonly Draft[]): Map<string, number> {
  const pieces = new Map<string, number>();
  for (const { alternatives } of drafts) {
    for (const id of new Set(alternatives.flatMap(({ hunks }) => hunks))) {
      pieces.set(id, (pieces.get(id) ?? 0) + 1);
    }
  }
  return pieces;
}

/** For a position, the id of the provision in which it lies. */
function provisionStarts(
  living: readonly Token[],
  ids: readonly TokenId[],
): (position: number) => string {
  const ends: number[] = [];
  living.forEach((token, position) => {
    if (token === paragraphEnd && position < living.length - 1) ends.push(position);
  });
  return (position) => {
    const end = ends[firstAtLeast(ends.length, (index) => (ends[index] ?? 0) >= position) - 1];
    return end === undefined ? 'start' : (ids[end] ?? 'start');
  };
}

/** The first number of a row for which something holds that holds for all that follow. */
function firstAtLeast(size: number, holds: (index: number) => boolean): number {
  let low = 0;
  let high = size;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** A hunk with what is said of it, as one string. */
function saidOf({ id, stances }: Hunk): string {
  const said = inOrder(stances).map(({ party, verb }) => `${party}\u0000${verb}`);
  return [id, ...said].join('\u0001');
}

function literalChoices(state: TextState, starts: (position: number) => string): PlacedChoice[] {
  const { living } = streamOf(state);
  const { ids, hashOf } = livingTokens(streamOf(state));
  const pairs = literalPairs(living);
  if (pairs.length === 0) return [];
  const placed = placedHunks(state);
  const hunksHash = stretchHashes(placed.map(({ hunk }) => saidOf(hunk)));
  const hunksFrom = (position: number): number =>
    firstAtLeast(placed.length, (index) => (placed[index]?.from ?? 0) >= position);
  return pairs.map(({ from, to, parts, depth, around }) => {
    const key = ids[from] ?? '';
    const wordings = parts.map((part): PlacedAlternative => {
      const end = Math.min(part.to, part.from + mostShown);
      return {
        words: shown(living.slice(part.from, end), end < part.to),
        stances: [],
        hunks: [],
        isDefault: parts.length === 1,
      };
    });
    const none = { words: '', stances: [], hunks: [], isDefault: false };
    return {
      key,
      fingerprint: hashName(hashPair(hashOf(from, to), hunksHash(hunksFrom(from), hunksFrom(to)))),
      from,
      to,
      depth,
      parent: around === null ? null : (ids[around] ?? null),
      component: [],
      cut: false,
      kind: state.kinds[key] ?? (parts.length > 1 ? 'oneOf' : 'undetermined'),
      literal: true,
      provision: starts(from),
      alternatives: parts.length > 1 ? wordings : [...wordings, none],
    };
  });
}
