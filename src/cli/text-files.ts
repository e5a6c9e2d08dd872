import { done, refused, type Result } from '#core/result.ts';
import type { Item } from '#core/text/compiled.ts';
import { parseNotation } from '#core/text/parse-notation.ts';
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
  if (!looksCompiled(text.value)) return parseNotation(text.value.replace(/\n$/, ''));
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
    return items.every(isItem) && parties.every((party) => typeof party === 'string')
      ? { items, parties }
      : undefined;
  } catch {
    return undefined; // no JSON: the parser has no other way to say so
  }
}

const marks: readonly unknown[] = ['choice', 'alternative', 'end', 'note'];

function isItem(value: unknown): value is Item {
  if (typeof value === 'string') return true;
  if (typeof value !== 'object' || value === null || !('mark' in value)) return false;
  if (value.mark !== 'alternative') return marks.includes(value.mark);
  return 'stances' in value && Array.isArray(value.stances);
}
