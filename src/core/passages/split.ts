import type { Block } from './block.ts';
import type { Passage, UnlabelledPassage } from './passage.ts';
import { startsLower } from './line-shapes.ts';

/** A passage is at most this long, in UTF-16 units; a longer paragraph is split. */
export const longestPassage = 1_500;

/**
 * The passages of a document, labelled p1, p2 and so on. A block is a passage, whatever its size,
 * but for a wrapped remainder, which goes to the line before it, and for an overlong block, which
 * is split at ends of sentences, else at spaces, else anywhere between two characters. Joining the
 * passages of a block gives back its text without the space at its ends.
 */
export function splitPassages(blocks: readonly Block[]): readonly Passage[] {
  return splitBlocks(blocks).map((passage, index) => ({
    label: `p${index + 1}`,
    ...passage,
  }));
}

/** The same before labels are given, for a version that is to keep the labels of an earlier one. */
export function splitBlocks(blocks: readonly Block[]): readonly UnlabelledPassage[] {
  const passages: UnlabelledPassage[] = [];
  let path: { readonly level: number; readonly text: string }[] = [];
  for (const block of withoutRemainders(blocks)) {
    const level = block.level ?? 1;
    if (block.kind === 'heading') path = path.filter((above) => above.level < level);
    const { kind, speaker, start } = block;
    const shared = {
      path: path.map(({ text }) => text),
      kind,
      ...(speaker !== undefined && { speaker }),
      ...(start !== undefined && { start }),
    };
    for (const text of splitText(block.text)) passages.push({ ...shared, text });
    if (block.kind === 'heading' && block.text.trim()) {
      path.push({ level, text: headingInPath(block.text) });
    }
  }
  return passages;
}

const longestInPath = 200;

function headingInPath(text: string): string {
  const plain = text.trim().replace(/\s+/g, ' ');
  return plain.length <= longestInPath ? plain : `${plain.slice(0, longestInPath - 1).trimEnd()}…`;
}

/** A paragraph that only goes on with an unfinished one is part of it: a line cut by a converter. */
function withoutRemainders(blocks: readonly Block[]): readonly Block[] {
  const joined: Block[] = [];
  for (const block of blocks) {
    const last = joined.at(-1);
    const text = block.text.trim();
    if (!text) continue;
    if (
      last?.kind === 'paragraph' &&
      block.kind === 'paragraph' &&
      text.length < 60 &&
      startsLower(text) &&
      /[\p{L},]$/u.test(last.text) &&
      last.text.length < longestPassage
    ) {
      joined[joined.length - 1] = { ...last, text: `${last.text} ${text}` };
    } else {
      joined.push({ ...block, text });
    }
  }
  return joined;
}

/** Cuts a text into stretches of passage size, about equal; space at a cut goes. */
export function splitText(text: string): readonly string[] {
  const plain = text.trim();
  if (plain.length <= longestPassage) return plain ? [plain] : [];
  const parts: string[] = [];
  let at = 0;
  while (plain.length - at > longestPassage) {
    const remaining = plain.length - at;
    const aim = Math.min(
      longestPassage,
      Math.ceil(remaining / Math.ceil(remaining / longestPassage)) + 200,
    );
    const window = plain.slice(at, at + Math.min(aim, longestPassage));
    const cut = sentenceCut(window) ?? spaceCut(window) ?? hardCut(window);
    parts.push(window.slice(0, cut).trimEnd());
    at += cut;
    while (at < plain.length && /\s/.test(plain.charAt(at))) at += 1;
  }
  if (at < plain.length) parts.push(plain.slice(at));
  return parts;
}

const leastShare = 0.4;

/** After the last end of a sentence, if one lies in the later part of the window. */
function sentenceCut(window: string): number | undefined {
  const from = Math.floor(window.length * leastShare);
  let cut: number | undefined;
  for (const match of window.slice(from).matchAll(sentenceEnd)) {
    cut = from + match.index + match[0].length;
  }
  return cut;
}

// An abbreviation of one letter, or a number with a point, does not end a sentence.
const sentenceEnd =
  /(?<!\b\p{L}|\b(?:No|Art|Mr|Ms|Dr|vol|pp|cf|para|paras))[.!?…؟]["'”’»)\]]*\s+(?=["'“‘«([]?[\p{Lu}\p{Lo}\d])|[。！？][」』”]*/gu;

function spaceCut(window: string): number | undefined {
  const space = /\s\S*$/.exec(window.slice(Math.floor(window.length * leastShare)));
  return space ? Math.floor(window.length * leastShare) + space.index + 1 : undefined;
}

/** Between two characters: never inside a surrogate pair or before a mark of the letter ahead. */
function hardCut(window: string): number {
  let cut = window.length;
  while (cut > window.length - 20 && /^[\p{M}\u200d\udc00-\udfff]/u.test(window.slice(cut - 1)))
    cut -= 1;
  return /[\ud800-\udbff]/.test(window[cut - 1] ?? '') ? cut - 1 : cut;
}
