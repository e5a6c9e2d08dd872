/** What a converter hands over: one block of a document, in reading order. */
export interface Block {
  readonly kind: BlockKind;
  /** Depth of a heading, 1 to 6; nesting of a list item, from 1. */
  readonly level?: number;
  /** Plain text. A line break inside it is a space to the reader. */
  readonly text: string;
  /** Who spoke, for a turn of a transcript. */
  readonly speaker?: string;
  /** Seconds from the beginning of the recording, for a turn of a transcript. */
  readonly start?: number;
}

export type BlockKind =
  'heading' | 'paragraph' | 'list-item' | 'table-row' | 'turn' | 'quote' | 'note';
