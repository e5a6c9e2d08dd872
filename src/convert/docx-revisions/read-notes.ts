import { wordPrefixes } from '../docx-names.ts';
import { readXml } from '../xml.ts';
import type { DraftParagraph } from './draft-paragraph.ts';
import { type NoteReference, RevisionBody } from './revision-body.ts';
import type { Tally } from './tally.ts';

export interface ReadNote {
  readonly key: string;
  readonly paragraphs: readonly DraftParagraph[];
}

/** The notes of one kind that the text refers to, in the order it does so. */
export function readNotes(
  bytes: Uint8Array | undefined,
  kind: 'footnote' | 'endnote',
  references: readonly NoteReference[],
  tally: Tally,
): readonly ReadNote[] {
  const frames = new Map(references.map(({ key, frame }) => [key, frame]));
  const found = new Map<string, readonly DraftParagraph[]>();
  let body: RevisionBody | undefined;
  let key = '';
  if (!bytes) return [];
  readXml(bytes, wordPrefixes, {
    open(name, attributes) {
      if (name === `w:${kind}`) {
        key = `${kind} ${attributes['w:id']}`;
        body = frames.has(key) ? new RevisionBody(tally, { ...frames.get(key) }) : undefined;
      } else body?.open(name, attributes);
    },
    text: (text) => body?.text(text),
    close(name) {
      if (name !== `w:${kind}`) return body?.close(name);
      if (body) found.set(key, body.paragraphs);
      body = undefined;
    },
  });
  return [...frames.keys()].flatMap((each) => {
    const paragraphs = found.get(each);
    return paragraphs ? [{ key: each, paragraphs }] : [];
  });
}
