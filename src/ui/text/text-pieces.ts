import type { Item } from '#core/text/compiled.ts';
import type { Stance } from '#core/text/stance.ts';
import { isSpace, joinTokens, paragraphEnd, type Token, usualSpace } from '#core/text/tokens.ts';

/** How words stand: out of dispute, as they are, or as some party would have them. */
export type Standing = 'agreed' | 'standing' | 'proposed';

/** One stretch of a bracketed text as it is drawn; nothing is within another. */
export type Piece =
  | {
      readonly kind: 'words';
      readonly text: string;
      readonly how: Standing;
      readonly depth: number;
    }
  | {
      readonly kind: 'open';
      readonly depth: number;
      readonly key: string;
      readonly ordinal: number;
    }
  | { readonly kind: 'or'; readonly depth: number }
  /** What is said about the text, as a placeholder. */
  | { readonly kind: 'note'; readonly depth: number; readonly text: string }
  | { readonly kind: 'nothing'; readonly depth: number }
  | {
      readonly kind: 'by';
      readonly depth: number;
      readonly stances: readonly Stance[];
      /** Of those who would have the words gone; nothing else stands for them. */
      readonly gone: readonly Stance[];
    }
  | { readonly kind: 'close'; readonly depth: number };

interface Alternative {
  readonly stances: readonly Stance[];
  /** Whether it has any word, mark within it or other sign. */
  readonly empty: boolean;
}

interface Choice {
  readonly alternatives: readonly Alternative[];
  readonly key: string;
  readonly ordinal: number;
  /** The alternative of those who would take the words out and put nothing there, or -1. */
  readonly removal: number;
  at: number;
  shown: number;
}

/**
 * What is drawn of a text with its disputes, in order and flat, however deep brackets stand within
 * brackets: a text of a thousand brackets is so one run of small pieces. Spacing is that of
 * `joinTokens`, with none after an opening and before a closing bracket.
 */
export function textPieces(items: readonly Item[]): readonly Piece[] {
  const choices = choicesOf(items);
  const pieces: Piece[] = [];
  const open: Choice[] = [];
  let run: Token[] = [];
  let before: Token | undefined = '\n';
  let tight = true;
  /** How many of the open brackets are at proposed words: nobody looks at all of them each time. */
  let proposing = 0;

  const say = (): void => {
    if (run.length === 0) return;
    const top = open.at(-1);
    const how: Standing = !top ? 'agreed' : proposing > 0 ? 'proposed' : 'standing';
    const text = joinTokens(run);
    const [first] = run;
    const space =
      tight || before === undefined || first === undefined || isSpace(first)
        ? ''
        : usualSpace(before, first);
    pieces.push({ kind: 'words', text: space + text, how, depth: open.length });
    before = run.at(-1);
    if (before !== undefined && isSpace(before)) before = undefined;
    tight = false;
    run = [];
  };
  /** A bracket stands apart from the word before it, as a word would. */
  const spaceBefore = (): void => {
    if (tight || before === undefined || usualSpace(before, 'x') === '') return;
    const last = pieces.at(-1);
    if (last?.kind === 'words') pieces[pieces.length - 1] = { ...last, text: `${last.text} ` };
    else pieces.push({ kind: 'words', text: ' ', how: 'agreed', depth: open.length });
  };
  const endAlternative = (choice: Choice): void => {
    const alternative = choice.alternatives[choice.at];
    if (!alternative) return;
    if (choice.at === choice.removal) return;
    const removal = choice.at === 0 ? choice.alternatives[choice.removal] : undefined;
    const gone = removal?.stances ?? [];
    if (alternative.stances.length > 0 || gone.length > 0) {
      pieces.push({ kind: 'by', depth: open.length, stances: alternative.stances, gone });
    }
  };

  items.forEach((item, index) => {
    if (item === paragraphEnd) {
      // A paragraph end in dispute is seen as such; any other is the end of what is drawn.
      if (open.length > 0) run.push('¶');
      return;
    }
    if (typeof item === 'string') {
      run.push(item);
      return;
    }
    say();
    if (item.mark === 'note') {
      spaceBefore();
      pieces.push({ kind: 'note', depth: open.length, text: item.words });
      before = 'x';
      tight = false;
      return;
    }
    if (item.mark === 'choice') {
      const choice = choices.get(index);
      if (!choice) return;
      spaceBefore();
      open.push(choice);
      pieces.push({
        kind: 'open',
        depth: open.length,
        key: choice.key,
        ordinal: choice.ordinal,
      });
      tight = true;
      return;
    }
    const choice = open.at(-1);
    if (!choice) return;
    endAlternative(choice);
    if (item.mark === 'end') {
      pieces.push({ kind: 'close', depth: open.length });
      open.pop();
      if (choice.at > 0) proposing -= 1;
      // Whatever was last within, what comes next follows as on a word.
      before = 'x';
      tight = false;
      return;
    }
    choice.at += 1;
    if (choice.at === 1) proposing += 1;
    const alternative = choice.alternatives[choice.at];
    const silent =
      !alternative ||
      choice.at === choice.removal ||
      (alternative.empty && choice.at === 0 && alternative.stances.length === 0);
    if (silent) return;
    if (choice.shown > 0) pieces.push({ kind: 'or', depth: open.length });
    choice.shown += 1;
    tight = true;
    if (alternative.empty) pieces.push({ kind: 'nothing', depth: open.length });
  });
  say();
  return pieces;
}

