import type { BlockKind } from './block.ts';

/** What a document is cited by: about a paragraph, with an address of its own. */
export interface Passage extends UnlabelledPassage {
  /** The address within the document: p12. Given once, never to other words. */
  readonly label: string;
}

export interface UnlabelledPassage {
  /** The headings that it stands under, outermost first. */
  readonly path: readonly string[];
  readonly kind: BlockKind;
  readonly text: string;
  readonly speaker?: string;
  /** Seconds from the beginning of the recording. */
  readonly start?: number;
}
