import { blockText, oneLine } from '../clean.ts';
import { wordPrefixes } from '../docx-names.ts';
import { readXml } from '../xml.ts';
import type { DraftParagraph } from './draft-paragraph.ts';
import { changeOf } from './open-changes.ts';
import type { CommentAnchor } from './open-comments.ts';
import { longestQuote, type Change, type RevisionComment } from './revised-document.ts';
import { RevisionBody } from './revision-body.ts';
import { Tally } from './tally.ts';

/** The comments of `comments.xml`, in its order, with what the text says they are about. */
export function readComments(
  bytes: Uint8Array | undefined,
  anchors: ReadonlyMap<string, CommentAnchor>,
  drafts: readonly DraftParagraph[],
): readonly RevisionComment[] {
  const comments: RevisionComment[] = [];
  if (!bytes) return comments;
  const indices = new Map(drafts.map((draft, index) => [draft, index]));
  let open: { readonly id: string; readonly by: Change; readonly body: RevisionBody } | undefined;
  readXml(bytes, wordPrefixes, {
    open(name, attributes) {
      if (name !== 'w:comment') return open?.body.open(name, attributes);
      const body = new RevisionBody(new Tally());
      open = { id: attributes['w:id'] ?? '', by: changeOf(attributes), body };
    },
    text: (text) => open?.body.text(text),
    close(name) {
      if (name !== 'w:comment') return open?.body.close(name);
      if (!open) return;
      const { id, by, body } = open;
      const anchor = anchors.get(id);
      const index = anchor?.paragraph && indices.get(anchor.paragraph);
      const quote = oneLine(anchor?.standing ?? '') || oneLine(anchor?.all ?? '');
      comments.push({
        id,
        ...by,
        text: wordsOf(body),
        paragraph: index ?? null,
        quote: quote.slice(0, longestQuote).toWellFormed(),
      });
      open = undefined;
    },
  });
  return comments;
}

/** Changes inside a comment are read as accepted. */
function wordsOf(body: RevisionBody): string {
  const lines = body.paragraphs.map(({ runs }) =>
    runs.map((run) => (run.del ? '' : run.text)).join(''),
  );
  return blockText(lines.join('\n'));
}
