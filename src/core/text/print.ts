import type { ChoiceKind, ChoiceMark, Item } from './compiled.ts';
import { readLabel } from './label.ts';
import { printStances } from './print-stances.ts';
import type { Stance } from './stance.ts';
import { isSpace, joinTokens, paragraphEnd, type Token, tokenise, usualSpace } from './tokens.ts';
import { type Block, blocksOf } from './whole-provisions.ts';

/**
 * The canonical notation of a text with its disputes: square brackets for words in dispute and
 * nothing else, ` / ` between alternatives, ` – ` before parties, braces for what is said about
 * the text. README.md in this folder teaches it; `parseNotation` reads it back.
 */
export function printItems(items: readonly Item[]): string {
  return blocksOf(items).map(printBlock).join('');
}

function printBlock(block: Block): string {
  if (block.kind === 'inline') return printInline(block.items);
  if (block.kind === 'options') return printOptions(block.options);
  const [before, after] = block.leads ? ['', '\n'] : ['\n', ''];
  // Who proposes to delete needs no verb where the brace says it.
  const said = `{${block.kind} – ${printStances(block.stances)}}`;
  return block.lines
    .map((line) => {
      const label = labelTokens(line);
      const words = printInline(line.slice(label));
      const front = label === 0 ? '' : `${printInline(line.slice(0, label))} `;
      return `${before}${front}${said}${words === '' ? '' : ' '}${words}${after}`;
    })
    .join('');
}

function printOptions(options: Extract<Block, { kind: 'options' }>['options']): string {
  const lines = options.map(({ items, stances }, index) => {
    const said = stances.length > 0 ? ` – ${printStances(stances)}` : '';
    const head = `{Option ${index + 1}${said}`;
    return items.length === 0 ? `${head}: no text}` : `${head}}\n${printInline(items)}`;
  });
  return [...lines, '{End of options}'].join('\n');
}

/** How many of the first tokens are the label of a line; it stands before what is said of it. */
function labelTokens(line: readonly Item[]): number {
  const marked = line.findIndex((item) => typeof item !== 'string');
  const head = line
    .slice(0, marked < 0 ? 12 : Math.min(marked, 12))
    .filter((item) => typeof item === 'string');
  const { end = 0 } = readLabel(joinTokens(head)) ?? {};
  for (let count = 1; count <= head.length; count++) {
    const front = head.slice(0, count);
    if (joinTokens(front).length < end) continue;
    return end === 0 || front.some((token) => isSpace(token) || always.has(token)) ? 0 : count;
  }
  return 0;
}

interface Level {
  readonly choice: ChoiceMark;
  readonly alternatives: Written[];
}

interface Written {
  text: string;
  readonly stances: readonly Stance[];
  /** What was written last, to know what space comes next. */
  last: Token | undefined;
}

function printInline(items: readonly Item[]): string {
  const outer: Written = { text: '', stances: [], last: paragraphEnd };
  const levels: Level[] = [];
  let segment: Token[] = [];
  const current = (): Written => levels.at(-1)?.alternatives.at(-1) ?? outer;
  const flush = (): void => {
    if (segment.length > 0) writeWords(current(), segment, levels.length > 0);
    segment = [];
  };
  for (const item of items) {
    if (typeof item === 'string') {
      segment.push(item);
      continue;
    }
    flush();
    if (item.mark === 'choice') levels.push({ choice: item, alternatives: [] });
    else if (item.mark === 'note') writeMark(current(), `{${escapeNote(item.words)}}`);
    else if (item.mark === 'alternative') {
      const fresh: Written = { text: '', stances: item.stances, last: paragraphEnd };
      levels.at(-1)?.alternatives.push(fresh);
    } else {
      const level = levels.pop();
      if (level) writeMark(current(), printChoice(level));
    }
  }
  flush();
  return outer.text;
}

/** Words between marks. Departures from usual spacing at their edges are written out. */
function writeWords(into: Written, tokens: readonly Token[], inBracket: boolean): void {
  const first = tokens[0] ?? '';
  if (into.last === undefined && !isTight(first)) into.text += ' ';
  into.text += wordsOf(tokens, inBracket);
  into.last = tokens.at(-1);
}

/** Nothing stands between a closing bracket and what leans on it, or the end of a paragraph. */
function isTight(token: Token): boolean {
  return token === paragraphEnd || isSpace(token) || usualSpace('x', token) === '';
}

