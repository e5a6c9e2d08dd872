import type { ChoiceMark, Item } from './compiled.ts';
import { printStances } from './print-stances.ts';
import type { Stance } from './stance.ts';
import { paragraphEnd } from './tokens.ts';

/**
 * Stretches of a text as the notation writes them: words with brackets among them, or whole
 * provisions that somebody would put in or take out, which are marked in front instead.
 */
export type Block =
  | { readonly kind: 'inline'; readonly items: readonly Item[] }
  | {
      readonly kind: 'new' | 'delete';
      /** At the beginning of a text the paragraph end stands behind the words, else before. */
      readonly leads: boolean;
      readonly lines: readonly (readonly Item[])[];
      readonly stances: readonly Stance[];
    }
  | {
      /** Wordings of several provisions, one of which will stand; the first does now. */
      readonly kind: 'options';
      readonly options: readonly {
        readonly items: readonly Item[];
        readonly stances: readonly Stance[];
      }[];
    };

type Whole = Extract<Block, { kind: 'new' | 'delete' }>;

interface Choice {
  readonly start: number;
  /** Behind its end mark. */
  readonly end: number;
  readonly mark: ChoiceMark;
  readonly alternatives: readonly {
    readonly stances: readonly Stance[];
    readonly items: readonly Item[];
  }[];
}

/** The items cut into blocks, in order; reading the blocks back gives the items. */
export function blocksOf(items: readonly Item[]): Block[] {
  const choices = outermostChoices(items);
  const whole = wholeOnes(items, choices);
  const blocks: Block[] = [];
  let from = 0;
  choices.forEach((choice, index) => {
    const those = whole[index] ?? asOptions(items, choice);
    if (!those) return;
    if (choice.start > from)
      blocks.push({ kind: 'inline', items: items.slice(from, choice.start) });
    blocks.push(...those);
    from = choice.end;
  });
  if (from < items.length) blocks.push({ kind: 'inline', items: items.slice(from) });
  return blocks;
}

/** For each choice the blocks it is written as, where it can be, and what follows lets it. */
function wholeOnes(items: readonly Item[], choices: readonly Choice[]) {
  const found: (readonly Whole[] | undefined)[] = choices.map(() => undefined);
  // From the front, those that lead the text follow each other without a gap.
  let front = 0;
  choices.forEach((choice, index) => {
    if (choice.start !== front) return;
    const leading = asWhole(choice, true);
    if (!leading || isSame(found[index - 1], leading)) return;
    found[index] = leading;
    front = choice.end;
  });
  for (let index = choices.length - 1; index >= 0; index--) {
    const choice = choices[index];
    if (!choice || found[index]) continue;
    const next = items[choice.end];
    const follows = choices[index + 1]?.start === choice.end ? found[index + 1] : undefined;
    const free = next === undefined || next === paragraphEnd || follows?.[0]?.leads === false;
    const blocks = free ? asWhole(choice, false) : undefined;
    if (blocks && !isSame(blocks, follows)) found[index] = blocks;
  }
  return found;
}

/** A choice that fills whole lines, and has a wording of more than one. */
function asOptions(items: readonly Item[], choice: Choice): readonly Block[] | undefined {
  const [before, after] = [items[choice.start - 1], items[choice.end]];
  const fills = [before, after].every((item) => item === undefined || item === paragraphEnd);
  const [standing, ...others] = choice.alternatives;
  if (!fills || !standing || choice.mark.kind !== 'oneOf') return undefined;
  if (standing.stances.some(({ verb }) => verb === 'propose' || verb === 'delete'))
    return undefined;
  const worded = [standing, ...others.filter(({ items: words }) => words.length > 0)];
  const lines = worded.map(({ items: words }) => linesOf([paragraphEnd, ...words], false));
  const whole = lines.every((each) => each?.[0]?.length && each.at(-1)?.length);
  const several = lines.some((each) => (each?.length ?? 0) > 1);
  return worded.length > 1 && whole && several
    ? [{ kind: 'options', options: choice.alternatives }]
    : undefined;
}

/** Neighbours that would be read back as one. */
function isSame(one: readonly Whole[] | undefined, other: readonly Whole[] | undefined): boolean {
  const [last, first] = [one?.at(-1), other?.[0]];
  if (!last || !first) return false;
  return last.kind === first.kind && printStances(last.stances) === printStances(first.stances);
}

function asWhole(choice: Choice, leads: boolean): readonly Whole[] | undefined {
  const [standing, ...others] = choice.alternatives;
  if (!standing) return undefined;
  if (standing.items.length === 0) return asNew(choice, others, leads);
  const [removal] = others;
  const isRemoval =
    others.length === 1 &&
    removal?.items.length === 0 &&
    removal.stances.length > 0 &&
    removal.stances.every(({ verb }) => verb === 'propose') &&
    standing.stances.every(({ verb }) => verb !== 'propose');
  const lines = isRemoval ? linesOf(standing.items, leads) : undefined;
  if (!lines || choice.mark.kind !== 'optional') return undefined;
  const stances = [...standing.stances, ...(removal?.stances ?? [])];
  return [{ kind: 'delete', leads, lines, stances }];
}

function asNew(choice: Choice, others: Choice['alternatives'], leads: boolean) {
  if (choice.mark.kind !== (others.length > 1 ? 'undetermined' : 'optional')) return undefined;
  if ((choice.alternatives[0]?.stances.length ?? 0) > 0) return undefined;
  const blocks = others.map(({ items, stances }): Whole | undefined => {
    const lines = linesOf(items, leads);
    const proposed = stances.some(({ verb }) => verb === 'propose');
    return lines && proposed ? { kind: 'new', leads, lines, stances } : undefined;
  });
  const said = new Set(others.map(({ stances }) => printStances(stances)));
  if (said.size < others.length) return undefined;
  return blocks.every((block) => block !== undefined) ? blocks : undefined;
}

/** The lines of an alternative that is whole lines, or undefined if it is anything else. */
function linesOf(items: readonly Item[], leads: boolean): Item[][] | undefined {
  const edge = leads ? items.at(-1) : items[0];
  const other = leads ? items[0] : items.at(-1);
  if (edge !== paragraphEnd || (other === paragraphEnd && items.length > 1)) return undefined;
  const inner = leads ? items.slice(0, -1) : items.slice(1);
  const lines: Item[][] = [[]];
  let depth = 0;
  for (const item of inner) {
    if (typeof item !== 'string') {
      if (item.mark === 'choice') depth++;
      if (item.mark === 'end') depth--;
    } else if (item === paragraphEnd) {
      if (depth > 0) return undefined;
      lines.push([]);
      continue;
    }
    lines.at(-1)?.push(item);
  }
  return lines;
}

/** The choices that lie in no other. */
function outermostChoices(items: readonly Item[]): Choice[] {
  const choices: Choice[] = [];
  let depth = 0;
  let start = 0;
  let starts: number[] = [];
  items.forEach((item, index) => {
    if (typeof item === 'string') return;
    if (item.mark === 'choice' && depth++ === 0) [start, starts] = [index, []];
    if (item.mark === 'alternative' && depth === 1) starts.push(index);
    if (item.mark !== 'end' || --depth > 0) return;
    const mark = items[start];
    if (typeof mark !== 'object' || mark.mark !== 'choice') return;
    const alternatives = starts.map((at, place) => {
      const head = items[at];
      const stances = typeof head === 'object' && head.mark === 'alternative' ? head.stances : [];
      return { stances, items: items.slice(at + 1, starts[place + 1] ?? index) };
    });
    choices.push({ start, end: index + 1, mark, alternatives });
  });
  return choices;
}
