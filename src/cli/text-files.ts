import { done, refused, type Result } from '#core/result.ts';
import { choiceKinds, type Item } from '#core/text/compiled.ts';
import { parseNotation } from '#core/text/parse-notation.ts';
import { type Stance, stanceVerbs } from '#core/text/stance.ts';
import { readTextFile, type TextFile } from './read-text-file.ts';

/** The text of a file with nothing left out: a mark in front of UTF-8 belongs to it. */
export async function exactText(file: string): Promise<Result<string>> {
  const read = await readTextFile(file);
  return read.ok ? done(withMark(read.value)) : read;
}

function withMark({ bytes, text, encoding }: TextFile): string {
  const marked = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf;
  return encoding === 'utf-8' && marked && !text.startsWith('\ufeff') ? `\ufeff${text}` : text;
}

export interface DisputedText {
  readonly items: readonly Item[];
  readonly parties: readonly string[];
}

/** A compiled text, as `text compile` answers it: its JSON, or its notation. */
export async function compiledFile(file: string): Promise<Result<DisputedText>> {
  const text = await exactText(file);
  if (!text.ok) return text;
  if (!looksCompiled(text.value)) return parseNotation(text.value);
  const items = itemsOf(text.value);
  return items ? done(items) : refused('not-compiled', { file });
}

/** Whether a text is the JSON of a compiled text, or meant to be. */
export function looksCompiled(text: string): boolean {
  return /^\s*\{\s*"/.test(text);
}

function itemsOf(text: string): DisputedText | undefined {
  try {
    const value = JSON.parse(text) as Partial<DisputedText> | null;
    const { items, parties } = value ?? {};
    if (!Array.isArray(items) || !Array.isArray(parties)) return undefined;
    const named = parties.every((party) => typeof party === 'string');
    return named && items.every(isItem) && isBalanced(items) ? { items, parties } : undefined;
  } catch {
    return undefined; // no JSON: the parser has no other way to say so
  }
}

function isItem(value: unknown): value is Item {
  if (typeof value === 'string') return true;
  if (typeof value !== 'object' || value === null || !('mark' in value)) return false;
  if (value.mark === 'end') return true;
  if (value.mark === 'choice') {
    return 'kind' in value && choiceKinds.some((kind) => kind === value.kind);
  }
  if (value.mark === 'note') return 'words' in value && typeof value.words === 'string';
  if (value.mark !== 'alternative' || !('stances' in value)) return false;
  return Array.isArray(value.stances) && value.stances.every(isStance);
}

function isStance(value: unknown): value is Stance {
  if (typeof value !== 'object' || value === null) return false;
  const { party, verb } = value as Partial<Record<keyof Stance, unknown>>;
  return typeof party === 'string' && stanceVerbs.some((known) => known === verb);
}

/** Whether every choice holds alternatives and ends, and nothing of it stands outside them. */
function isBalanced(items: readonly Item[]): boolean {
  const alternatives: number[] = [];
  for (const item of items) {
    const last = alternatives.length - 1;
    if (typeof item === 'object' && item.mark === 'alternative') {
      if (last < 0) return false;
      alternatives[last] = (alternatives[last] ?? 0) + 1;
      continue;
    }
    if (alternatives[last] === 0) return false;
    if (typeof item === 'string' || item.mark === 'note') continue;
    if (item.mark === 'choice') alternatives.push(0);
    else if (alternatives.pop() === undefined) return false;
  }
  return alternatives.length === 0;
}
