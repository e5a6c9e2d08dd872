import type { OutlineItem } from '#store/document/passage-readers.ts';

export interface ContentsItem {
  readonly label: string;
  readonly text: string;
  /** 0 for the outermost. */
  readonly depth: number;
}

const mostItems = 60;
const longestText = 90;

/** The headings of a document; of a long list of them only the outermost that fit. */
export function contentsOf(outline: readonly OutlineItem[]): readonly ContentsItem[] {
  const headings = outline.flatMap(({ label, heading, depth }) =>
    heading === null ? [] : [{ label, text: shortened(heading), depth }],
  );
  for (let deepest = 3; deepest > 0; deepest -= 1) {
    const shown = headings.filter(({ depth }) => depth < deepest);
    if (shown.length <= mostItems || deepest === 1) return shown.slice(0, mostItems);
  }
  return [];
}

function shortened(text: string): string {
  return text.length > longestText
    ? `${text.slice(0, longestText).replace(/\s+\S*$/, '')} …`
    : text;
}
