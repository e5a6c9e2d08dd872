import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { done, refused, type Reason, type Result } from '#core/result.ts';

export type Id = string | number;

/** What a line tells; the title, where there is one, opens the text. */
export interface Item {
  readonly id: Id;
  readonly text: string;
  readonly language?: string | undefined;
  /** A number is taken as it is written. */
  readonly label?: string | undefined;
}

/** Hands on every line of a file of JSON, in order; ends with the first reason that stops it. */
export async function eachItem(
  file: string,
  take: (item: Item, line: number) => Reason | undefined | void,
): Promise<Reason | undefined> {
  const stream = createReadStream(file, 'utf8');
  let line = 0;
  try {
    for await (const text of createInterface({ input: stream, crlfDelay: Infinity })) {
      line += 1;
      const content = text.replace(/^\ufeff/, '').trim();
      if (!content) continue;
      const item = readItem(content);
      if (!item.ok) return { ...item.reason, file, line };
      const reason = take(item.value, line);
      if (reason) return reason;
    }
  } catch (error) {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string') {
      return { code: 'lines-file-unreadable', file, problem: error.code };
    }
    throw error;
  } finally {
    stream.destroy();
  }
  return undefined;
}

function readItem(content: string): Result<Item> {
  let value: unknown;
  try {
    value = JSON.parse(content);
  } catch {
    return refused('lines-not-json');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refused('lines-no-object');
  }
  const { id, text, title, language, label } = value as Readonly<Record<string, unknown>>;
  if ((typeof id !== 'string' || id === '') && typeof id !== 'number') {
    return refused('lines-without', { field: 'id' });
  }
  if (typeof text !== 'string') return refused('lines-without', { field: 'text' });
  return done({
    id,
    text: typeof title === 'string' ? `${title}\n${text}` : text,
    language: typeof language === 'string' ? language.toLowerCase().slice(0, 2) : undefined,
    label: typeof label === 'string' || typeof label === 'number' ? String(label) : undefined,
  });
}
