import type { House } from '#actions/house.ts';
import type { IncomingFile } from '#actions/start-import.ts';
import { accepted, versionOf } from '#convert/docx-revisions/resolve-revisions.ts';
import type { RevisedDocument } from '#convert/docx-revisions/revised-document.ts';
import { decode } from '#convert/encoding.ts';
import type { SentComment } from '#core/text/living/file-comments.ts';
import { done, type Reason, refused, type Result } from '#core/result.ts';

/** One wording that a file holds. */
export interface SentWording {
  /** Whose tracked changes they are; null for a file without any. */
  readonly author: string | null;
  readonly text: string;
  /** What its author says of words; of a file without tracked changes, what everybody says. */
  readonly comments: readonly SentComment[];
}

export interface FileWordings {
  readonly name: string;
  readonly sha256: string;
  readonly wordings: readonly SentWording[];
  /** The words with every tracked change accepted. */
  readonly whole: string;
  /** What a person should know of the reading. */
  readonly notes: readonly Reason[];
}

/** What is read here; a longer file is no recommendation. */
const mostBytes = 20 * 1024 * 1024;
export const acceptedFiles = '.docx,.md,.txt';

/**
 * What a file that was sent in says: one wording for each author of tracked changes of a Word file,
 * else one for the file. Reasons: those of reading Word files, `text-file-kind`, `file-too-large`.
 */
export async function wordingsOfFile(
  house: House,
  file: Pick<IncomingFile, 'name' | 'sha256' | 'bytes' | 'refused'>,
): Promise<Result<FileWordings>> {
  const { name, sha256 } = file;
  if (!sha256) return { ok: false, reason: file.refused ?? { code: 'no-files' } };
  if (file.bytes > mostBytes) return refused('text-file-too-large', { name });
  const bytes = await house.originals.read(sha256);
  if (!bytes) return refused('text-file-gone', { name });
  if (bytes.length > mostBytes) return refused('text-file-too-large', { name });
  if (/\.docx$/i.test(name)) {
    const read = await house.converter.readRevisions({ name, bytes });
    const worded = read.ok ? ofWord(read.value) : read;
    return worded.ok ? done({ name, sha256, ...worded.value }) : worded;
  }
  if (!/\.(?:md|markdown|txt|text)$/i.test(name)) return refused('text-file-kind', { name });
  const { text, guessed, encoding } = decode(bytes);
  const notes = guessed ? [{ code: 'encoding-guessed', encoding }] : [];
  return done({
    name,
    sha256,
    wordings: [{ author: null, text, comments: [] }],
    whole: text,
    notes,
  });
}

/** Each author's version is a text of its own: so many characters of them are made of one file. */
const mostMade = 40_000_000;

function ofWord(
  document: RevisedDocument,
): Result<Pick<FileWordings, 'wordings' | 'whole' | 'notes'>> {
  const whole = joined(accepted(document));
  const { authors, notes } = document;
  if (authors.length === 0) {
    const wordings = [{ author: null, text: whole, comments: commentsIn(document) }];
    return done({ wordings, whole, notes });
  }
  const said = document.comments.map(({ author }) => author);
  const people = new Set([...authors, ...said]);
  if (people.size * sizeOf(document) > mostMade) {
    return refused('docx-too-many-authors', { count: people.size });
  }
  const wordings = [...people].map((author): SentWording => ({
    author,
    text: joined(versionOf(document, author)),
    comments: commentsIn(document, author),
  }));
  return done({ wordings, whole, notes });
}

function sizeOf({ paragraphs }: RevisedDocument): number {
  let size = 0;
  for (const { runs } of paragraphs) for (const { text } of runs) size += text.length + 100;
  return size;
}

/** So much of a paragraph tells it from others; many comments may stand in one. */
const longestParagraph = 5_000;

/** The comments of one author, or of all, each with the paragraph it stands in. */
function commentsIn(document: RevisedDocument, by?: string): readonly SentComment[] {
  return document.comments
    .filter(({ author }) => by === undefined || author === by)
    .map(({ text, quote, paragraph }) => {
      const runs = (paragraph === null ? undefined : document.paragraphs[paragraph])?.runs ?? [];
      const said = runs.map((run) => run.text).join('');
      return { words: text, quote, paragraph: said.slice(0, longestParagraph) };
    });
}

function joined(paragraphs: readonly string[]): string {
  return paragraphs.filter((paragraph) => paragraph.trim() !== '').join('\n');
}
