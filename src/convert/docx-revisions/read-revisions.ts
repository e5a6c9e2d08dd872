import type { Reason, Result } from '#core/result.ts';
import { done, refused } from '#core/result.ts';
import { type Archive, openArchive } from '../archive.ts';
import { wordPrefixes } from '../docx-names.ts';
import { mainPart } from '../docx-package.ts';
import { readStyles } from '../docx-styles.ts';
import { sniff } from '../sniff.ts';
import { readXml } from '../xml.ts';
import { checkRevisions } from './check-revisions.ts';
import { finishParagraphs, numberNotes } from './finish-paragraphs.ts';
import { readComments } from './read-comments.ts';
import { readNotes } from './read-notes.ts';
import type { RevisedDocument } from './revised-document.ts';
import { RevisionBody } from './revision-body.ts';
import { Tally } from './tally.ts';

/**
 * A Word file (ECMA-376) with its tracked changes as data. Headers and footers are left out.
 * Paragraphs come in reading order, those of notes last. Reasons: `not-docx`, `damaged-xml`,
 * `xml-with-dtd`, and those of an archive.
 */
export function readRevisions(bytes: Uint8Array): Result<RevisedDocument> {
  const refusal = notWord(bytes);
  if (refusal) return { ok: false, reason: refusal };
  const opened = openArchive(bytes);
  if (!opened.ok) return opened;
  const archive = opened.value;
  const main = mainPart(archive);
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const document = archive.read(main);
  if (!document.ok) return document;
  if (!document.value) return refused('not-docx');
  const tally = new Tally();
  const body = new RevisionBody(tally);
  const read = readXml(document.value, wordPrefixes, body);
  if (!read.ok) return read;

  const parts = new Parts(archive, folder);
  const notes = (['footnote', 'endnote'] as const).flatMap((kind) =>
    readNotes(parts.take(`${kind}s.xml`), kind, body.references, tally),
  );
  const drafts = [...body.paragraphs, ...notes.flatMap(({ paragraphs }) => paragraphs)];
  const labels = numberNotes(notes);
  const styles = readStyles(parts.take('styles.xml'));
  const paragraphs = finishParagraphs(drafts, styles, parts.take('numbering.xml'), labels);
  const comments = readComments(parts.take('comments.xml'), body.comments.anchors, drafts);
  const checked = checkRevisions(paragraphs, tally);
  return done({
    paragraphs,
    authors: checked.authors,
    comments,
    ignored: {
      formatChanges: tally.formatChanges,
      contentControls: Math.ceil(tally.controlRanges / 2),
      other: tally.other,
    },
    notes: [...parts.damaged, ...checked.notes],
  });
}

/** Faults of a Word file keep their own reason; anything else is said to be none. */
function notWord(bytes: Uint8Array): Reason | undefined {
  const sniffed = sniff('', bytes);
  if (sniffed.ok) return sniffed.value.kind === 'docx' ? undefined : { code: 'not-docx' };
  const own = /-archive$|^archive-too|^empty-file$|^encrypted-or-old-word$/;
  return own.test(sniffed.reason.code) ? sniffed.reason : { code: 'not-docx' };
}

/** The parts beside the text. One that is damaged is said, and the text is read without it. */
class Parts {
  readonly damaged: Reason[] = [];
  readonly #archive: Archive;
  readonly #folder: string;

  constructor(archive: Archive, folder: string) {
    this.#archive = archive;
    this.#folder = folder;
  }

  take(name: string): Uint8Array | undefined {
    const read = this.#archive.read(this.#folder + name);
    const none = { open: () => undefined, close: () => undefined, text: () => undefined };
    const sound = read.ok && (!read.value || readXml(read.value, wordPrefixes, none).ok);
    if (!sound) this.damaged.push({ code: 'docx-part-damaged', part: name });
    return sound ? read.value : undefined;
  }
}
