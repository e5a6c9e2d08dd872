import type { BlockKind } from '#core/passages/block.ts';
import type { Reason } from '#core/result.ts';
import type { DocumentKind, RelationKind, StakeholderGroup } from '#core/vocabulary.ts';

/** What the register says of a document, beside its words. */
export interface DocumentDescription {
  readonly kind: DocumentKind;
  readonly title: string;
  /** ISO day. */
  readonly date: string | null;
  /** The bodies or persons who speak in it. */
  readonly authors: readonly string[];
  readonly stakeholderGroup: StakeholderGroup | null;
  readonly region: string | null;
  /** BCP 47 primary tag, or `und` where it could not be told. */
  readonly language: string;
  readonly languageBy: 'detected' | 'person' | 'metadata';
  readonly keywords: readonly string[];
  /** Whatever else came with it, under the keys it came with. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly relations: readonly DocumentRelation[];
}

export interface DocumentRelation {
  readonly kind: RelationKind;
  readonly targetSymbol: string;
}

/** A kept file, byte for byte: `form` is the sheet that came beside the text. */
export interface DocumentFile {
  readonly role: 'original' | 'form';
  readonly sha256: string;
  readonly name: string;
  readonly bytes: number;
  readonly mediaType: string;
}

export interface DocumentPassage {
  readonly label: string;
  readonly path: readonly string[];
  readonly kind: BlockKind;
  readonly text: string;
  readonly speaker?: string;
  readonly start?: number;
}

/** What was read from the files of one version. */
export interface DocumentReading {
  readonly files: readonly DocumentFile[];
  readonly converter: string;
  readonly notes: readonly Reason[];
  readonly passages: readonly DocumentPassage[];
}

/** `document.registered`. The subject is the document, here and below. */
export interface DocumentRegistered extends DocumentDescription, DocumentReading {
  readonly symbol: string;
}

/** `document.corrected`: a new version of the words; passages keep their labels where they can. */
export interface DocumentCorrected extends DocumentReading {
  readonly version: number;
  /** Why, in the words of who corrected it. */
  readonly note: string;
}

/** `document.described`: only what changed. */
export type DocumentDescribed = Partial<DocumentDescription>;
