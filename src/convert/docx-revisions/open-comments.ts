import { longestQuote } from './revised-document.ts';
import type { DraftParagraph } from './draft-paragraph.ts';

/** What a comment is about. */
export interface CommentAnchor {
  /** The paragraph it begins in; none where it begins between paragraphs, until the next. */
  paragraph: DraftParagraph | undefined;
  /** Words that stand once all is accepted, and those that were deleted too. */
  standing: string;
  all: string;
}

/** How many ranges open at one place are quoted; what more there are keep their paragraph. */
const mostOpen = 200;

/** The comments open at a place, and the anchors of all that were met. */
export class OpenComments {
  readonly anchors = new Map<string, CommentAnchor>();
  readonly #open = new Map<string, CommentAnchor>();

  open(id: string, paragraph: DraftParagraph | undefined): void {
    if (this.anchors.has(id)) return;
    const anchor = { paragraph, standing: '', all: '' };
    this.anchors.set(id, anchor);
    if (this.#open.size < mostOpen) this.#open.set(id, anchor);
  }

  close(id: string): void {
    this.#open.delete(id);
  }

  refer(id: string, paragraph: DraftParagraph | undefined): void {
    const anchor = this.anchors.get(id);
    if (!anchor) this.anchors.set(id, { paragraph, standing: '', all: '' });
    else anchor.paragraph ??= paragraph;
  }

  break(): void {
    for (const anchor of this.#open.values()) {
      if (anchor.all !== '') anchor.all += '\n';
      if (anchor.standing !== '') anchor.standing += '\n';
    }
  }

  /** A full quote is closed, so that many ranges open over a long text cost little. */
  write(text: string, deleted: boolean): void {
    for (const [id, anchor] of this.#open) {
      anchor.all += text.slice(0, longestQuote);
      if (!deleted) anchor.standing += text.slice(0, longestQuote);
      if (Math.min(anchor.standing.length, anchor.all.length) >= longestQuote)
        this.#open.delete(id);
      else if (anchor.all.length >= 20 * longestQuote) this.#open.delete(id);
    }
  }
}
