import type { Reason } from '#core/result.ts';

/** The kinds of file the library takes, for the upload form, the import and the guides. */
export interface Format {
  readonly kind: Kind;
  readonly label: string;
  readonly extensions: readonly string[];
  readonly mediaType: string;
  /** Raised when the same bytes come out differently, so that documents can be read again. */
  readonly version: number;
}

export type Kind = 'txt' | 'md' | 'html' | 'docx' | 'odt' | 'pdf' | 'rtf' | 'eml' | 'vtt' | 'srt';

/** The largest file that is read, in bytes; a caller checks it before reading. */
export const maximumBytes = 100 * 1024 * 1024;

/** The refusal of a larger one; `limit` in bytes, `megabytes` for the message. */
export const tooLarge: Reason = {
  code: 'too-large',
  limit: maximumBytes,
  megabytes: maximumBytes / 1024 / 1024,
};

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const odt = 'application/vnd.oasis.opendocument.text';

export const formats: readonly Format[] = [
  row('txt', 'Plain text', ['.txt', '.text'], 'text/plain'),
  row('md', 'Markdown', ['.md', '.markdown'], 'text/markdown'),
  row('html', 'Web page', ['.html', '.htm', '.xhtml'], 'text/html'),
  row('docx', 'Word', ['.docx', '.docm'], word),
  row('odt', 'OpenDocument text', ['.odt', '.ott'], odt),
  row('pdf', 'PDF', ['.pdf'], 'application/pdf'),
  row('rtf', 'Rich text', ['.rtf'], 'application/rtf'),
  row('eml', 'Mail', ['.eml'], 'message/rfc822'),
  row('vtt', 'WebVTT transcript', ['.vtt'], 'text/vtt'),
  row('srt', 'SubRip transcript', ['.srt'], 'application/x-subrip'),
];

/** Value of the `accept` attribute of a file field. */
export const acceptedExtensions: string = formats.flatMap((each) => each.extensions).join(',');

export function formatOf(kind: Kind): Format {
  const found = formats.find((each) => each.kind === kind);
  if (!found) throw new Error(`no format ${kind}`);
  return found;
}

/** The kind that a name's extension promises, if it is one the library takes. */
export function kindOfName(name: string): Kind | undefined {
  const extension = extensionOf(name);
  return formats.find((each) => each.extensions.includes(extension))?.kind;
}

/** `.docx` of `Reply (final).DOCX`; empty where there is none. */
export function extensionOf(name: string): string {
  return /\.[a-z0-9]{1,12}$/.exec(name.toLowerCase())?.[0] ?? '';
}

function row(
  kind: Kind,
  label: string,
  extensions: readonly string[],
  mediaType: string,
  version = 1,
): Format {
  return { kind, label, extensions, mediaType, version };
}
