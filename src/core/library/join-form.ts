import type { Block } from '../passages/block.ts';

/**
 * The text with what only its form says before it: a form repeats much of the text it came with,
 * often cut off, and its abstract stands nowhere else. A block of the form is dropped only when
 * nearly all its runs of words are in the text too, so that nothing is said twice or lost.
 */
export function joinForm(form: readonly Block[], text: readonly Block[]): readonly Block[] {
  const said = new Set(text.flatMap((block) => runsOf(block.text)));
  const everyWord = new Set(text.flatMap((block) => wordsOf(block.text)));
  const isSaid = (block: Block): boolean => {
    const runs = runsOf(block.text);
    if (runs.length === 0) return wordsOf(block.text).every((word) => everyWord.has(word));
    return runs.filter((run) => said.has(run)).length >= runs.length * nearlyAll;
  };
  const kept: Block[] = [];
  let headings: Block[] = [];
  for (const block of form) {
    if (block.kind === 'heading') {
      headings = [...headings, block];
    } else if (!isSaid(block)) {
      const last = headings.at(-1);
      if (last) kept.push(last);
      headings = [];
      kept.push(block);
    }
  }
  return [...kept, ...text];
}

const nearlyAll = 0.8;
const runLength = 4;

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

function runsOf(text: string): string[] {
  const words = wordsOf(text);
  return Array.from({ length: Math.max(0, words.length - runLength + 1) }, (_, at) =>
    words.slice(at, at + runLength).join(' '),
  );
}
