import type { ExportParagraph, ExportRun } from '#convert/export-paragraph.ts';
import type { Item } from '#core/text/compiled.ts';
import type { ProvisionView } from '#core/text/living/provisions.ts';
import { reads, type Stance } from '#core/text/stance.ts';
import { isSpace, joinTokens, paragraphEnd, type Token, usualSpace } from '#core/text/tokens.ts';
import { type Piece, textPieces } from '#ui/text/text-pieces.ts';

const kinds = {
  heading: 'heading',
  chapeau: 'chapeau',
  preambular: 'preambular',
  operative: 'operative',
  paragraph: 'paragraph',
  subparagraph: 'sub-paragraph',
} as const satisfies Record<ProvisionView['kind'], ExportParagraph['kind']>;

function framed(provision: ProvisionView): Pick<ExportParagraph, 'kind' | 'level'> {
  const { kind, level } = provision;
  return { kind: kinds[kind], level: Math.min(9, Math.max(1, level)) };
}

export function plainParagraph(provision: ProvisionView, words: string): ExportParagraph {
  return { ...framed(provision), runs: [{ text: words }] };
}

/** A provision with its brackets; names stand in italics, brackets bold. */
export function bracketedParagraph(
  provision: ProvisionView,
  attribution: (stances: readonly Stance[], gone: readonly Stance[]) => string,
  wholeWords: (kind: 'new' | 'deleted') => string,
): ExportParagraph {
  const { whole, items } = provision;
  const head: ExportRun[] = whole
    ? [{ text: `{${wholeWords(whole.kind)} – ${attribution(whole.stances, [])}} `, italic: true }]
    : [];
  const run = (piece: Piece): ExportRun => {
    switch (piece.kind) {
      case 'words':
        return { text: piece.text };
      case 'open':
        return { text: '[', bold: true };
      case 'close':
        return { text: ']', bold: true };
      case 'or':
        return { text: ' / ', bold: true };
      case 'nothing':
        return { text: '∅' };
      case 'note':
        return { text: `{${piece.text}}`, italic: true };
      case 'by':
        return { text: ` – ${attribution(piece.stances, piece.gone)}`, italic: true };
    }
  };
  return { ...framed(provision), runs: [...head, ...textPieces(items).map(run)] };
}

/**
 * A provision with what is proposed as tracked changes, each by the party named first at it: Word
 * knows one author to a change and no alternatives, so rival wordings stand one after the other.
 */
export function trackedParagraph(provision: ProvisionView, date: string): ExportParagraph {
  const { whole } = provision;
  const author = whole ? (firstReader(whole.stances) ?? '') : '';
  const change = { author, date };
  const runs = trackedRuns(provision.items, date);
  if (whole?.kind === 'new') {
    const own = runs.map((run) => (run.ins || run.del ? run : { ...run, ins: change }));
    return { ...framed(provision), runs: own, markIns: change };
  }
  if (whole?.kind === 'deleted') {
    const own = runs.map((run) => (run.del ? run : { ...run, del: change }));
    return { ...framed(provision), runs: own, markDel: change };
  }
  return { ...framed(provision), runs };
}

interface Level {
  /** Who takes out what stands, if anybody does. */
  readonly removes: string | undefined;
  readonly authors: readonly (string | undefined)[];
  at: number;
}

function trackedRuns(items: readonly Item[], date: string): ExportRun[] {
  const authors = authorsOf(items);
  const runs: ExportRun[] = [];
  const open: Level[] = [];
  let tokens: Token[] = [];
  let before: Token = '\n';
  const say = (): void => {
    if (tokens.length === 0) return;
    const [first = ''] = tokens;
    const space = isSpace(before) || isSpace(first) ? '' : usualSpace(before, first);
    const proposing = open.findLast(({ at }) => at > 0);
    const inserted = proposing?.authors[proposing.at];
    const removed = open.findLast(({ at, removes }) => at === 0 && removes !== undefined)?.removes;
    runs.push({
      text: space + joinTokens(tokens),
      ...(inserted === undefined ? {} : { ins: { author: inserted, date } }),
      ...(removed === undefined ? {} : { del: { author: removed, date } }),
    });
    before = tokens.at(-1) ?? before;
    tokens = [];
  };
  items.forEach((item, index) => {
    // The end of the paragraph is Word's own.
    if (item === paragraphEnd) return;
    if (typeof item === 'string') {
      tokens.push(item);
      return;
    }
    say();
    if (item.mark === 'choice') {
      const own = authors.get(index) ?? [];
      open.push({ removes: own.slice(1).find((one) => one !== undefined), authors: own, at: -1 });
    } else if (item.mark === 'end') open.pop();
    else if (item.mark === 'alternative') {
      const level = open.at(-1);
      if (level) level.at += 1;
    }
  });
  say();
  return runs;
}

/** For each choice, by the place of its mark, who is named first at each alternative. */
function authorsOf(items: readonly Item[]): ReadonlyMap<number, readonly (string | undefined)[]> {
  const found = new Map<number, (string | undefined)[]>();
  const open: number[] = [];
  items.forEach((item, index) => {
    if (typeof item === 'string') return;
    if (item.mark === 'choice') {
      found.set(index, []);
      open.push(index);
    } else if (item.mark === 'end') open.pop();
    else if (item.mark === 'alternative') {
      found.get(open.at(-1) ?? -1)?.push(firstReader(item.stances));
    }
  });
  return found;
}

function firstReader(stances: readonly Stance[]): string | undefined {
  return stances.find(reads)?.party;
}
