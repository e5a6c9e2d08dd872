import type { Lines } from './lines.ts';

/** Braces and what they hold, outermost ones only. */
export interface Brace {
  readonly offset: number;
  readonly end: number;
  readonly content: string;
}

/**
 * Finds what stands in braces. They match within a paragraph; a brace that finds no partner there
 * is a mark like any other. Markdown's attributes, `{:.wide}` and `{#name}`, are none.
 */
export function findBraces(text: string, lines: Lines): readonly Brace[] {
  const braces: Brace[] = [];
  const stack: number[] = [];
  let block = -1;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code !== 0x7b && code !== 0x7d) continue;
    const here = lines.block(lines.at(at));
    if (here !== block) stack.length = 0;
    block = here;
    if (code === 0x7b) {
      stack.push(at);
      continue;
    }
    const open = stack.pop();
    if (open === undefined || attribute.test(text.slice(open, open + 4))) continue;
    // Inner braces were met first; the outer one stands for them.
    while ((braces[braces.length - 1]?.offset ?? -1) > open) braces.pop();
    braces.push({ offset: open, end: at + 1, content: text.slice(open + 1, at) });
  }
  return braces;
}

const attribute = /^\{(?::|#\w|\.[a-z])/;
