/** A line of a text as a room refers to it: by its number, and by that of its paragraph. */
export interface NumberedLine {
  /** 1, 2, 3 … through the whole text. */
  readonly line: number;
  /** The paragraph it belongs to, from 1; told at its first line only. */
  readonly paragraph: number | null;
  readonly words: string;
}

/** So many characters a line, as drafts for rooms have them. */
const usualWidth = 72;

/**
 * A text cut into lines of at most `width` characters at spaces, numbered through, so that everyone in a
 * room finds the same line whatever their screen. Paragraphs without words have no number. A word that is
 * longer than a line is not cut; scripts without spaces are cut where the line is full.
 */
export function numberLines(text: string, width = usualWidth): NumberedLine[] {
  const lines: NumberedLine[] = [];
  let paragraphs = 0;
  for (const paragraph of text.split('\n')) {
    if (paragraph.trim() === '') continue;
    paragraphs++;
    wrap(paragraph.trim(), width).forEach((words, index) => {
      lines.push({ line: lines.length + 1, paragraph: index === 0 ? paragraphs : null, words });
    });
  }
  return lines;
}

function wrap(paragraph: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of breakable(paragraph)) {
    if (line !== '' && lengthOf(line + piece.trimEnd()) > width) {
      lines.push(line.trimEnd());
      line = '';
    }
    line += piece;
  }
  lines.push(line.trimEnd());
  return lines;
}

/** Runs after which a line may end: words with the space behind them, or single wide characters. */
function breakable(paragraph: string): readonly string[] {
  return paragraph.match(runs) ?? [];
}

const wide = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}';
// Punctuation stays with the character before it.
const runs = new RegExp(`[${wide}]\\p{P}*\\s*|[^\\s${wide}]+\\s*|\\s+`, 'gu');

/** Characters as people count them, near enough: pairs of code units are one. */
function lengthOf(text: string): number {
  return [...text].length;
}