/** The choices by the place of their mark, with what must be known of them before they are drawn. */
function choicesOf(items: readonly Item[]): ReadonlyMap<number, Choice> {
  const found = new Map<number, Choice>();
  interface Draft {
    readonly index: number;
    readonly ordinal: number;
    readonly alternatives: { stances: readonly Stance[]; empty: boolean }[];
    readonly hunks: string[];
  }
  const open: Draft[] = [];
  let ordinal = 0;
  items.forEach((item, index) => {
    const top = open.at(-1)?.alternatives.at(-1);
    if (typeof item === 'string') {
      if (top) top.empty = false;
    } else if (item.mark === 'choice') {
      if (top) top.empty = false;
      ordinal += 1;
      open.push({ index, ordinal, alternatives: [], hunks: [] });
    } else if (item.mark === 'note') {
      if (top) top.empty = false;
    } else if (item.mark === 'alternative') {
      const draft = open.at(-1);
      draft?.alternatives.push({ stances: item.stances, empty: true });
      draft?.hunks.push(...(item.hunks ?? []));
    } else {
      const draft = open.pop();
      if (!draft) return;
      const [standing, ...others] = draft.alternatives;
      found.set(draft.index, {
        alternatives: draft.alternatives,
        key: smallestOf(draft.hunks),
        ordinal: draft.ordinal,
        removal: standing?.empty === false ? 1 + others.findIndex(isRemoval) || -1 : -1,
        at: -1,
        shown: 0,
      });
    }
  });
  return found;
}

function isRemoval({ stances, empty }: Alternative): boolean {
  return empty && stances.length > 0 && stances.some(({ verb }) => verb === 'propose');
}

/** `h9` is before `h12`. */
function smallestOf(hunks: readonly string[]): string {
  const number = (id: string): number => Number(id.replace(/\D+/g, '')) || 0;
  return [...hunks].sort((one, other) => number(one) - number(other))[0] ?? '';
}

/**
 * The words of a provision that is proposed, or proposed to go, as a whole: without the bracket
 * around all of it, for that is said at its head.
 */
export function withoutFrame(items: readonly Item[], kind: 'new' | 'deleted'): readonly Item[] {
  const wanted = kind === 'new' ? 1 : 0;
  const kept: Item[] = [];
  let depth = 0;
  let at = -1;
  let frames = 0;
  for (const item of items) {
    if (typeof item === 'string' || item.mark === 'note') {
      if (depth === 0 && item !== paragraphEnd) return items;
      if (depth > 0 && at === wanted && item !== paragraphEnd) kept.push(item);
      continue;
    }
    const inner = depth > 1 || (depth === 1 && item.mark === 'choice');
    if (item.mark === 'choice') {
      depth += 1;
      if (depth === 1) {
        frames += 1;
        at = -1;
      }
    } else if (item.mark === 'end') depth -= 1;
    else if (depth === 1) at += 1;
    if (inner && at === wanted) kept.push(item);
    if (frames > 1 || at > 1) return items;
  }
  return kept;
}
