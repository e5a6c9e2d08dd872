export interface Measured {
  readonly position: number;
  readonly bytes: number;
}

export interface PageRange {
  /** Positions, both included. */
  readonly first: number;
  readonly last: number;
}

/** So much of a document, with what surrounds it, keeps a page under 30 KB compressed. */
export const pageBytes = 38_000;
/** What the frame of a passage costs beside its words. */
const frameBytes = 160;

/**
 * Cuts a document into pages of about equal weight, never within a passage; the longest passage
 * has a page to itself. A last page of a few lines is given to the one before.
 */
export function pageBreaks(items: readonly Measured[], most = pageBytes): readonly PageRange[] {
  const total = items.reduce((sum, { bytes }) => sum + bytes + frameBytes, 0);
  const count = Math.max(1, Math.ceil(total / (most * 1.15)));
  const share = total / count;
  const pages: PageRange[] = [];
  let first: number | undefined;
  let filled = 0;
  items.forEach(({ position, bytes }, index) => {
    first ??= position;
    filled += bytes + frameBytes;
    const next = items[index + 1];
    const full = next && filled + (next.bytes + frameBytes) / 2 > share;
    if (next && !full) return;
    pages.push({ first, last: position });
    first = undefined;
    filled = 0;
  });
  return pages;
}
