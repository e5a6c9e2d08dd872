import type { Reason, Result } from '#core/result.ts';
import { done, refused } from '#core/result.ts';
import type { Archive } from './archive.ts';
import { openArchive } from './archive.ts';
import { isoDay } from './day.ts';
import type { Draft } from './converted.ts';
import type { Revisions } from './docx-body.ts';
import { DocxBody } from './docx-body.ts';
import { wordPrefixes } from './docx-names.ts';
import { createLabels } from './docx-numbering.ts';
import { mainPart, part } from './docx-package.ts';
import { readStyles } from './docx-styles.ts';
import { readFields, readXml } from './xml.ts';

/**
 * Word files (ECMA-376), from the XML itself, because libraries accept tracked changes without
 * a word. Read as if all were accepted, with a note of how many and whose. Headers, footers,
 * comments and tables of contents are left out.
 */
export function readDocx(bytes: Uint8Array): Result<Draft> {
  const opened = openArchive(bytes);
  if (!opened.ok) return opened;
  const archive = opened.value;
  const main = mainPart(archive);
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const document = archive.read(main);
  if (!document.ok) return document;
  if (!document.value) return refused('damaged-archive');
  const revisions: Revisions = { count: 0, authors: new Set() };
  const styles = readStyles(part(archive, `${folder}styles.xml`));
  const context = { styles, revisions, labels: createLabels(undefined) };
  const body = new DocxBody({
    ...context,
    labels: createLabels(part(archive, `${folder}numbering.xml`)),
    notes: new Map([
      ...readNotes(part(archive, `${folder}footnotes.xml`), 'footnote', context),
      ...readNotes(part(archive, `${folder}endnotes.xml`), 'endnote', context),
    ]),
  });
  const read = readXml(document.value, wordPrefixes, body);
  if (!read.ok) return read;
  const comments = countComments(part(archive, `${folder}comments.xml`));
  return done({ ...properties(archive), blocks: body.blocks, notes: notesOf(revisions, comments) });
}

function notesOf(revisions: Revisions, comments: number): Reason[] {
  const notes: Reason[] = [];
  if (revisions.count > 0) {
    const authors = [...revisions.authors].slice(0, 20).join(', ') || '?';
    notes.push({ code: 'revisions-accepted', count: revisions.count, authors });
  }
  if (comments > 0) notes.push({ code: 'comments-left-out', count: comments });
  return notes;
}

type NoteContext = Omit<ConstructorParameters<typeof DocxBody>[0], 'notes'>;

function readNotes(bytes: Uint8Array | undefined, kind: string, context: NoteContext) {
  const notes = new Map<string, string>();
  let body: DocxBody | undefined;
  let id = '';
  if (!bytes) return notes;
  readXml(bytes, wordPrefixes, {
    open(name, attributes) {
      if (name === `w:${kind}`) {
        const separator = attributes['w:type'] !== undefined && attributes['w:type'] !== 'normal';
        body = separator ? undefined : new DocxBody({ ...context, notes: new Map() });
        id = attributes['w:id'] ?? '';
      } else body?.open(name, attributes);
    },
    text: (text) => body?.text(text),
    close(name) {
      if (name !== `w:${kind}`) return body?.close(name);
      const text = body?.blocks.map((block) => block.text).join('\n');
      if (text) notes.set(`${kind} ${id}`, text);
      body = undefined;
    },
  });
  return notes;
}

function countComments(bytes: Uint8Array | undefined): number {
  let count = 0;
  if (!bytes) return count;
  readXml(bytes, wordPrefixes, {
    open: (name) => void (name === 'w:comment' && count++),
    close: () => undefined,
    text: () => undefined,
  });
  return count;
}

const wanted = new Set([
  ...['dc:title', 'dc:creator', 'dc:subject', 'dc:language', 'cp:keywords', 'cp:lastModifiedBy'],
  ...['dcterms:created', 'dcterms:modified'],
]);

function properties(archive: Archive): Pick<Draft, 'title' | 'authors' | 'date' | 'metadata'> {
  const bytes = part(archive, 'docProps/core.xml');
  const fields = bytes ? readFields(bytes, wordPrefixes, wanted) : new Map<string, string[]>();
  const metadata: Record<string, string> = {};
  for (const [name, values] of fields) {
    metadata[name.slice(name.indexOf(':') + 1)] = values.join(', ');
  }
  return {
    title: usefulTitle(fields.get('dc:title')?.[0]),
    authors: fields.get('dc:creator')?.flatMap((names) => names.split(/\s*;\s*/)),
    date: isoDay(fields.get('dcterms:modified')?.[0] ?? fields.get('dcterms:created')?.[0]),
    metadata,
  };
}

/** Programs fill the title with file names and placeholders; those are no titles. */
export function usefulTitle(title: string | undefined): string | undefined {
  if (!title || title.trim().length < 3) return undefined;
  const placeholder =
    /^(microsoft word\b.*|document\s?\d*|untitled.*|no title|powerpoint presentation|title|slide \d+|.*\.(docx?|pdf|odt|rtf|indd|qxd|wpd))$/i;
  return placeholder.test(title.trim()) ? undefined : title.trim();
}
