import type { BuildHunk } from './build.ts';
import { type Heap, heapOf, pop, push } from './heap.ts';
import { inOrder, type Stance } from './stance.ts';
import type { Token } from './tokens.ts';

/** A stance, and the proposal that it is on a piece of where others' proposals cut it apart. */
export interface CutStance extends Omit<Stance, 'link'> {
  readonly cutFrom?: string;
}

/** Words that could stand at a choice instead of what is there. */
export interface Alternative {
  readonly insert: readonly Token[];
  readonly stances: readonly CutStance[];
  /** The hunks behind it that have names. */
  readonly ids: readonly string[];
}

/** A disputed stretch of the base. What is disputed within it hangs below. */
export interface ChoiceNode {
  readonly from: number;
  readonly to: number;
  readonly alternatives: readonly Alternative[];
  readonly children: readonly ChoiceNode[];
}

interface Piece {
  readonly from: number;
  readonly to: number;
  readonly insert: readonly Token[];
  readonly stances: readonly Stance[];
  readonly ids: readonly string[];
  /** The proposal that it was cut from. */
  readonly link: string | undefined;
}

interface Building {
  readonly from: number;
  readonly to: number;
  readonly byWords: Map<string, Piece[]>;
  readonly children: Building[];
}

/**
 * Lays changes over the base, from front to back, whatever order they are given in. At each place
 * those that reach beyond the change around them are cut at its end before any is placed; then
 * insertions come first, and longer changes take in shorter ones.
 */
export function sweep(base: readonly Token[], hunks: readonly BuildHunk[]): ChoiceNode[] {
  const waiting: Heap<Piece> = heapOf(hunks.map(pieceOf), (one, other) => one.from - other.from);
  const roots: Building[] = [];
  const open: Building[] = [];
  for (let first = pop(waiting); first; first = pop(waiting)) {
    const { from } = first;
    const here = [first];
    while (waiting.items[0]?.from === from) {
      const next = pop(waiting);
      if (next) here.push(next);
    }
    while ((open.at(-1)?.to ?? Infinity) <= from) open.pop();
    const around = open.at(-1);
    const whole = around ? here.flatMap((piece) => cutAt(around.to, base, piece, waiting)) : here;
    place(whole, from, open, roots);
  }
  return finished(roots);
}

function pieceOf({ from, to, insert, stances, id }: BuildHunk): Piece {
  return { from, to, insert, stances, ids: id === undefined ? [] : [id], link: undefined };
}

/** Cuts a piece that reaches beyond `end`: the words stay in front, the rest is taken out behind. */
function cutAt(end: number, base: readonly Token[], piece: Piece, waiting: Heap<Piece>): Piece[] {
  if (piece.to <= end) return [piece];
  const link = piece.link ?? `${piece.from} ${piece.to} ${keyOf(piece.insert)}`;
  push(waiting, { ...piece, from: end, insert: [], link });
  let to = end;
  let size = piece.insert.length;
  while (to > piece.from && size > 0 && base[to - 1] === piece.insert[size - 1]) {
    to--;
    size--;
  }
  if (to === piece.from && size === 0) return [];
  return [{ ...piece, to, insert: piece.insert.slice(0, size), link }];
}

/** Places all that begins at one place: insertions side by side, then the longest around the rest. */
function place(pieces: readonly Piece[], from: number, open: Building[], roots: Building[]): void {
  const byLength = [...pieces].sort((one, other) => {
    if (one.to === from || other.to === from) return one.to === other.to ? 0 : one.to - other.to;
    return other.to - one.to;
  });
  let gap: Building | undefined;
  for (const piece of byLength) {
    const around = open.at(-1);
    let node = piece.to === from ? gap : around;
    if (node?.from !== from || node.to !== piece.to) {
      node = { from, to: piece.to, byWords: new Map(), children: [] };
      (around?.children ?? roots).push(node);
      if (piece.to === from) gap = node;
      else open.push(node);
    }
    const key = keyOf(piece.insert);
    const same = node.byWords.get(key);
    if (same) same.push(piece);
    else node.byWords.set(key, [piece]);
  }
}

/** One string for a run of tokens, another for every other run. */
export function keyOf(tokens: readonly Token[]): string {
  let key = '';
  for (const token of tokens) key += `${token.length}:${token}`;
  return key;
}

/** Turns what was placed into nodes, children before their parents. */
function finished(roots: readonly Building[]): ChoiceNode[] {
  const order: Building[] = [];
  const waiting = [...roots];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    order.push(node);
    for (const child of node.children) waiting.push(child);
  }
  const made = new Map<Building, ChoiceNode>();
  const nodesOf = (buildings: readonly Building[]): ChoiceNode[] =>
    buildings.flatMap((building) => made.get(building) ?? []);
  for (const building of order.reverse()) {
    const { from, to, byWords, children } = building;
    const alternatives = [...byWords.values()].map(merged).sort(byParties);
    made.set(building, {
      from,
      to,
      alternatives,
      children: nodesOf(children),
    });
  }
  return nodesOf(roots);
}

/** Equal changes are one, with everybody's stances. */
function merged(pieces: readonly Piece[]): Alternative {
  const stances = new Map<string, CutStance>();
  for (const { stances: those, link } of pieces) {
    for (const { party, verb } of those) {
      const cut = link === undefined ? {} : { cutFrom: link };
      stances.set(`${verb} ${party}`, { party, verb, ...cut });
    }
  }
  return {
    insert: pieces[0]?.insert ?? [],
    stances: inOrder([...stances.values()]),
    ids: [...new Set(pieces.flatMap(({ ids }) => ids))],
  };
}

/**
 * By the first party that proposes them, whoever else comes to stand there, then by the words; to take
 * out comes last.
 */
function byParties(one: Alternative, other: Alternative): number {
  const empty = Number(one.insert.length === 0) - Number(other.insert.length === 0);
  if (empty !== 0) return empty;
  const [first = '', second = ''] = [one, other].map(firstProponent);
  if (first !== second) return first < second ? -1 : 1;
  return keyOf(one.insert) < keyOf(other.insert) ? -1 : 1;
}

function firstProponent({ stances }: Alternative): string | undefined {
  return (stances.find(({ verb }) => verb === 'propose') ?? stances[0])?.party;
}
