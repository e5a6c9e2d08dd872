import type { Block } from '#core/passages/block.ts';
import type { Reason } from '#core/result.ts';

/** A file as it came in. The name serves only for its extension; it is never used as a path. */
export interface SourceFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface Attachment {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What the library needs to know of a file: its text in blocks, and what it says about itself. */
export interface Converted {
  /** The converter that read it, and that converter's version, to know what to read again. */
  readonly converter: string;
  readonly version: number;
  readonly mediaType: string;
  /** How the bytes of a plain text were read, as named by the WHATWG Encoding Standard. */
  readonly encoding?: string;
  readonly title?: string;
  readonly authors?: readonly string[];
  /** ISO day, `2026-03-01`. */
  readonly date?: string;
  /** What the file states about itself, keys as written there. */
  readonly metadata: Readonly<Record<string, string>>;
  readonly blocks: readonly Block[];
  /** What a reader should know about the reading: revisions accepted, pages without text. */
  readonly notes: readonly Reason[];
  readonly attachments?: readonly Attachment[];
}

/** What one format's reader gives; the parts common to all are added by `convertHere`. */
export interface Draft {
  readonly encoding?: string;
  readonly title?: string | undefined;
  readonly authors?: readonly string[] | undefined;
  readonly date?: string | undefined;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly blocks: readonly Block[];
  readonly notes?: readonly Reason[];
  readonly attachments?: readonly Attachment[];
}