function wordsOf(tokens: readonly Token[], inBracket: boolean): string {
  let start = 0;
  let end = tokens.length;
  while (start < end && isSpace(tokens[start] ?? '')) start++;
  while (end > start && isSpace(tokens[end - 1] ?? '')) end--;
  const leading = tokens.slice(0, start).map(escapeSpace).join('');
  const trailing = tokens.slice(end).map(escapeSpace).join('');
  const middle = tokens.slice(start, end);
  return leading + (reads(middle) ? plain(middle, inBracket) : spelt(middle, inBracket)) + trailing;
}

/** Whether the words, cut into tokens again, come out the same. */
function reads(tokens: readonly Token[]): boolean {
  const again = tokenise(joinTokens(tokens));
  return again.length === tokens.length && again.every((token, at) => token === tokens[at]);
}

function plain(tokens: readonly Token[], inBracket: boolean): string {
  if (!tokens.some((token) => token.length === 1 && special.has(token))) return joinTokens(tokens);
  const parts: string[] = [];
  let before = paragraphEnd;
  for (const token of tokens) {
    if (isSpace(token)) parts.push(token);
    else {
      if (before !== '' && !isSpace(before)) parts.push(usualSpace(before, token));
      parts.push(escapeToken(token, inBracket));
    }
    before = isSpace(token) ? '' : token;
  }
  return parts.join('');
}

/** Token by token, for runs that would otherwise be cut elsewhere when read back. */
function spelt(tokens: readonly Token[], inBracket: boolean): string {
  return tokens
    .map((token) => (isSpace(token) ? escapeSpace(token) : escapeToken(token, inBracket)))
    .join('\\&');
}

const always = new Set(['[', ']', '{', '}', '\\']);
const special = new Set([...always, '/', '–', '∅', '?']);

function escapeToken(token: Token, inBracket: boolean): string {
  const must = always.has(token) || (inBracket && special.has(token));
  return must ? `\\${token}` : token;
}

function escapeSpace(space: Token): string {
  return `\\|${space}|`;
}

function escapeNote(words: string): string {
  return words.replace(/[[\]{}\\]/g, '\\$&');
}

function writeMark(into: Written, text: string): void {
  const { last } = into;
  const tight =
    last === undefined
      ? false
      : last === paragraphEnd || isSpace(last) || usualSpace(last, 'x') === '';
  into.text += tight ? text : ` ${text}`;
  into.last = undefined;
}

function printChoice({ choice, alternatives }: Level): string {
  const [standing, ...others] = alternatives;
  const words = standing?.text ?? '';
  const parts: string[] = [];
  const last = others.at(-1);
  const removal = words !== '' && last && isPlainRemoval(last) ? last : undefined;
  if (words !== '') {
    const removing =
      removal?.stances.map((stance) => ({ ...stance, verb: 'delete' as const })) ?? [];
    const said = [...(standing?.stances ?? []), ...removing];
    parts.push(said.length > 0 ? `${words} – ${printStances(said)}` : words);
  } else if (standing && standing.stances.length > 0) {
    parts.push(`∅ – ${printStances(standing.stances)}`);
  } else if (!others.every(({ stances }) => stances.some(({ verb }) => verb === 'propose'))) {
    parts.push('∅');
  }
  for (const other of others) {
    if (other === removal) continue;
    const text = other.text || '∅';
    parts.push(other.stances.length > 0 ? `${text} – ${printStances(other.stances)}` : text);
  }
  const attributed = alternatives.some(({ stances }) => stances.length > 0);
  const open = choice.kind === 'undetermined' && !attributed ? '[?' : '[';
  const kind = impliedKind(words === '', others.length, others[0]?.text === '', attributed);
  const note = choice.kind === kind || open === '[?' ? '' : `{${kindNotes[choice.kind]}}`;
  return `${open}${parts.join(' / ')}]${note}`;
}

/** What a note says of a choice whose kind its brackets do not tell. */
export const kindNotes: Readonly<Record<ChoiceKind, string>> = {
  oneOf: 'one of',
  optional: 'optional',
  undetermined: 'undetermined',
};

/** The kind that brackets tell without a note. */
export function impliedKind(
  isGap: boolean,
  others: number,
  onlyRemoved: boolean,
  attributed: boolean,
): ChoiceKind {
  if (others === 0) return 'optional';
  if (isGap && others > 1 && attributed) return 'undetermined';
  return others === 1 && (isGap || onlyRemoved) ? 'optional' : 'oneOf';
}

/** To take the words out, said by nobody who says more than that. */
function isPlainRemoval({ text, stances }: Written): boolean {
  return text === '' && stances.length > 0 && stances.every(({ verb }) => verb === 'propose');
}
