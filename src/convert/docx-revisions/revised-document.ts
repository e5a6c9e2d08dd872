import type { Reason } from '#core/result.ts';

/** A Word file with its tracked changes, as plain data. Nothing in it is accepted or rejected. */
export interface RevisedDocument {
  readonly paragraphs: readonly RevisedParagraph[];
  /** Of tracked changes, in order of first appearance; `''` for changes without author. */
  readonly authors: readonly string[];
  readonly comments: readonly RevisionComment[];
  readonly ignored: IgnoredChanges;
  /** What a person should look at before trusting the changes. */
  readonly notes: readonly Reason[];
}

/** Changes that touch no word. */
export interface IgnoredChanges {
  /** Of the look of words, paragraphs, tables, sections and of numbering. */
  readonly formatChanges: number;
  /** Fields for filling in (content controls) put around words or taken away. */
  readonly contentControls: number;
  /** The rest: signs of formulas, merged cells. */
  readonly other: number;
}

/** Who changed, and when, as the file says: ISO 8601, often local time under a `Z`. */
export interface Change {
  readonly author: string;
  readonly date: string | null;
}

/** Where something was taken from, or put, as one of the two ends of a move of this name. */
export interface Move {
  readonly name: string;
  readonly role: 'from' | 'to';
}

/**
 * Words of one fate. With both `ins` and `del`, one author deleted what another had inserted.
 * An end of a move is also an insertion or a deletion.
 */
export interface RevisedRun {
  readonly text: string;
  readonly ins?: Change;
  readonly del?: Change;
  readonly move?: Move;
  /** A reference mark of the note that the paragraphs with the same `note` hold; has no text. */
  readonly note?: string;
}

export type ParagraphKind =
  'paragraph' | 'heading' | 'list-item' | 'table-cell' | 'note' | 'contents';

export interface RevisedParagraph {
  readonly kind: ParagraphKind;
  /** Depth of a heading, or nesting of a list item, from 1. */
  readonly level?: number;
  /**
   * The automatic number once all is accepted; of a paragraph that goes then, the former one; of
   * one that came and goes, the one that Word shows among all changes.
   */
  readonly label?: string;
  /** The automatic number before any change, where it was another (`''`: none). */
  readonly labelBefore?: string;
  /**
   * A paragraph whose end goes runs on into the next one of the same flow. Cells, notes and text
   * boxes are flows of their own, and so is what stands before a table and behind it.
   */
  readonly flow: number;
  /** A table follows, into which nothing runs on. */
  readonly beforeTable?: true;
  readonly cell?: TablePlace;
  /** Of a paragraph of a footnote or endnote: which (`footnote 2`). */
  readonly note?: string;
  readonly runs: readonly RevisedRun[];
  /** Its end was inserted: before, it and the next were one. */
  readonly markIns?: Change;
  /** Its end was deleted: it and the next become one. */
  readonly markDel?: Change;
  readonly markMove?: Move;
  /** The table row it stands in was inserted or deleted as a whole. */
  readonly rowIns?: Change;
  readonly rowDel?: Change;
  /** The same of the cell, note or text box that holds it. */
  readonly frameIns?: Change;
  readonly frameDel?: Change;
}

/** Which table of the document, row and cell, each from 1. */
export interface TablePlace {
  readonly table: number;
  readonly row: number;
  readonly column: number;
}

export interface RevisionComment {
  readonly id: string;
  readonly author: string;
  readonly date: string | null;
  readonly text: string;
  /** Index of the paragraph it begins in; null where the text does not refer to it. */
  readonly paragraph: number | null;
  /** The words it is about, at most `longestQuote` characters, insertions read as accepted. */
  readonly quote: string;
}

export const longestQuote = 1000;
