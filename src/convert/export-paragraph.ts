import type { Change } from './docx-revisions/revised-document.ts';

/** What a text is exported as: paragraphs in order, each with its words and whose they are. */
export interface ExportParagraph {
  readonly kind: ExportKind;
  /** Depth of a heading (1 to 9), or of a sub-paragraph, from 1. */
  readonly level?: number;
  /** The number as it is shown: `OP7 ter.`, `(a)`. */
  readonly label?: string;
  readonly runs: readonly ExportRun[];
  /** Its end was inserted: without this change, it and the next paragraph are one. */
  readonly markIns?: Change;
  /** Its end was deleted: with this change, it and the next paragraph are one. */
  readonly markDel?: Change;
}

export type ExportKind =
  | 'title'
  | 'heading'
  | 'chapeau'
  | 'preambular'
  | 'operative'
  | 'paragraph'
  | 'sub-paragraph'
  | 'note';

/** Tabs and line breaks in the text stay what they are. */
export interface ExportRun {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly superscript?: boolean;
  /** With both, one party deletes what another inserts. */
  readonly ins?: Change;
  readonly del?: Change;
}

export interface ExportOptions {
  readonly title: string;
  /** An ISO day or moment: when the text stood like this. */
  readonly date: string;
  /** Whose document it is: the group. */
  readonly author: string;
  /** BCP 47. */
  readonly language?: string;
  /** Word tracks what the next person changes, without being told. */
  readonly trackFurther?: boolean;
}
