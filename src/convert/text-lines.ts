import type { Block } from '#core/passages/block.ts';

/** A block of each paragraph of clean text, empty lines parting them; wrapped lines are joined. */
export function paragraphs(text: string, kind: Block['kind'] = 'paragraph'): Block[] {
  return text
    .split(/\n[ \t]*\n/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter(Boolean)
    .map((words) => ({ kind, text: words }));
}
